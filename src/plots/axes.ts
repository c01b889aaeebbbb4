// Axes: the range of numbers, and the ticks that stand at it.
import type { ScaleLinear } from "d3-scale";

/** About how many ticks an axis has. */
export const TICKS = 6;

/** The least and the largest finite number, moved apart if they are one. */
export function extent(rows: readonly ArrayLike<number>[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      if (!Number.isFinite(row[i])) continue;
      low = Math.min(low, row[i]!);
      high = Math.max(high, row[i]!);
    }
  }
  if (low > high) return [0, 1];
  if (low < high) return [low, high];
  const room = Math.abs(low) / 2 || 1;
  return [low - room, high + room];
}

/** The ticks of an axis and what stands at them; very large and very small numbers with exponents. */
export function labelled(scale: ScaleLinear<number, number>): readonly { value: number; label: string }[] {
  const ticks = scale.ticks(TICKS);
  const largest = Math.max(...ticks.map(Math.abs));
  const isScientific = largest >= 1e7 || largest < 1e-4;
  const format = scale.tickFormat(TICKS, isScientific ? "~e" : undefined);
  return ticks.map((value) => ({ value, label: value === 0 && isScientific ? "0" : format(value) }));
}
