// Weights and means of a least-squares problem: what turns data into the centred, weighted problem that solvers see.
import type { FeatureTable } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { columnOf } from "../../numeric/index.ts";
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
  /** Length `nFeatures`: the sums of squares of dense columns as they are, taken while the columns are at hand for their means. */
  readonly squares?: Float64Array | undefined;
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
  const featureMeans = new Float64Array("matrix" in table ? table.matrix.nColumns : table.sparse.nColumns);
  const squares = "matrix" in table ? new Float64Array(featureMeans.length) : undefined;
  for (let j = 0; j < featureMeans.length; j++) {
    if ("matrix" in table) {
      const column = columnOf(table.matrix, j);
      if (fitIntercept) featureMeans[j] = meanOf(column, weights);
      if (squares !== undefined) squares[j] = columnDot(column, 0, column);
    } else if (fitIntercept) {
      featureMeans[j] = sparseMeanOf(table.sparse, j, weights);
    }
  }
  return {
    featureMeans,
    targetMeans: Float64Array.from(targets, (y) => (fitIntercept ? meanOf(y, weights) : 0)),
    rootWeights: weights?.map(Math.sqrt),
    squares,
  };
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
  throw invalidValue(`Cannot fit: the values of ${what} are too large: their sum of squares must be finite`);
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
