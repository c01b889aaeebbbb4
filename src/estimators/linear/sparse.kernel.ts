// Loops over one column of a sparse matrix: the stored values `from ... to - 1` and their rows. Nothing is allocated.
import { shrink } from "./coordinate-descent.kernel.ts";

/** The dot product of a column with `v`. */
export function sparseDot(
  values: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  v: Float64Array,
): number {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at]! * v[rows[at]!]!;
  return total;
}

/** Adds to each number of `out` the dot product of its column with `v`. */
export function addSparseDots(
  starts: Int32Array,
  rows: Int32Array,
  values: Float64Array,
  v: Float64Array,
  out: Float64Array,
): void {
  for (let j = 0; j < out.length; j++) {
    out[j] = out[j]! + sparseDot(values, rows, starts[j]!, starts[j + 1]!, v);
  }
}

/** The sum of squares of a column. */
export function sumOfSquares(values: Float64Array, from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at++) total += values[at]! * values[at]!;
  return total;
}

/** Adds a multiple of a column to `v`. */
export function addSparse(
  values: Float64Array,
  rows: Int32Array,
  from: number,
  to: number,
  factor: number,
  v: Float64Array,
): void {
  for (let at = from; at < to; at++) {
    const row = rows[at]!;
    v[row] = v[row]! + factor * values[at]!;
  }
}

/**
 * One sweep of coordinate descent, as `sweepColumns`, over columns that are centred in thought only: the residual is
 * `residual + offset * s`, where s is what the centring took a multiple of from each row, and `X[:, j]' s = n mean_j`.
 *
 * @param chosen Length k: which columns the coefficients belong to.
 * @param list Which of the k to take.
 * @param means Length p.
 * @param norms Length k, of the centred columns.
 * @param w Length k; overwritten.
 * @param residual Length n; kept up to date.
 * @param offset Length 1; kept up to date.
 */
export function sweepSparse(
  starts: Int32Array,
  rows: Int32Array,
  values: Float64Array,
  chosen: Int32Array,
  list: Int32Array,
  means: Float64Array,
  norms: Float64Array,
  w: Float64Array,
  residual: Float64Array,
  offset: Float64Array,
  l1: number,
  l2: number,
  positive: boolean,
): number {
  const n = residual.length;
  let largest = 0;
  let largestChange = 0;
  for (let i = 0; i < list.length; i++) {
    const k = list[i]!;
    const norm = norms[k]!;
    if (norm === 0) continue;
    const j = chosen[k]!;
    const from = starts[j]!;
    const to = starts[j + 1]!;
    const before = w[k]!;
    const dot = sparseDot(values, rows, from, to, residual) + offset[0]! * n * means[j]!;
    const after = shrink(dot + norm * before, norm + l2, l1, positive);
    if (after !== before) {
      addSparse(values, rows, from, to, before - after, residual);
      offset[0] = offset[0]! + (after - before) * means[j]!;
      w[k] = after;
    }
    largestChange = Math.max(largestChange, Math.abs(after - before));
    largest = Math.max(largest, Math.abs(after));
  }
  return largest === 0 ? 0 : largestChange / largest;
}
