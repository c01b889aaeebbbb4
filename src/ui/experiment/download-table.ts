// The whole table as a file: every run that matches, with the columns that are shown.
import { errorText } from "../api/request-error.ts";
import { fetchRuns } from "../api/runs.ts";
import type { CellValue, ColumnRef, RunQuery, RunRow } from "../api/shapes.ts";
import { downloadText } from "../browser/download.ts";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { columnText } from "../table/column-text.ts";
import { experimentTexts } from "./messages.ts";
import { tableCsv, tableJson } from "./table-files.ts";

const text = translator(experimentTexts);
const BLOCK = 1000;

/** Saves the table as CSV or JSON. */
export async function downloadTable(
  name: string,
  query: RunQuery,
  columns: readonly ColumnRef[],
  format: "csv" | "json",
): Promise<void> {
  const rows: RunRow[] = [];
  const values: (readonly CellValue[])[] = [];
  try {
    for (let offset = 0, total = 1; offset < total; offset += BLOCK) {
      const block = await fetchRuns({ ...query, offset, limit: BLOCK, columns });
      if (offset === 0 && block.total > BLOCK) notify(text("downloading", { n: block.total }));
      total = block.total;
      block.rows?.forEach((row, i) => {
        rows.push(row);
        values.push(columns.map((_, column) => block.values[column]?.[i] ?? null));
      });
      if (block.rows === undefined || block.rows.length === 0) break;
    }
  } catch (error) {
    notify(errorText(error), { isFault: true });
    return;
  }
  const names = columns.map(columnText);
  if (format === "csv") downloadText(`${name}.csv`, tableCsv(rows, names, values), "text/csv");
  else downloadText(`${name}.json`, tableJson(rows, names, values), "application/json");
  notify(text("downloaded", { n: rows.length }));
}
