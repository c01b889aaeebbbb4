// Packed words read in halves of 32 bits, and what one step in them stands for.
import { HESSIAN_BITS, MAX_HESSIAN_STEPS } from "./pack-kernels.ts";

/** The gradient in a packed word, given its two halves. */
export function gradientSteps(low: number, high: number): number {
  return (high | 0) * 2 + (low >>> HESSIAN_BITS);
}

/** The hessian in a packed word, given its lower half. */
export function hessianSteps(low: number): number {
  return low & (MAX_HESSIAN_STEPS - 1);
}

/** The smallest power of two of which `total` has no more than `most`. */
export function stepFor(total: number, most: number): number {
  return total > 0 && Number.isFinite(total) ? 2 ** Math.ceil(Math.log2(total / most)) : 1;
}
