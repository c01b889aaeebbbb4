// How far from its minimum an elastic-net objective can be at most. Plain loops over p, no allocation, throws nothing.

/**
 * The duality gap of 1/2 ||y - Xw||^2 + l1 ||w||_1 + l2/2 ||w||^2 at w, with the dual point taken from the residual,
 * scaled into the feasible set when l1 > 0 (S.-J. Kim et al., IEEE J. Sel. Top. Signal Process. 1(4), 2007, eq. 10-13).
 *
 * Written as a sum of terms that are each at least 0, so that nothing cancels near the optimum: with g = X'r - l2 w and
 * c = min(1, l1 / max|g|) it is `(1 - c)^2/2 (||r||^2 + l2 ||w||^2) + sum(l1 |w_j| - c g_j w_j)`;
 * for l1 = 0 it is `sum(g_j^2) / (2 l2)`; for l1 = l2 = 0 there is no dual bound and `||X'r||^2` stands in for it.
 *
 * @param w Length p.
 * @param correlations Length p, `X'r`.
 * @param residualNorm2 `||r||^2`.
 * @param positive Whether the coefficients are bound to be at least 0.
 */
export function dualityGap(
  w: Float64Array,
  correlations: Float64Array,
  residualNorm2: number,
  l1: number,
  l2: number,
  positive: boolean,
): number {
  if (l1 === 0) return smoothGap(w, correlations, l2, positive);
  let largest = 0;
  for (let j = 0; j < w.length; j++) {
    const g = correlations[j]! - l2 * w[j]!;
    largest = Math.max(largest, positive ? g : Math.abs(g));
  }
  const c = largest > l1 ? l1 / largest : 1;
  let slack = 0;
  let norm2 = 0;
  for (let j = 0; j < w.length; j++) {
    const g = correlations[j]! - l2 * w[j]!;
    slack += l1 * Math.abs(w[j]!) - c * g * w[j]!;
    norm2 += w[j]! * w[j]!;
  }
  return Math.max(0, ((1 - c) * (1 - c) * (residualNorm2 + l2 * norm2)) / 2 + slack);
}

function smoothGap(w: Float64Array, correlations: Float64Array, l2: number, positive: boolean): number {
  let total = 0;
  for (let j = 0; j < w.length; j++) {
    const g = correlations[j]! - l2 * w[j]!;
    // A coefficient held at 0 by its bound is content with every pull to the other side.
    if (positive && w[j] === 0 && g < 0) continue;
    total += g * g;
  }
  return l2 === 0 ? total : total / (2 * l2);
}
