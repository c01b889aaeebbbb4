// The grid of penalties of a regularisation path: from the least that leaves all coefficients at 0, evenly in the logarithm.
import { invalidValue } from "../../errors/index.ts";

/** What stands in for the largest alpha when no feature has anything to do with y. */
const SMALLEST_LARGEST = 1e-15;

/** How a grid is laid out. */
export interface AlphaGrid {
  readonly l1Ratio: number;
  /** The smallest alpha over the largest. */
  readonly eps: number;
  readonly nAlphas: number;
  readonly positive: boolean;
}

/**
 * The grid, from large to small.
 *
 * @param correlations Length `nFeatures`, `X'y` of the centred, weighted data.
 * @param nSamples The number of rows.
 * @returns Length `nAlphas`; the first is `max |X'y| / (nSamples l1Ratio)` (without the bars when `positive`).
 * @throws RangeError for an l1Ratio of 0, with which no alpha makes all coefficients 0.
 */
export function alphaGrid(
  correlations: Float64Array,
  nSamples: number,
  { l1Ratio, eps, nAlphas, positive }: AlphaGrid,
): Float64Array {
  if (l1Ratio === 0) {
    throw invalidValue(
      "Cannot lay out a grid of alphas: l1Ratio must be above 0, or alphas be given: current value is 0",
    );
  }
  let largest = 0;
  for (const c of correlations) largest = Math.max(largest, positive ? c : Math.abs(c));
  largest /= nSamples * l1Ratio;
  if (largest <= SMALLEST_LARGEST) return new Float64Array(nAlphas).fill(SMALLEST_LARGEST);
  return Float64Array.from({ length: nAlphas }, (_, i) =>
    i === 0 ? largest : largest * eps ** (i / (nAlphas - 1)),
  );
}
