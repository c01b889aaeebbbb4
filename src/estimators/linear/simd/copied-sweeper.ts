// Coordinate descent on a copy of chosen columns, side by side: in WebAssembly with SIMD when the work pays for it, else in plain
// TypeScript.
import type { Sweeper } from "../columns.ts";
import { sweepColumns } from "../coordinate-descent.kernel.ts";
import type { Penalty } from "../penalty.ts";
import { addColumn, columnDot } from "../vector.kernel.ts";
import { COLUMN_FUNCTIONS } from "./column-functions.ts";
import { isWorthSimd, SimdMemory } from "./simd-memory.ts";

/** Sweeps that a copy is made for, about. */
const EXPECTED_SWEEPS = 20;
const UNIT_ROWS = 8;
const MOST_BYTES = 2 ** 31;

/** Puts the k-th column, centred and weighted, into an array of length n. */
export type FillColumn = (k: number, column: Float64Array) => void;

const memory = new SimdMemory(COLUMN_FUNCTIONS);

/**
 * Copies columns.
 *
 * @param target The centred, weighted target, length n.
 * @param norms Length k.
 * @param w Length k, where to start.
 */
export function copiedSweeper(
  target: Float64Array,
  norms: Float64Array,
  w: Float64Array,
  fill: FillColumn,
): Sweeper {
  const pays = isWorthSimd(EXPECTED_SWEEPS * w.length * target.length);
  return (pays ? simdSweeper(target, norms, w, fill) : undefined) ?? plainSweeper(target, norms, w, fill);
}

/** In plain TypeScript. */
export function plainSweeper(
  target: Float64Array,
  norms: Float64Array,
  w: Float64Array,
  fill: FillColumn,
): Sweeper {
  const n = target.length;
  return started(new Float64Array(w.length * n), n, norms, w, target, fill);
}

/** In WebAssembly; undefined where that, or its SIMD, is not there. */
export function simdSweeper(
  target: Float64Array,
  norms: Float64Array,
  w: Float64Array,
  fill: FillColumn,
): Sweeper | undefined {
  const k = w.length;
  const stride = Math.ceil(target.length / UNIT_ROWS) * UNIT_ROWS;
  const rAt = k * stride;
  const wAt = rAt + stride;
  const normsAt = wAt + k;
  const listAt = normsAt + k;
  const bytes = 8 * listAt + 4 * k;
  const room = bytes <= MOST_BYTES ? memory.take(bytes) : undefined;
  if (room === undefined) return undefined;
  const numbers = new Float64Array(room.buffer, 0, listAt);
  const indices = new Int32Array(room.buffer, 8 * listAt, k);
  numbers.set(norms, normsAt);
  const kernel = room.kernels["sweepColumnList"]!;
  const plain = started(numbers, stride, norms, w, target, fill);
  return {
    ...plain,
    sweep(list, { l1, l2, positive }) {
      indices.set(list);
      const lowest = positive ? Number.NEGATIVE_INFINITY : -l1;
      const listEnd = 8 * listAt + 4 * list.length;
      return kernel(0, 8 * stride, 8 * listAt, listEnd, 8 * normsAt, 8 * wAt, 8 * rAt, l1, l2, lowest);
    },
    release: () => memory.giveBack(room),
  };
}

/**
 * A sweeper in plain TypeScript.
 *
 * @param numbers Where to put the columns, `stride` numbers each, and if there is room behind them r and w.
 */
function started(
  numbers: Float64Array,
  stride: number,
  norms: Float64Array,
  start: Float64Array,
  target: Float64Array,
  fill: FillColumn,
): Sweeper {
  const k = start.length;
  const n = target.length;
  const isRoomy = numbers.length > k * stride;
  const r = isRoomy ? numbers.subarray(k * stride, (k + 1) * stride) : target.slice();
  const w = isRoomy ? numbers.subarray((k + 1) * stride, (k + 1) * stride + k) : start.slice();
  r.set(target);
  r.fill(0, n);
  w.set(start);
  for (let c = 0; c < k; c++) {
    const column = numbers.subarray(c * stride, (c + 1) * stride);
    fill(c, column);
    column.fill(0, n);
    if (start[c] !== 0) addColumn(numbers, c * stride, -start[c]!, r);
  }
  return {
    w,
    sweep: (list: Int32Array, { l1, l2, positive }: Penalty) =>
      sweepColumns(numbers, list, norms, w, r, l1, l2, positive),
    move(c, change) {
      w[c] = w[c]! + change;
      addColumn(numbers, c * stride, -change, r);
    },
    correlation: (c) => columnDot(numbers, c * stride, r),
    norm2: () => columnDot(r, 0, r),
    release: () => undefined,
  };
}
