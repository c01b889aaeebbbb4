// One cyclic sweep of coordinate descent on 1/2 ||y - Xw||^2 + l1 ||w||_1 + l2/2 ||w||^2 (J. Friedman, T. Hastie,
// R. Tibshirani, J. Stat. Softw. 33(1), 2010, eq. 5). X is n x p, column-major; allocates nothing, throws nothing.
import { addColumn, columnDot } from "./vector.kernel.ts";

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
 * Minimises over the coefficients of some features in turn.
 *
 * @param values X, centred.
 * @param list Which columns.
 * @param norms Length p, the sum of squares of each column; features of norm 0 are left alone.
 * @param w Length p; overwritten.
 * @param residual Length n, `y - Xw`; kept up to date.
 * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
 */
export function sweepColumns(
  values: Float64Array,
  list: Int32Array,
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
  for (let at = 0; at < list.length; at++) {
    const j = list[at]!;
    const norm = norms[j]!;
    if (norm === 0) continue;
    const before = w[j]!;
    const pull = columnDot(values, j * n, residual) + norm * before;
    const after = shrink(pull, norm + l2, l1, positive);
    if (after !== before) {
      addColumn(values, j * n, before - after, residual);
      w[j] = after;
    }
    largestChange = Math.max(largestChange, Math.abs(after - before));
    largest = Math.max(largest, Math.abs(after));
  }
  return largest === 0 ? 0 : largestChange / largest;
}
