// Products of all columns of dense features with a few vectors, in one pass over memory: in WebAssembly with SIMD when the work
// pays for it, else in plain TypeScript.
import type { Matrix } from "../../../numeric/index.ts";
import { centredDot } from "../vector.kernel.ts";
import { COLUMN_FUNCTIONS } from "./column-functions.ts";
import { isWorthSimd, SimdMemory, type SimdRoom } from "./simd-memory.ts";

/** Rows are taken in multiples of this. */
const UNIT_ROWS = 8;
/** Rows of a block at most: so many of a column lie side by side that reading them is not slowed down. */
const MOST_ROWS = 2048;
/** Values of a block: half of the cache nearest to memory but one. */
const BLOCK_VALUES = 2 ** 15;

const memory = new SimdMemory(COLUMN_FUNCTIONS);

/**
 * The products `(X[:, j] - shift_j)' v`.
 *
 * @param matrix X, n x p.
 * @param shifts Length p.
 * @param vectors Each of length n.
 * @returns For each vector an array of length p.
 */
export function columnProducts(
  matrix: Matrix,
  shifts: Float64Array,
  vectors: readonly Float64Array[],
): Float64Array[] {
  const pays = isWorthSimd(matrix.values.length * vectors.length);
  return (pays ? simdProducts(matrix, shifts, vectors) : undefined) ?? plainProducts(matrix, shifts, vectors);
}

/** In plain TypeScript. */
export function plainProducts(
  { nRows, values }: Matrix,
  shifts: Float64Array,
  vectors: readonly Float64Array[],
): Float64Array[] {
  const products = vectors.map(() => new Float64Array(shifts.length));
  for (let j = 0; j < shifts.length; j++) {
    for (let k = 0; k < vectors.length; k++) {
      products[k]![j] = centredDot(values, j * nRows, shifts[j]!, vectors[k]!);
    }
  }
  return products;
}

/** In WebAssembly; undefined where that, or its SIMD, is not there. */
export function simdProducts(
  { nRows, nColumns, values }: Matrix,
  shifts: Float64Array,
  vectors: readonly Float64Array[],
): Float64Array[] | undefined {
  const stride = Math.min(padded(nRows), MOST_ROWS);
  const width = Math.min(nColumns, Math.max(1, Math.floor(BLOCK_VALUES / stride)));
  const vectorsAt = width * stride;
  const shiftsAt = vectorsAt + vectors.length * padded(nRows);
  const productsAt = shiftsAt + nColumns;
  const end = productsAt + vectors.length * nColumns;
  const room = memory.take(8 * end);
  if (room === undefined) return undefined;
  const numbers = new Float64Array(room.buffer, 0, end).fill(0, vectorsAt);
  vectors.forEach((vector, k) => {
    numbers.set(vector, vectorsAt + k * padded(nRows));
  });
  numbers.set(shifts, shiftsAt);
  for (let j = 0; j < nColumns; j += width) {
    const count = Math.min(width, nColumns - j);
    for (let from = 0; from < nRows; from += stride) {
      const length = Math.min(stride, nRows - from);
      copyBlock(values, nRows, j, count, from, length, numbers);
      vectors.forEach((_, k) => {
        const at = vectorsAt + k * padded(nRows) + from;
        addDots(room, padded(length), count, shiftsAt + j, at, productsAt + k * nColumns + j);
      });
    }
  }
  const products = vectors.map((_, k) =>
    numbers.slice(productsAt + k * nColumns, productsAt + (k + 1) * nColumns),
  );
  memory.giveBack(room);
  return products;
}

/** Some rows of some columns, with zeros behind them. */
function copyBlock(
  values: Float64Array,
  nRows: number,
  column: number,
  count: number,
  from: number,
  length: number,
  block: Float64Array,
): void {
  const stride = padded(length);
  for (let c = 0; c < count; c++) {
    const start = (column + c) * nRows + from;
    block.set(values.subarray(start, start + length), c * stride);
    if (length < stride) block.fill(0, c * stride + length, (c + 1) * stride);
  }
}

/** All places in numbers, not bytes. */
function addDots(
  room: SimdRoom,
  stride: number,
  count: number,
  shiftsAt: number,
  vectorAt: number,
  productsAt: number,
): void {
  room.kernels["addColumnDots"]!(0, 8 * stride, count, 8 * shiftsAt, 8 * vectorAt, 8 * productsAt);
}

function padded(rows: number): number {
  return Math.ceil(rows / UNIT_ROWS) * UNIT_ROWS;
}
