// Which columns parallel coordinates begin with: the parameters that vary, and the metrics after them.
import type { ColumnSummary, RunColumns } from "../api/runs.ts";
import type { ColumnName } from "./plot-column.ts";

const MAX_PARAMS = 5;
const MAX_METRICS = 3;

/** The columns that tell most: those that most runs have and that differ among them; at least two if there are two. */
export function usualAxes(columns: RunColumns): readonly ColumnName[] {
  const params = best(columns.params, MAX_PARAMS).map(({ key }) => `param.${key}`);
  const metrics = best(
    columns.metrics.filter(({ key }) => !key.startsWith("system/")),
    MAX_METRICS,
  ).map(({ key }) => `metric.${key}`);
  return [...params, ...metrics];
}

function best(columns: readonly ColumnSummary[], most: number): readonly ColumnSummary[] {
  const varying = columns.filter(({ varies, distinct }) => varies !== false && distinct !== 1);
  return [...(varying.length === 0 ? columns : varying)].sort((a, b) => b.count - a.count).slice(0, most);
}
