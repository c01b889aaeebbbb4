// A metric's course in so few points that a table can show one in each cell.
import { courseOf, partOf, type RunTable } from "../../tracking/index.ts";
import { SPARKLINE_BUCKETS } from "../limits.ts";
import { numbersToJson } from "./value-json.ts";

/** A metric's course in a few points; undefined when the run has no such metric. */
export function sparklineOf(table: RunTable, runId: string, key: string): object | undefined {
  const history = table.history(runId, key);
  if (history === undefined || history.length === 0) return undefined;
  const course = courseOf(history, { kind: "step" });
  const { points } = partOf(course, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, SPARKLINE_BUCKETS);
  return {
    steps: Array.from(points, (place) => course.x[place]),
    values: numbersToJson(Array.from(points, (place) => course.y[place] ?? Number.NaN)),
    count: history.length,
  };
}
