// Which columns a table shows: those that were chosen, or those worth showing when nobody has chosen.
import type { ColumnSummary, RunColumns } from "../../api/runs.ts";
import type { ColumnRef } from "../../api/shapes.ts";
import { columnText } from "../../table/column-text.ts";
import type { TableSettings } from "../table-settings.ts";

/** So many metrics, and so many parameters, are shown when nobody has chosen. */
const FIRST_METRICS = 12;
const FIRST_PARAMS = 12;

/** What can be known of a run besides what was logged to it. */
export const ATTRIBUTES: readonly string[] = [
  "start_time",
  "duration",
  "status",
  "end_time",
  "user_id",
  "source",
  "dataset",
  "models",
  "note",
  "n_children",
  "run_id",
];

/** Names of metrics about the machine begin so. */
const SYSTEM = "system/";

/**
 * The columns to show, in order, without the run itself, which is always there.
 *
 * @param known The columns of all runs.
 * @param matching The columns of the runs that match, which say what differs.
 */
export function shownColumns(
  known: RunColumns | undefined,
  matching: RunColumns | undefined,
  settings: Pick<TableSettings, "columns" | "order" | "onlyDifferences">,
): readonly ColumnRef[] {
  const chosen = settings.columns ?? firstColumns(known);
  const kept = settings.onlyDifferences ? chosen.filter((column) => differs(column, matching)) : chosen;
  const shown = new Set(kept.map(columnText));
  // What the runs are sorted by must be seen.
  const sorted = settings.order.filter(
    (item) => !shown.has(columnText(item)) && !(item.kind === "attribute" && item.key === "run_name"),
  );
  return [...sorted.map(withoutDirection), ...kept];
}

/** The columns worth showing: when, how long, metrics that most runs have, parameters that differ. */
function firstColumns(known: RunColumns | undefined): readonly ColumnRef[] {
  const metrics = mostFrequent((known?.metrics ?? []).filter(({ key }) => !key.startsWith(SYSTEM)));
  // A parameter that only some runs have, with one value, is no reason to look at it.
  const params = mostFrequent((known?.params ?? []).filter(({ distinct }) => distinct !== 1));
  return [
    ...metrics.slice(0, FIRST_METRICS).map(({ key }): ColumnRef => ({ kind: "metric", key })),
    ...params.slice(0, FIRST_PARAMS).map(({ key }): ColumnRef => ({ kind: "param", key })),
    { kind: "attribute", key: "start_time" },
    { kind: "attribute", key: "duration" },
  ];
}

/** The most frequent first, and otherwise in the order of their names. */
function mostFrequent(columns: readonly ColumnSummary[]): readonly ColumnSummary[] {
  return columns.toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key));
}

function differs(column: ColumnRef, known: RunColumns | undefined): boolean {
  const summary = summaryOf(column, known);
  return summary === undefined || summary.varies !== false;
}

/** What is known of a column; undefined for what is not counted. */
export function summaryOf(column: ColumnRef, known: RunColumns | undefined): ColumnSummary | undefined {
  const list = {
    metric: known?.metrics,
    param: known?.params,
    tag: known?.tags,
    attribute: undefined,
  }[column.kind];
  return list?.find(({ key }) => key === column.key);
}

function withoutDirection({ kind, key, stat }: ColumnRef): ColumnRef {
  return stat === undefined ? { kind, key } : { kind, key, stat };
}
