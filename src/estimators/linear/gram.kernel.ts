// Products of all columns of a panel with each other, in tiles small enough to keep their sums in registers.
// A panel holds `stride` rows of `width` columns, column after column; `stride` is a multiple of 8, `width` of 4. Nothing is allocated.

/**
 * Adds `P'P` to a matrix.
 *
 * @param panel P: column j starts at `j * stride`.
 * @param gram `width x width`, row-major; of each row i the columns up to i, and the rest of their tile, are added to.
 */
export function addPanelGram(panel: Float64Array, stride: number, width: number, gram: Float64Array): void {
  for (let i = 0; i < width; i += 2) {
    for (let j = 0; j <= i; j += 4) addTile(panel, stride, i, j, gram, width);
  }
}

/** Adds the products of the columns i, i + 1 with the columns j ... j + 3. */
function addTile(
  panel: Float64Array,
  stride: number,
  i: number,
  j: number,
  gram: Float64Array,
  width: number,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  const b0 = j * stride;
  const b1 = b0 + stride;
  const b2 = b1 + stride;
  const b3 = b2 + stride;
  const end = (i + 1) * stride;
  for (let a = i * stride, k = 0; a < end; a++, k++) {
    const x0 = panel[a]!;
    const x1 = panel[a + stride]!;
    const y0 = panel[b0 + k]!;
    const y1 = panel[b1 + k]!;
    const y2 = panel[b2 + k]!;
    const y3 = panel[b3 + k]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  const at = i * width + j;
  const below = at + width;
  gram[at] = gram[at]! + s00;
  gram[at + 1] = gram[at + 1]! + s01;
  gram[at + 2] = gram[at + 2]! + s02;
  gram[at + 3] = gram[at + 3]! + s03;
  gram[below] = gram[below]! + s10;
  gram[below + 1] = gram[below + 1]! + s11;
  gram[below + 2] = gram[below + 2]! + s12;
  gram[below + 3] = gram[below + 3]! + s13;
}
