// Weights and means of a least-squares problem: what turns data into the centred, weighted problem that solvers see.
import type { FeatureTable } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { columnOf } from "../../numeric/index.ts";
import { columnProducts } from "./simd/column-products.ts";
import type { SparseMatrix, SparseTable } from "./sparse-matrix.ts";
import { columnDot, sumAround } from "./vector.kernel.ts";

/** Row i of the problem is `(x_i - featureMeans) rootWeights[i]`, its targets `(y_i - targetMeans) rootWeights[i]`. */
export interface Centring {
  /** Length `nFeatures`, all 0 without an intercept. */
  readonly featureMeans: Float64Array;
  /** One for each target, 0 without an intercept. */
  readonly targetMeans: Float64Array;
  /** Length `nRows`, or undefined for equal weights. */
  readonly rootWeights: Float64Array | undefined;
  /** The products of the problem's features with each target, of dense features alone: taken along with their means. */
  readonly correlations?: readonly Float64Array[] | undefined;
}

/**
 * Finds the means.
 *
 * @param table The features, `nRows x nFeatures`, dense or sparse.
 * @param targets Each of length `nRows`.
 * @param weights Length `nRows`, with sum `nRows` (see {@link normalisedWeights}); undefined for equal weights.
 * @param fitIntercept Whether to centre.
 */
export function centringOf(
  table: FeatureTable | SparseTable,
  targets: readonly Float64Array[],
  weights: Float64Array | undefined,
  fitIntercept: boolean,
): Centring {
  const targetMeans = Float64Array.from(targets, (y) => (fitIntercept ? meanOf(y, weights) : 0));
  const rootWeights = weights?.map(Math.sqrt);
  if ("matrix" in table) {
    const { matrix } = table;
    const n = matrix.nRows;
    const pulls = targets.map((y, t) => shifted(y, targetMeans[t]!, weights));
    if (!fitIntercept) {
      const featureMeans = new Float64Array(matrix.nColumns);
      const correlations = columnProducts(matrix, featureMeans, pulls);
      return { featureMeans, targetMeans, rootWeights, correlations };
    }
    // Taken around the first value: so a constant column gets exactly its constant, and a huge mean keeps its digits.
    const origins = new Float64Array(matrix.nColumns);
    for (let j = 0; j < origins.length; j++) origins[j] = matrix.values[j * n]!;
    const ones = weights ?? new Float64Array(n).fill(1);
    const [sums, ...correlations] = columnProducts(matrix, origins, [ones, ...pulls]);
    return {
      featureMeans: origins.map((origin, j) => origin + sums![j]! / n),
      targetMeans,
      rootWeights,
      correlations,
    };
  }
  const { sparse } = table;
  const featureMeans = new Float64Array(sparse.nColumns);
  if (fitIntercept) {
    for (let j = 0; j < featureMeans.length; j++) featureMeans[j] = sparseMeanOf(sparse, j, weights);
  }
  return { featureMeans, targetMeans, rootWeights };
}

/** The intercept that goes with coefficients of the centred problem, for one of the targets. */
export function interceptOf(
  { featureMeans, targetMeans }: Centring,
  coefficients: Float64Array,
  target: number,
): number {
  return targetMeans[target]! - columnDot(featureMeans, 0, coefficients);
}

/** One of the targets of the centred, weighted problem, length `nRows`. */
export function centredTarget(
  targets: readonly Float64Array[],
  { targetMeans, rootWeights }: Centring,
  target: number,
): Float64Array {
  return shifted(targets[target]!, targetMeans[target]!, rootWeights);
}

/** The features of the centred, weighted problem, a copy in column-major order. */
export function centredDesign(
  { matrix }: FeatureTable,
  { featureMeans, rootWeights }: Centring,
): Float64Array {
  const design = new Float64Array(matrix.values.length);
  for (const [j, mean] of featureMeans.entries()) {
    design.set(shifted(columnOf(matrix, j), mean, rootWeights), j * matrix.nRows);
  }
  return design;
}

/** @throws RangeError naming the column, or y, whose sum of squares is beyond what a double can hold. */
export function checkNorms(
  names: readonly string[] | undefined,
  norms: Float64Array,
  targetNorm2: number,
): void {
  const j = norms.findIndex((norm) => !Number.isFinite(norm));
  if (j < 0 && Number.isFinite(targetNorm2)) return;
  const what = j < 0 ? "y" : `column ${names?.[j] ?? j}`;
  throw tooLarge(what);
}

/** The error for values, of `y` or `column j`, whose sum of squares is beyond what a double can hold. */
export function tooLarge(what: string): RangeError {
  return invalidValue(`Cannot fit: the values of ${what} are too large: their sum of squares must be finite`);
}

/** The mean, taken around the first value: so a constant column gets exactly its constant, and a huge mean keeps its digits. */
function meanOf(values: Float64Array, weights: Float64Array | undefined): number {
  const origin = values[0]!;
  return origin + sumAround(values, origin, weights) / values.length;
}

function sparseMeanOf(
  { nRows, starts, rows, values }: SparseMatrix,
  j: number,
  weights: Float64Array | undefined,
): number {
  let total = 0;
  for (let at = starts[j]!; at < starts[j + 1]!; at++) {
    total += weights === undefined ? values[at]! : values[at]! * weights[rows[at]!]!;
  }
  return total / nRows;
}

function shifted(values: Float64Array, shift: number, scale: Float64Array | undefined): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = scale === undefined ? values[i]! - shift : (values[i]! - shift) * scale[i]!;
  }
  return out;
}
