// Loops over the lower triangle of a symmetric matrix: row-major, `width` numbers a row. Nothing is allocated.

/** `out += factor * values`, in the lower triangle alone. */
export function addTriangle(values: Float64Array, factor: number, width: number, out: Float64Array): void {
  for (let i = 0, row = 0; row < out.length; i++, row += width) {
    for (let at = row; at <= row + i; at++) out[at] = out[at]! + factor * values[at]!;
  }
}

/**
 * `c' A c`; what belongs to zeros of c is left out.
 *
 * @param values A, of which only the lower triangle counts.
 * @param c At most `width` numbers.
 */
export function quadraticForm(values: Float64Array, width: number, c: Float64Array): number {
  let total = 0;
  for (let i = 0; i < c.length; i++) {
    if (c[i] !== 0) total += c[i]! * (2 * rowDot(values, i * width, c, i) + c[i]! * values[i * width + i]!);
  }
  return total;
}

function rowDot(values: Float64Array, row: number, c: Float64Array, length: number): number {
  let total = 0;
  for (let j = 0; j < length; j++) total += values[row + j]! * c[j]!;
  return total;
}
