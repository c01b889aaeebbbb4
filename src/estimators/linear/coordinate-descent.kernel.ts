// One cyclic sweep of coordinate descent on 1/2 ||y - Xw||^2 + l1 ||w||_1 + l2/2 ||w||^2 (J. Friedman, T. Hastie,
// R. Tibshirani, J. Stat. Softw. 33(1), 2010, eq. 5). X is n x p, column-major; allocates nothing, throws nothing.
import { addCentredColumn, columnDot } from "./vector.kernel.ts";

/**
 * The minimum over one coefficient: `argmin_w (curvature + l2)/2 w^2 - pull w + l1 |w|`.
 *
 * @param pull `X[:, j]' r + X[:, j]' X[:, j] w_j`.
 * @param curvature `X[:, j]' X[:, j] + l2`, above 0.
 * @param l1 Weight of the absolute value.
 * @param positive Whether the coefficient may not be below 0.
 */
export function shrink(pull: number, curvature: number, l1: number, positive: boolean): number {
  if (pull > l1) return (pull - l1) / curvature;
  if (pull < -l1 && !positive) return (pull + l1) / curvature;
  return 0;
}

/**
 * Minimises over the coefficients of some features in turn. Columns are centred in thought: the residual sums to 0.
 *
 * @param values X.
 * @param features Length k: which columns.
 * @param means Length p: what is taken off each column.
 * @param norms Length k, the sum of squares of each centred column; features of norm 0 are left alone.
 * @param w Length k; overwritten.
 * @param residual Length n, `y - Xw`; kept up to date.
 * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
 */
export function sweepColumns(
  values: Float64Array,
  features: Int32Array,
  means: Float64Array,
  norms: Float64Array,
  w: Float64Array,
  residual: Float64Array,
  l1: number,
  l2: number,
  positive: boolean,
): number {
  const n = residual.length;
  let largest = 0;
  let largestChange = 0;
  for (let k = 0; k < w.length; k++) {
    const norm = norms[k]!;
    if (norm === 0) continue;
    const j = features[k]!;
    const before = w[k]!;
    const pull = columnDot(values, j * n, residual) + norm * before;
    const after = shrink(pull, norm + l2, l1, positive);
    if (after !== before) {
      addCentredColumn(values, j * n, means[j]!, before - after, residual);
      w[k] = after;
    }
    largestChange = Math.max(largestChange, Math.abs(after - before));
    largest = Math.max(largest, Math.abs(after));
  }
  return largest === 0 ? 0 : largestChange / largest;
}
