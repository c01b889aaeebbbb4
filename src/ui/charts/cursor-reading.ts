// What the cursor of a chart reads: at a place on the x axis, the nearest point of each line.
import { nearestPoint } from "./line-points.ts";
import type { XyLine } from "./xy-drawing.ts";

/** A line's point at the cursor. */
export interface Reading {
  readonly line: XyLine;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

const MAX_READINGS = 8;

/**
 * The points nearest to a place, those whose y is nearest to the cursor first, at most eight; and how many there are.
 * Lines that do not reach the place are left out.
 *
 * @param y Where the cursor is; undefined for a cursor that is moved by keys or by another chart.
 * @param reach How far a line's point may be from `x`.
 */
export function readLines(
  lines: readonly XyLine[],
  x: number,
  y: number | undefined,
  reach: number,
): { readonly readings: readonly Reading[]; readonly count: number } {
  const readings: Reading[] = [];
  for (const line of lines) {
    if (line.isGhost === true) continue;
    const index = nearestPoint(line.xs, x);
    if (index === undefined) continue;
    const pointX = line.xs[index] ?? Number.NaN;
    const first = line.xs[0] ?? pointX;
    const last = line.xs.at(-1) ?? pointX;
    if (x < first - reach || x > last + reach) continue;
    readings.push({ line, index, x: pointX, y: line.ys[index] ?? Number.NaN });
  }
  const count = readings.length;
  if (y !== undefined) {
    const distance = (reading: Reading): number =>
      Number.isFinite(reading.y) ? Math.abs(reading.y - y) : Number.MAX_VALUE;
    readings.sort((a, b) => distance(a) - distance(b));
  }
  return { readings: readings.slice(0, MAX_READINGS), count };
}
