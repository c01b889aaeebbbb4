// From parsed data to the least-squares problem that a solver sees: weighted, and centred when there is an intercept.

import type { FeatureTable } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { columnOf, sum, weightedSum } from "../../numeric/index.ts";
import { columnDot } from "./vector.kernel.ts";

/** Minimise `1/2 ||target - design w||^2` plus a penalty; the intercept follows from the means. */
export interface CentredProblem {
  readonly nSamples: number;
  readonly nFeatures: number;
  /** `nSamples x nFeatures`, column-major: every column less its mean, every row times the root of its weight. */
  readonly design: Float64Array;
  /** Length `nSamples`, treated alike. */
  readonly target: Float64Array;
  /** Length `nFeatures`: the sum of squares of each column of the design. */
  readonly norms: Float64Array;
  /** The sum of squares of the target. */
  readonly targetNorm2: number;
  /** Length `nFeatures`, all 0 without an intercept. */
  readonly featureMeans: Float64Array;
  /** 0 without an intercept. */
  readonly targetMean: number;
}

/**
 * Sets up the problem.
 *
 * @param table The features.
 * @param y Length `nRows`.
 * @param weights Length `nRows`, with sum `nRows` (see {@link normalisedWeights}); undefined for equal weights.
 * @param fitIntercept Whether to centre.
 * @throws RangeError naming the column, or y, whose sum of squares is beyond what a double can hold.
 */
export function centredProblem(
  table: FeatureTable,
  y: Float64Array,
  weights: Float64Array | undefined,
  fitIntercept: boolean,
): CentredProblem {
  const { matrix, names } = table;
  const n = matrix.nRows;
  const p = matrix.nColumns;
  const rootWeights = weights?.map(Math.sqrt);
  const design = new Float64Array(n * p);
  const norms = new Float64Array(p);
  const featureMeans = new Float64Array(p);
  for (let j = 0; j < p; j++) {
    const column = columnOf(matrix, j);
    if (fitIntercept) featureMeans[j] = centre(column, weights);
    const centred = design.subarray(j * n, (j + 1) * n);
    shiftAndScale(column, featureMeans[j]!, rootWeights, centred);
    norms[j] = columnDot(centred, 0, centred);
    if (!Number.isFinite(norms[j]!)) throw tooLarge(`column ${names?.[j] ?? j}`);
  }
  const targetMean = fitIntercept ? centre(y, weights) : 0;
  const target = new Float64Array(n);
  shiftAndScale(y, targetMean, rootWeights, target);
  const targetNorm2 = columnDot(target, 0, target);
  if (!Number.isFinite(targetNorm2)) throw tooLarge("y");
  return { nSamples: n, nFeatures: p, design, target, norms, targetNorm2, featureMeans, targetMean };
}

/** The mean, taken around the first value: so a constant column gets exactly its constant, and a huge mean keeps its digits. */
function centre(values: Float64Array, weights: Float64Array | undefined): number {
  const origin = values[0]!;
  const shifted = values.map((value) => value - origin);
  return origin + (weights === undefined ? sum(shifted) : weightedSum(shifted, weights)) / values.length;
}

function shiftAndScale(
  values: Float64Array,
  shift: number,
  scale: Float64Array | undefined,
  out: Float64Array,
): void {
  for (let i = 0; i < values.length; i++) {
    out[i] = scale === undefined ? values[i]! - shift : (values[i]! - shift) * scale[i]!;
  }
}

function tooLarge(what: string): RangeError {
  return invalidValue(`Cannot fit: the values of ${what} are too large: their sum of squares must be finite`);
}
