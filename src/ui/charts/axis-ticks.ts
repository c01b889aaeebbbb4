// Where the marks of an axis stand, and what is written at them.
import { ticks } from "d3-array";
import { formatNumber } from "../formats/number.ts";

/** A mark of an axis. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** A range of numbers, the lower first. */
export type Extent = readonly [low: number, high: number];

/** About so many round numbers in a range; on a logarithmic axis powers of ten when there are enough of them. */
export function axisTicks([low, high]: Extent, count: number, isLog: boolean): readonly Tick[] {
  const values = isLog ? logTicks(low, high, count) : ticks(low, high, count);
  return values.map((value) => ({ value, label: formatNumber(Number(value.toPrecision(12))) }));
}

function logTicks(low: number, high: number, count: number): readonly number[] {
  const first = Math.ceil(Math.log10(low) - 1e-9);
  const last = Math.floor(Math.log10(high) + 1e-9);
  const powers = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** (first + i));
  if (powers.length < 2) return ticks(low, high, count);
  const stride = Math.ceil(powers.length / Math.max(1, count));
  return powers.filter((_, i) => i % stride === 0);
}

/** The finite numbers' lowest and highest, a little apart even if they are one; undefined when there is none. */
export function extentOf(values: Iterable<number>, isLog = false): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return undefined;
  if (low < high) return [low, high];
  if (isLog) return [low / 2, high * 2];
  const room = Math.abs(low) * 0.05 || 1;
  return [low - room, high + room];
}

/** A range with some room at both ends, as a share of its length. */
export function widened([low, high]: Extent, share: number, isLog: boolean): Extent {
  if (isLog) {
    const factor = (high / low) ** share;
    return [low / factor, high * factor];
  }
  const room = (high - low) * share;
  return [low - room, high + room];
}

/** Where a value lies in a range: 0 at its low end, 1 at its high one. */
export function shareOf(value: number, [low, high]: Extent, isLog: boolean): number {
  return isLog
    ? (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low))
    : (value - low) / (high - low);
}
