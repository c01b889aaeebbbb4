// Coordinate descent by covariance updates: J. Friedman, T. Hastie, R. Tibshirani, J. Stat. Softw. 33(1), 2010, eq. 9.
// The Gram matrix G = X'X is p x p; allocates nothing, throws nothing.
import { shrink } from "./coordinate-descent.kernel.ts";

/**
 * Minimises over each coefficient in turn.
 *
 * @param gram G, both triangles.
 * @param w Length p; overwritten.
 * @param pulls Length p, `X'r`; kept up to date.
 * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
 */
export function sweepGram(
  gram: Float64Array,
  w: Float64Array,
  pulls: Float64Array,
  l1: number,
  l2: number,
  positive: boolean,
): number {
  const p = w.length;
  let largest = 0;
  let largestChange = 0;
  for (let j = 0; j < p; j++) {
    const norm = gram[j * p + j]!;
    if (norm === 0) continue;
    const before = w[j]!;
    const after = shrink(pulls[j]! + norm * before, norm + l2, l1, positive);
    if (after !== before) {
      subtractRow(gram, j, after - before, pulls);
      w[j] = after;
    }
    const change = Math.abs(after - before);
    const size = Math.abs(after);
    if (change > largestChange) largestChange = change;
    if (size > largest) largest = size;
  }
  return largest > 0 ? largestChange / largest : 0;
}

/** `pulls -= change * G[j, :]`, what a change of coefficient j does to `X'r`. */
export function subtractRow(gram: Float64Array, j: number, change: number, pulls: Float64Array): void {
  const p = pulls.length;
  for (let i = 0, k = j * p; i < p; i++, k++) pulls[i] = pulls[i]! - change * gram[k]!;
}
