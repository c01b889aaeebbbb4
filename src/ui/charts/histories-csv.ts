// Histories as a CSV file (RFC 4180).
import type { Series } from "../api/histories.ts";

/** The points that are drawn, one a line. */
export function historiesCsv(
  series: readonly Series[],
  runs: ReadonlyMap<string, { readonly name: string }>,
): string {
  const lines = ["run_id,run_name,metric,step,timestamp,value"];
  for (const { run_id, key, steps, times, y } of series) {
    const name = runs.get(run_id)?.name ?? "";
    steps.forEach((step, i) => {
      lines.push([run_id, name, key, step, times[i] ?? "", y[i] ?? ""].map(csvField).join(","));
    });
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** A value as CSV has it. A text that a spreadsheet would take for a formula gets an apostrophe before it. */
export function csvField(value: string | number): string {
  const text =
    typeof value === "string" && /^[=+\-@\t\r]/.test(value) && !isNumber(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isNumber(text: string): boolean {
  return text.trim() !== "" && !Number.isNaN(Number(text));
}
