// A table of runs as the text of a file.
import type { CellValue, RunRow } from "../api/shapes.ts";

const FIRST = ["run_id", "run_name", "status", "start_time", "end_time"] as const;

/** The table as CSV (RFC 4180): times as ISO 8601, everything else as it is stored. */
export function tableCsv(
  rows: readonly RunRow[],
  names: readonly string[],
  values: readonly (readonly CellValue[])[],
): string {
  const lines = rows.map((row, i) => [...facts(row), ...(values[i] ?? [])].map(field).join(","));
  return `${[[...FIRST, ...names].map(field).join(","), ...lines].join("\r\n")}\r\n`;
}

/** The table as JSON: a list of objects. */
export function tableJson(
  rows: readonly RunRow[],
  names: readonly string[],
  values: readonly (readonly CellValue[])[],
): string {
  const records = rows.map((row, i) => {
    const known = facts(row);
    return Object.fromEntries([
      ...FIRST.map((name, place) => [name, known[place] ?? null]),
      ...names.map((name, place) => [name, values[i]?.[place] ?? null]),
    ]);
  });
  return `${JSON.stringify(records, null, 1)}\n`;
}

function facts(row: RunRow): readonly CellValue[] {
  return [
    row.run_id,
    row.run_name,
    row.status,
    new Date(row.start_time).toISOString(),
    row.end_time === null ? null : new Date(row.end_time).toISOString(),
  ];
}

function field(value: CellValue): string {
  const text = value === null ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
