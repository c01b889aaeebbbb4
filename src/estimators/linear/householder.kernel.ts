// Householder reflections (G. Golub, C. Van Loan, Matrix Computations, 4th ed., 5.1). A reflection acts on one head and a run
// of tail elements of each column; head and tail may lie in different arrays. Nothing is allocated, nothing thrown.

/**
 * Makes the reflection that turns a column into its head alone, and applies it to that column: the head becomes what is
 * left, the tail holds the direction (whose own head is 1).
 *
 * @param heads Where the heads are; element `head` is overwritten.
 * @param tails Where the tails are; `length` elements from `tail` on are overwritten.
 * @returns The factor of the reflection; 0 when the tail is 0 already.
 */
export function makeReflection(
  heads: Float64Array,
  head: number,
  tails: Float64Array,
  tail: number,
  length: number,
): number {
  let scale = 0;
  for (let i = tail; i < tail + length; i++) scale = Math.max(scale, Math.abs(tails[i]!));
  if (scale === 0) return 0;
  const alpha = heads[head]!;
  scale = Math.max(scale, Math.abs(alpha));
  let squares = (alpha / scale) * (alpha / scale);
  for (let i = tail; i < tail + length; i++) squares += (tails[i]! / scale) * (tails[i]! / scale);
  const beta = alpha > 0 ? -scale * Math.sqrt(squares) : scale * Math.sqrt(squares);
  for (let i = tail; i < tail + length; i++) tails[i] = tails[i]! / (alpha - beta);
  heads[head] = beta;
  return (beta - alpha) / beta;
}

/**
 * Applies a reflection to another column.
 *
 * @param directions Where the direction is, `length` elements from `direction` on.
 * @param factor From {@link makeReflection}.
 * @param heads Where the head of the column is; element `head` is overwritten.
 * @param tails Where its tail is; `length` elements from `tail` on are overwritten.
 */
export function reflect(
  directions: Float64Array,
  direction: number,
  factor: number,
  heads: Float64Array,
  head: number,
  tails: Float64Array,
  tail: number,
  length: number,
): void {
  if (factor === 0) return;
  let dot = heads[head]!;
  for (let i = 0; i < length; i++) dot += directions[direction + i]! * tails[tail + i]!;
  dot *= factor;
  heads[head] = heads[head]! - dot;
  for (let i = 0; i < length; i++) tails[tail + i] = tails[tail + i]! - dot * directions[direction + i]!;
}
