// The log loss of a linear model on given data: its value, its slope and its curvature.
import type { FeatureTable } from "../../../data/index.ts";
import type { Centring } from "../centring.ts";
import { type Products, productsOf } from "../products.ts";
import { addProducts } from "../products-with.ts";
import { columnProducts } from "../simd/column-products.ts";
import { sparseDot } from "../sparse.kernel.ts";
import type { SparseTable } from "../sparse-matrix.ts";
import { addCentredColumn } from "../vector.kernel.ts";
import { logLossSum, softmax } from "./softmax.kernel.ts";

/** Data and classes, parsed. */
export interface LogisticProblem {
  readonly table: FeatureTable | SparseTable;
  /** Length `nSamples`: the class of each sample. */
  readonly codes: Int32Array;
  /** At least 2. */
  readonly nClasses: number;
  /** Length `nSamples`, with a mean of 1. */
  readonly weights: Float64Array;
  /** Length `nFeatures`: what is taken off dense features for the sake of digits; all 0 for sparse ones. */
  readonly shifts: Float64Array;
  readonly fitIntercept: boolean;
}

/** Where a solver stands: logits are `(X - shifts) w_k + b_k`; of two classes the first has logits of 0 and no part here. */
export interface LogisticPoint {
  /** `nFeatures x nLogits`, column-major. */
  readonly w: Float64Array;
  /** Length `nLogits`. */
  readonly b: Float64Array;
}

/** What the data say at a point. */
export interface LogisticState extends LogisticPoint {
  /** Weighted sum over the samples. */
  readonly loss: number;
  /** `nSamples x nClasses`, column-major. */
  readonly probabilities: Float64Array;
  /** Minus the gradient by w: `nFeatures x nLogits`. */
  readonly pulls: Float64Array;
  /** Minus the gradient by b: length `nLogits`. */
  readonly interceptPulls: Float64Array;
}

/** How many logits the model has: one for two classes, else one a class. */
export function logitCount(nClasses: number): number {
  return nClasses === 2 ? 1 : nClasses;
}

/** Evaluates the loss and its gradient in two passes over the data. */
export function stateAt(problem: LogisticProblem, { w, b }: LogisticPoint): LogisticState {
  const { codes, nClasses, weights } = problem;
  const n = codes.length;
  const p = w.length / b.length;
  const offset = nClasses - b.length;
  const probabilities = new Float64Array(n * nClasses);
  const columns = Array.from(b, (_, k) => ({ from: (offset + k) * n, to: (offset + k + 1) * n }));
  for (const [k, { from, to }] of columns.entries()) {
    addLogits(problem, w.subarray(k * p, (k + 1) * p), probabilities.subarray(from, to).fill(b[k]!));
  }
  softmax(probabilities, n, nClasses);
  const errors = errorsOf(problem, probabilities);
  const pulls = new Float64Array(w.length);
  for (const [k, { from, to }] of columns.entries()) {
    pulls.set(correlationsWith(problem, errors.subarray(from, to)), k * p);
  }
  const interceptPulls = b.map((_, k) =>
    errors.subarray((offset + k) * n, (offset + k + 1) * n).reduce((s, e) => s + e, 0),
  );
  return { w, b, loss: logLossSum(probabilities, codes, weights), probabilities, pulls, interceptPulls };
}

/**
 * The products of the columns of `[X | 1]`, less the shifts, under the weights `s_i p_ik p_il`, of which the curvature is made: for k other than
 * l it is minus these, for k and k it is these with `1 - p_ik` in place of the second.
 *
 * @param k A class.
 * @param l A class.
 */
export function curvatureProducts(
  table: FeatureTable,
  { codes, weights, shifts }: LogisticProblem,
  probabilities: Float64Array,
  k: number,
  l: number,
): Products {
  const n = codes.length;
  const rootWeights = weights.map((weight, i) => {
    const pk = probabilities[k * n + i]!;
    const pl = probabilities[l * n + i]!;
    return Math.sqrt(weight * pk * (k === l ? 1 - pk : pl));
  });
  const centring: Centring = { featureMeans: shifts, targetMeans: new Float64Array(1), rootWeights };
  return productsOf(table, [new Float64Array(n).fill(1)], centring);
}

/** `s_i (e_y - p_i)`, minus the gradient of the loss by the logits: `nSamples x nClasses`. */
function errorsOf({ codes, weights }: LogisticProblem, probabilities: Float64Array): Float64Array {
  const n = codes.length;
  const errors = new Float64Array(probabilities.length);
  for (let at = 0; at < errors.length; at++) errors[at] = -weights[at % n]! * probabilities[at]!;
  for (let i = 0; i < n; i++) errors[codes[i]! * n + i]! += weights[i]!;
  return errors;
}

/** `logits += (X - shifts) w`. */
function addLogits({ table, shifts }: LogisticProblem, w: Float64Array, logits: Float64Array): void {
  if (!("matrix" in table)) {
    addProducts(table, w, 1, logits);
    return;
  }
  const n = logits.length;
  for (const [j, wj] of w.entries()) {
    if (wj !== 0) addCentredColumn(table.matrix.values, j * n, shifts[j]!, wj, logits);
  }
}

/** `(X - shifts)' errors`, length `nFeatures`. */
function correlationsWith({ table, shifts }: LogisticProblem, errors: Float64Array): Float64Array {
  if ("matrix" in table) {
    return columnProducts(table.matrix, shifts, [errors])[0]!;
  }
  const { starts, rows, values } = table.sparse;
  return shifts.map((_, j) => sparseDot(values, rows, starts[j]!, starts[j + 1]!, errors));
}
