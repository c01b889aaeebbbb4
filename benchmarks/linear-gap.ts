// The duality gap of an elastic net, by the same few lines for every contestant.
import type { CaseData, Setting } from "./linear-cases.ts";

/**
 * The gap at the coefficients of a contestant as a share of the variance of y. The intercept is taken at its best, and the
 * dual point from the residual, scaled into the feasible set.
 */
export function relativeGap(data: CaseData, { alpha, l1Ratio }: Setting, w: Float64Array): number {
  const { y, nRows } = data;
  const l1 = alpha * l1Ratio * nRows;
  const l2 = alpha * (1 - l1Ratio) * nRows;
  const residual = y.slice();
  forEachStored(data, (i, j, value) => {
    residual[i] = residual[i]! - w[j]! * value;
  });
  centre(residual);
  const pulls = w.map((wj) => -l2 * wj);
  forEachStored(data, (i, j, value) => {
    pulls[j] = pulls[j]! + residual[i]! * value;
  });
  const largest = pulls.reduce((most, pull) => Math.max(most, Math.abs(pull)), 0);
  const c = Math.min(1, l1 / largest);
  const open = w.reduce((sum, wj, j) => sum + l1 * Math.abs(wj) - c * wj * pulls[j]!, 0);
  const gap = ((1 - c) ** 2 * (squares(residual) + l2 * squares(w))) / 2 + open;
  const target = y.slice();
  centre(target);
  return gap / squares(target);
}

function forEachStored(
  { stored, nRows, nColumns }: CaseData,
  visit: (i: number, j: number, value: number) => void,
): void {
  const { indptr, indices, data } = stored;
  for (let j = 0; j < nColumns; j++) {
    const [from, to] = indptr === undefined ? [j * nRows, (j + 1) * nRows] : [indptr[j]!, indptr[j + 1]!];
    for (let at = from; at < to; at++) visit(indices === undefined ? at - from : indices[at]!, j, data[at]!);
  }
}

function centre(values: Float64Array): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! - mean;
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}
