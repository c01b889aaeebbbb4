// Cholesky factorisation of small symmetric matrices that may be singular. Allocates nothing, throws nothing.
// Matrices are k x k, row-major, of which only the lower triangle is read and written.

/** A pivot below this share of the diagonal is what rounding leaves of an exact zero. */
const SINGULAR = 1e-13;

/**
 * Factors `A = L L'` in place, row by row (G. Golub, C. Van Loan, Matrix Computations, 4th ed., 4.2.5).
 *
 * A row that depends on the rows before it has no pivot; its diagonal becomes 0 and {@link solveCholesky} gives it 0.
 *
 * @param a Length k * k: A on entry, L on return.
 */
export function factorCholesky(a: Float64Array, k: number): void {
  for (let i = 0; i < k; i++) {
    const diagonal = a[i * k + i]!;
    let pivot = diagonal;
    for (let j = 0; j < i; j++) {
      const ljj = a[j * k + j]!;
      const lij = ljj === 0 ? 0 : (a[i * k + j]! - dotOfRows(a, i * k, j * k, j)) / ljj;
      a[i * k + j] = lij;
      pivot -= lij * lij;
    }
    const isSingular = !(pivot > SINGULAR * diagonal);
    if (isSingular) a.fill(0, i * k, i * k + i);
    a[i * k + i] = isSingular ? 0 : Math.sqrt(pivot);
  }
}

/**
 * Solves `L L' x = b` in place; the entries of rows without a pivot become 0.
 *
 * @param l Length k * k, from {@link factorCholesky}.
 * @param b Length k: b on entry, x on return.
 */
export function solveCholesky(l: Float64Array, k: number, b: Float64Array): void {
  for (let i = 0; i < k; i++) {
    let rest = b[i]!;
    for (let j = 0; j < i; j++) rest -= l[i * k + j]! * b[j]!;
    const pivot = l[i * k + i]!;
    b[i] = pivot === 0 ? 0 : rest / pivot;
  }
  for (let i = k - 1; i >= 0; i--) {
    const pivot = l[i * k + i]!;
    if (pivot === 0) continue;
    const x = b[i]! / pivot;
    b[i] = x;
    for (let j = 0; j < i; j++) b[j] = b[j]! - l[i * k + j]! * x;
  }
}

/**
 * The factor of a matrix less one row and column, from that of the matrix, which must have all its pivots: below the row that
 * is taken out, its column is rotated into the rest (G. Golub, C. Van Loan, Matrix Computations, 4th ed., 6.5.4).
 *
 * @param l Length k * k, from {@link factorCholesky}.
 * @returns Length (k - 1) * (k - 1).
 */
export function removeFromCholesky(l: Float64Array, k: number, removed: number): Float64Array {
  const size = k - 1;
  const rest = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const from = (i < removed ? i : i + 1) * k;
    for (let j = 0; j <= i; j++) rest[i * size + j] = l[from + (j < removed ? j : j + 1)]!;
    if (i >= removed) column[i] = l[from + removed]!;
  }
  for (let j = removed; j < size; j++) {
    const pivot = rest[j * size + j]!;
    const grown = Math.hypot(pivot, column[j]!);
    const cosine = pivot / grown;
    const sine = column[j]! / grown;
    rest[j * size + j] = grown;
    for (let i = j + 1; i < size; i++) {
      const below = rest[i * size + j]!;
      rest[i * size + j] = cosine * below + sine * column[i]!;
      column[i] = cosine * column[i]! - sine * below;
    }
  }
  return rest;
}

function dotOfRows(a: Float64Array, i: number, j: number, length: number): number {
  let total = 0;
  for (let t = 0; t < length; t++) total += a[i + t]! * a[j + t]!;
  return total;
}
