// Runs as a CSV table, one column for each metric, param and tag that any of them has.
import type { Run } from "../tracking/index.ts";

const FIXED = ["run_id", "experiment_id", "status", "artifact_uri", "start_time", "end_time"];

/**
 * RFC 4180 text with a head. A cell that a spreadsheet would take for a formula gets an apostrophe before it; what is
 * stored stays as it is.
 */
export function runsToCsv(runs: readonly Run[]): string {
  const metrics = keysOf(runs.map(({ data }) => data.metrics));
  const params = keysOf(runs.map(({ data }) => data.params));
  const tags = keysOf(runs.map(({ data }) => data.tags));
  const head = [
    ...FIXED,
    ...metrics.map((key) => `metrics.${key}`),
    ...params.map((key) => `params.${key}`),
    ...tags.map((key) => `tags.${key}`),
  ];
  const rows = runs.map(({ info, data }) => [
    info.runId,
    info.experimentId,
    info.status,
    info.artifactUri,
    isoTime(info.startTimeMs),
    isoTime(info.endTimeMs),
    ...metrics.map((key) => numberCell(data.metrics.get(key)?.value)),
    ...params.map((key) => data.params.get(key) ?? ""),
    ...tags.map((key) => data.tags.get(key) ?? ""),
  ]);
  return [head, ...rows].map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}

function keysOf(maps: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  return [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
}

function numberCell(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}

function isoTime(timeMs: number | undefined): string {
  return timeMs === undefined ? "" : new Date(timeMs).toISOString();
}

function cellText(cell: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
