// Least squares for any matrix, of full rank or not: the complete orthogonal decomposition.
import { makeReflection, reflect } from "./householder.kernel.ts";

/**
 * Of all `x` that minimise `||A x - b||`, the one of least norm (G. Golub, C. Van Loan, Matrix Computations, 4th ed., 5.5.2):
 * A is reflected to a triangle with its columns in order of their size, and if that shows a rank below full, the triangle is
 * reflected once more from the other side.
 *
 * @param a `m x p`, column-major; overwritten.
 * @param b `m x t`, column-major: one right-hand side a column; overwritten.
 * @param m Rows.
 * @param p Columns of A.
 * @param tolerance What is below this share of the largest diagonal counts as 0.
 * @returns `p x t`, column-major.
 */
export function minimumNorm(
  a: Float64Array,
  b: Float64Array,
  m: number,
  p: number,
  tolerance: number,
): Float64Array {
  const t = m === 0 ? 0 : b.length / m;
  const { order, rank } = triangularise(a, b, m, p, tolerance);
  const solution = new Float64Array(p * t);
  if (rank === 0) return solution;
  // The rows of the triangle become the columns of a p x rank matrix, reflected to a triangle in turn: [R1 R2]' = Z [T; 0].
  const z = new Float64Array(p * rank);
  for (let i = 0; i < rank; i++) {
    for (let j = i; j < p; j++) z[i * p + j] = a[j * m + i]!;
  }
  const factors = reflectColumns(z, p, rank);
  for (let target = 0; target < t; target++) {
    const x = new Float64Array(p);
    // T' u = b: forward, as T is upper triangular.
    for (let i = 0; i < rank; i++) {
      let rest = b[target * m + i]!;
      for (let j = 0; j < i; j++) rest -= z[i * p + j]! * x[j]!;
      x[i] = rest / z[i * p + i]!;
    }
    for (let k = rank - 1; k >= 0; k--) {
      reflect(z, k * p + k + 1, factors[k]!, x, k, x, k + 1, p - k - 1);
    }
    for (const [k, j] of order.entries()) solution[target * p + j] = x[k]!;
  }
  return solution;
}

/** QR with column pivoting. Returns the order of the columns and how many count. */
function triangularise(
  a: Float64Array,
  b: Float64Array,
  m: number,
  p: number,
  tolerance: number,
): { readonly order: Int32Array; readonly rank: number } {
  const order = Int32Array.from({ length: p }, (_, j) => j);
  let largest = 0;
  for (let k = 0; k < Math.min(m, p); k++) {
    swapColumns(a, m, order, k, largestColumn(a, m, p, k));
    const head = k * m + k;
    const length = m - k - 1;
    const factor = makeReflection(a, head, a, head + 1, length);
    const size = Math.abs(a[head]!);
    largest = Math.max(largest, size);
    if (size <= tolerance * largest) return { order, rank: k };
    for (let j = k + 1; j < p; j++) reflect(a, head + 1, factor, a, j * m + k, a, j * m + k + 1, length);
    for (let at = k; at < b.length; at += m) reflect(a, head + 1, factor, b, at, b, at + 1, length);
  }
  return { order, rank: Math.min(m, p) };
}

/** The column that has most left from row `k` down. */
function largestColumn(a: Float64Array, m: number, p: number, k: number): number {
  let best = k;
  let most = -1;
  for (let j = k; j < p; j++) {
    let squares = 0;
    for (let i = k; i < m; i++) squares += a[j * m + i]! * a[j * m + i]!;
    if (squares > most) {
      most = squares;
      best = j;
    }
  }
  return best;
}

function swapColumns(a: Float64Array, m: number, order: Int32Array, j: number, k: number): void {
  if (j === k) return;
  const column = a.slice(j * m, (j + 1) * m);
  a.copyWithin(j * m, k * m, (k + 1) * m);
  a.set(column, k * m);
  const at = order[j]!;
  order[j] = order[k]!;
  order[k] = at;
}

/** QR without pivoting, directions kept below the diagonal. Returns the factors of the reflections. */
function reflectColumns(a: Float64Array, m: number, p: number): Float64Array {
  const factors = new Float64Array(p);
  for (let k = 0; k < p; k++) {
    const head = k * m + k;
    const length = m - k - 1;
    factors[k] = makeReflection(a, head, a, head + 1, length);
    for (let j = k + 1; j < p; j++) reflect(a, head + 1, factors[k]!, a, j * m + k, a, j * m + k + 1, length);
  }
  return factors;
}
