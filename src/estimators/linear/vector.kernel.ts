// Loops over one column of a column-major matrix: X is n x p, column j starts at `start = j * n`. Nothing is allocated.

/**
 * The dot product `X[:, j]' v`, with four running sums that the processor can keep busy side by side.
 *
 * @param values The matrix.
 * @param start Where the column starts.
 * @param v Length n.
 */
export function columnDot(values: Float64Array, start: number, v: Float64Array): number {
  const n = v.length;
  const whole = n & ~3;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (let i = 0; i < whole; i += 4, k += 4) {
    a += values[k]! * v[i]!;
    b += values[k + 1]! * v[i + 1]!;
    c += values[k + 2]! * v[i + 2]!;
    d += values[k + 3]! * v[i + 3]!;
  }
  for (let i = whole; i < n; i++, k++) a += values[k]! * v[i]!;
  return a + b + (c + d);
}

/**
 * The weighted sum of what values are above an origin, with four running sums.
 *
 * @param values Length n.
 * @param weights Length n, or undefined for equal weights of 1.
 */
export function sumAround(values: Float64Array, origin: number, weights: Float64Array | undefined): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const n = values.length;
  const whole = weights === undefined ? n & ~3 : 0;
  for (let i = 0; i < whole; i += 4) {
    a += values[i]! - origin;
    b += values[i + 1]! - origin;
    c += values[i + 2]! - origin;
    d += values[i + 3]! - origin;
  }
  for (let i = whole; i < n; i++) a += (weights === undefined ? 1 : weights[i]!) * (values[i]! - origin);
  return a + b + (c + d);
}

/**
 * The dot product of a column less its mean with `v`: `(X[:, j] - mean)' v`, with four running sums.
 *
 * @param values The matrix.
 * @param start Where the column starts.
 * @param mean What is taken off each of its values.
 * @param v Length n.
 */
export function centredDot(values: Float64Array, start: number, mean: number, v: Float64Array): number {
  const n = v.length;
  const whole = n & ~3;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = start;
  for (let i = 0; i < whole; i += 4, k += 4) {
    a += (values[k]! - mean) * v[i]!;
    b += (values[k + 1]! - mean) * v[i + 1]!;
    c += (values[k + 2]! - mean) * v[i + 2]!;
    d += (values[k + 3]! - mean) * v[i + 3]!;
  }
  for (let i = whole; i < n; i++, k++) a += (values[k]! - mean) * v[i]!;
  return a + b + (c + d);
}

/**
 * Adds a multiple of a column: `v += factor * X[:, j]`.
 *
 * @param values The matrix.
 * @param start Where the column starts.
 * @param factor Any number.
 * @param v Length n; overwritten.
 */
export function addColumn(values: Float64Array, start: number, factor: number, v: Float64Array): void {
  for (let i = 0, k = start; i < v.length; i++, k++) v[i] = v[i]! + factor * values[k]!;
}

/**
 * Adds a multiple of a column less its mean: `v += factor * (X[:, j] - mean)`.
 *
 * @param values The matrix.
 * @param start Where the column starts.
 * @param mean What is taken off each of its values.
 * @param factor Any number.
 * @param v Length n; overwritten.
 */
export function addCentredColumn(
  values: Float64Array,
  start: number,
  mean: number,
  factor: number,
  v: Float64Array,
): void {
  for (let i = 0, k = start; i < v.length; i++, k++) v[i] = v[i]! + factor * (values[k]! - mean);
}

/**
 * The sum of the squares of what values are above an origin, weighted.
 *
 * @param values Length n.
 * @param rootWeights Length n, the roots of the weights; undefined for equal weights of 1.
 */
export function sumOfSquaresAround(
  values: Float64Array,
  origin: number,
  rootWeights: Float64Array | undefined,
): number {
  let a = 0;
  let b = 0;
  const n = values.length;
  const whole = rootWeights === undefined ? n & ~1 : 0;
  for (let i = 0; i < whole; i += 2) {
    const first = values[i]! - origin;
    const second = values[i + 1]! - origin;
    a += first * first;
    b += second * second;
  }
  for (let i = whole; i < n; i++) {
    const d = (rootWeights === undefined ? 1 : rootWeights[i]!) * (values[i]! - origin);
    a += d * d;
  }
  return a + b;
}
