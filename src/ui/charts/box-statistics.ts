// What a box plot shows of a set of numbers (Tukey, Exploratory Data Analysis, 1977).
import { quantileSorted } from "d3-array";

/** The five numbers of a box plot and what lies beyond its whiskers. */
export interface BoxStatistics {
  readonly count: number;
  readonly lowWhisker: number;
  readonly lowQuartile: number;
  readonly median: number;
  readonly highQuartile: number;
  readonly highWhisker: number;
  readonly outliers: readonly number[];
}

const WHISKER_LENGTH = 1.5;

/**
 * Quartiles by linear interpolation; whiskers reach to the furthest value within 1.5 times the box.
 *
 * @param values Those that are not finite are left out.
 * @returns Undefined when none is left.
 */
export function boxStatistics(values: readonly number[]): BoxStatistics | undefined {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const lowQuartile = quantileSorted(sorted, 0.25);
  const median = quantileSorted(sorted, 0.5);
  const highQuartile = quantileSorted(sorted, 0.75);
  if (lowQuartile === undefined || median === undefined || highQuartile === undefined) return undefined;
  const reach = WHISKER_LENGTH * (highQuartile - lowQuartile);
  const within = sorted.filter((value) => value >= lowQuartile - reach && value <= highQuartile + reach);
  return {
    count: sorted.length,
    lowWhisker: Math.min(lowQuartile, within[0] ?? lowQuartile),
    lowQuartile,
    median,
    highQuartile,
    highWhisker: Math.max(highQuartile, within.at(-1) ?? highQuartile),
    outliers: sorted.filter((value) => value < lowQuartile - reach || value > highQuartile + reach),
  };
}
