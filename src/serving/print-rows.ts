// Predictions row by row, as JSON or CSV, while they are still being made.
import { unparsable } from "../errors/index.ts";
import type { RowPredictions } from "./predict-csv.ts";

/** The forms in which predictions are written. */
export type RowFormat = "json" | "csv";

/**
 * Prints predictions as they come.
 *
 * @param pieces The predictions of some rows each.
 * @param format `json` for one `{"predictions": […]}`, `csv` for a header and a record a row.
 * @returns The text, in parts.
 * @throws SyntaxError when a row's predictions have no place in CSV.
 */
export async function* printRows(
  pieces: AsyncIterable<RowPredictions>,
  format: RowFormat,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const rows of pieces) {
    if (rows.length === 0) continue;
    yield format === "json" ? jsonRows(rows, isFirst) : csvRows(rows, isFirst);
    isFirst = false;
  }
  if (format === "json") yield isFirst ? '{"predictions":[]}\n' : "]}\n";
}

function jsonRows(rows: RowPredictions, isFirst: boolean): string {
  // JSON.stringify makes null of what is not finite, as the server does.
  const list = JSON.stringify(Array.from<unknown>(rows)).slice(1, -1);
  return isFirst ? `{"predictions":[${list}` : `,${list}`;
}

function csvRows(rows: RowPredictions, isFirst: boolean): string {
  const records = Array.from<unknown, Readonly<Record<string, unknown>>>(rows, (row) =>
    typeof row === "object" && row !== null ? { ...row } : { prediction: row },
  );
  const names = Object.keys(records[0] ?? {});
  const header = isFirst ? `${names.map(csvCell).join(",")}\n` : "";
  return (
    header + records.map((record) => `${names.map((name) => csvCell(record[name])).join(",")}\n`).join("")
  );
}

/** A number, a truth or a text as RFC 4180 has it; nothing for what is missing or not finite. */
function csvCell(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  throw unparsable("The model answers with lists, which have no place in CSV; write JSON");
}
