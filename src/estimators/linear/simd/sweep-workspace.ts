// Where a Gram matrix is swept: in WebAssembly with SIMD when the work pays for it, else in plain TypeScript.
import { sweepGram } from "../gram-descent.kernel.ts";
import type { Penalty } from "../penalty.ts";
import { isWorthExactSimd, SimdMemory } from "./simd-memory.ts";
import { SWEEP_FUNCTIONS } from "./sweep-functions.ts";

/** A Gram matrix, and a point that is swept on it. */
export interface SweepWorkspace {
  /** Length p. */
  readonly w: Float64Array;
  /** Length p, `X'r`. */
  readonly pulls: Float64Array;
  /** Minimises over each coefficient in turn; the same to the last bit in all workspaces. See `sweepGram`. */
  sweep(penalty: Penalty): number;
  /** Gives the memory back; nothing here may be used from then on. */
  release(): void;
}

/** With fewer features than this a call costs more than it saves. */
const FEWEST_FEATURES = 24;
/** Sweeps that a workspace is made for, about. */
const EXPECTED_SWEEPS = 20;

const memory = new SimdMemory(SWEEP_FUNCTIONS);

/**
 * Room to sweep.
 *
 * @param gram p x p, both triangles. Not changed.
 */
export function sweepWorkspace(gram: Float64Array, p: number): SweepWorkspace {
  const pays = p >= FEWEST_FEATURES && isWorthExactSimd(EXPECTED_SWEEPS * p * p);
  return (pays ? simdSweeps(gram, p) : undefined) ?? plainSweeps(gram, p);
}

/** In plain TypeScript. */
export function plainSweeps(gram: Float64Array, p: number): SweepWorkspace {
  const w = new Float64Array(p);
  const pulls = new Float64Array(p);
  return {
    w,
    pulls,
    sweep: ({ l1, l2, positive }) => sweepGram(gram, w, pulls, l1, l2, positive),
    release: () => undefined,
  };
}

/** In WebAssembly; undefined where that, or its SIMD, is not there. */
export function simdSweeps(gram: Float64Array, p: number): SweepWorkspace | undefined {
  const stride = (p + 3) & ~3;
  const pullsAt = 8 * p * stride;
  const weightsAt = pullsAt + 8 * stride;
  const room = memory.take(weightsAt + 8 * p);
  if (room === undefined) return undefined;
  const numbers = new Float64Array(room.buffer, 0, p * stride + stride + p);
  if (stride === p) numbers.set(gram);
  else for (let j = 0; j < p; j++) copyRow(gram, p, j, numbers, stride);
  numbers.fill(0, p * stride);
  const kernel = room.kernels["sweepGram"]!;
  return {
    w: numbers.subarray(p * stride + stride),
    pulls: numbers.subarray(p * stride, p * stride + p),
    sweep: ({ l1, l2, positive }) =>
      kernel(0, 8 * stride, weightsAt, pullsAt, p, l1, l2, positive ? Number.NEGATIVE_INFINITY : -l1),
    release: () => memory.giveBack(room),
  };
}

/** Row j with zeros behind it, up to a multiple of 4. */
function copyRow(gram: Float64Array, p: number, j: number, rows: Float64Array, stride: number): void {
  rows.set(gram.subarray(j * p, (j + 1) * p), j * stride);
  rows.fill(0, j * stride + p, (j + 1) * stride);
}
