// The points of a line as a chart draws them, and how new ones come to it while a run goes on.
import type { WireNumber } from "../api/shapes.ts";

/** What stands on the x axis; `metric:loss` is the metric of that name at the same step. */
export type XKind = "step" | "time" | "relative" | `metric:${string}`;

/** Points in the order of x. NaN and infinities are kept; nothing is drawn there. */
export interface LinePoints {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** New points of a metric in the order in which they were logged. */
export interface NewPoints {
  readonly steps: readonly number[];
  readonly times: readonly number[];
  readonly values: readonly WireNumber[];
}

/** Numbers as a server sends them. */
export function numbersOf(values: readonly WireNumber[]): Float64Array {
  return Float64Array.from(values, Number);
}

/**
 * A line with new points at their places.
 *
 * @param startTimeMs When the run began, for x as time since then.
 * @returns Undefined when only the server can tell where they belong: x is another metric.
 */
export function withNewPoints(
  { xs, ys }: LinePoints,
  points: NewPoints,
  x: XKind,
  startTimeMs: number,
): LinePoints | undefined {
  const places = placesOf(points, x, startTimeMs);
  if (places === undefined) return undefined;
  const allXs = [...xs, ...places];
  const allYs = [...ys, ...numbersOf(points.values)];
  const order = allXs.map((_, i) => i);
  if (places.some((place, i) => place < (i === 0 ? (xs.at(-1) ?? place) : (places[i - 1] ?? place)))) {
    order.sort((a, b) => (allXs[a] ?? 0) - (allXs[b] ?? 0) || a - b);
  }
  return {
    xs: Float64Array.from(order, (i) => allXs[i] ?? Number.NaN),
    ys: Float64Array.from(order, (i) => allYs[i] ?? Number.NaN),
  };
}

function placesOf(points: NewPoints, x: XKind, startTimeMs: number): readonly number[] | undefined {
  if (x === "step") return points.steps;
  if (x === "time") return points.times;
  return x === "relative" ? points.times.map((time) => time - startTimeMs) : undefined;
}

/** The index of the point whose x is nearest; undefined for a line without points. */
export function nearestPoint(xs: Float64Array, x: number): number | undefined {
  if (xs.length === 0) return undefined;
  let low = 0;
  let high = xs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = xs[low - 1];
  const at = xs[low] ?? x;
  return before !== undefined && x - before <= at - x ? low - 1 : low;
}
