// One pass over dense features that takes the residual of some coefficients and its products with all columns: block by block,
// so that the features come from memory only once. In WebAssembly with SIMD where that is there, else in plain TypeScript.
import type { Matrix } from "../../../numeric/index.ts";
import { addColumn, columnDot } from "../vector.kernel.ts";
import { COLUMN_FUNCTIONS } from "./column-functions.ts";
import { SimdMemory, type SimdRoom } from "./simd-memory.ts";

/** What a pass finds about the residual `r = y - Xw - b`. */
export interface ResidualPass {
  /** Length p: `X'r`. */
  readonly pulls: Float64Array;
  /** Length p: the sums of the columns. */
  readonly columnSums: Float64Array;
  readonly sum: number;
  /** `||r||^2`. */
  readonly norm2: number;
}

/** Values of a block: half of the cache nearest to memory but one. */
const BLOCK_VALUES = 2 ** 15;
const MOST_ROWS = 1024;
const LEAST_ROWS = 64;

const memory = new SimdMemory(COLUMN_FUNCTIONS);

/** Makes the pass. */
export function residualPass(matrix: Matrix, y: Float64Array, w: Float64Array, b: number): ResidualPass {
  return simdPass(matrix, y, w, b) ?? plainPass(matrix, y, w, b);
}

/** In plain TypeScript. */
export function plainPass(
  { nRows, values }: Matrix,
  y: Float64Array,
  w: Float64Array,
  b: number,
): ResidualPass {
  const r = y.map((value) => value - b);
  const ones = new Float64Array(nRows).fill(1);
  for (let j = 0; j < w.length; j++) if (w[j] !== 0) addColumn(values, j * nRows, -w[j]!, r);
  return {
    pulls: w.map((_, j) => columnDot(values, j * nRows, r)),
    columnSums: w.map((_, j) => columnDot(values, j * nRows, ones)),
    sum: columnDot(r, 0, ones),
    norm2: columnDot(r, 0, r),
  };
}

/** In WebAssembly; undefined where that, or its SIMD, is not there. */
export function simdPass(
  { nRows, nColumns: p, values }: Matrix,
  y: Float64Array,
  w: Float64Array,
  b: number,
): ResidualPass | undefined {
  const stride = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(BLOCK_VALUES / p) & ~7));
  const rAt = p * stride;
  const onesAt = rAt + stride;
  const zerosAt = onesAt + stride;
  const factorsAt = zerosAt + p;
  const pullsAt = factorsAt + p;
  const sumsAt = pullsAt + p;
  const room = memory.take(8 * (sumsAt + p));
  if (room === undefined) return undefined;
  const numbers = new Float64Array(room.buffer, 0, sumsAt + p).fill(0);
  numbers.fill(1, onesAt, zerosAt);
  for (let j = 0; j < p; j++) numbers[factorsAt + j] = -w[j]!;
  let sum = 0;
  let norm2 = 0;
  for (let from = 0; from < nRows; from += stride) {
    const count = Math.min(stride, nRows - from);
    for (let j = 0; j < p; j++) {
      const start = j * nRows + from;
      numbers.set(values.subarray(start, start + count), j * stride);
      if (count < stride) numbers.fill(0, j * stride + count, (j + 1) * stride);
    }
    for (let i = 0; i < count; i++) numbers[rAt + i] = y[from + i]! - b;
    numbers.fill(0, rAt + count, onesAt);
    const { addColumns, addColumnDots } = room.kernels;
    addColumns!(0, 8 * stride, p, 8 * factorsAt, 8 * rAt);
    addColumnDots!(0, 8 * stride, p, 8 * zerosAt, 8 * rAt, 8 * pullsAt);
    addColumnDots!(0, 8 * stride, p, 8 * zerosAt, 8 * onesAt, 8 * sumsAt);
    sum += dot(room, rAt, onesAt, stride);
    norm2 += dot(room, rAt, rAt, stride);
  }
  const pulls = numbers.slice(pullsAt, sumsAt);
  const columnSums = numbers.slice(sumsAt, sumsAt + p);
  memory.giveBack(room);
  return { pulls, columnSums, sum, norm2 };
}

/** All places in numbers, not bytes. */
function dot({ kernels }: SimdRoom, at: number, otherAt: number, length: number): number {
  return kernels["shiftedDot"]!(8 * at, 8 * otherAt, 8 * length, 0);
}
