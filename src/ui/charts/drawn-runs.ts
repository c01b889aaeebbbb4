// Which runs the charts of an experiment draw: the chosen ones, or the first of the table.
import { fetchRuns } from "../api/runs.ts";
import type { CellValue, ColumnRef, RunQuery, RunRow } from "../api/shapes.ts";

/** Runs with values of some of their columns. */
export interface DrawnRuns {
  readonly rows: readonly RunRow[];
  /** How many there would be without a cap. */
  readonly total: number;
  /** What a run has in one of the columns asked for; null when it has nothing. */
  readonly valueOf: (runIndex: number, columnIndex: number) => CellValue;
}

/** The most runs that a page of charts draws. */
const MAX_DRAWN_RUNS = 500;

/** The chosen runs of an experiment, or when none is chosen the first of a query. */
export async function drawnRuns(
  query: RunQuery,
  selected: readonly string[],
  columns: readonly ColumnRef[],
  limit: number,
  signal?: AbortSignal,
): Promise<DrawnRuns> {
  const block = await fetchRuns(
    { ...(selected.length === 0 ? query : chosen(query, selected)), columns, limit, offset: 0, rows: true },
    signal,
  );
  return {
    rows: block.rows ?? [],
    total: block.total,
    valueOf: (runIndex, columnIndex) => block.values[columnIndex]?.[runIndex] ?? null,
  };
}

/** The query that finds runs by their ids, in the order of another query. */
export function chosen(query: RunQuery, selected: readonly string[]): RunQuery {
  const { parent_id: _, roots_only: __, ...rest } = query;
  const ids = selected.slice(0, MAX_DRAWN_RUNS).map((id) => `'${id.replaceAll("'", "")}'`);
  return { ...rest, filter: `attributes.run_id IN (${ids.join(", ")})` };
}
