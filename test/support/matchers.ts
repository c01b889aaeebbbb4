// A matcher for arrays of numbers that says where they differ and by how much.
import { expect } from "vitest";

/** How far two numbers may be apart: `|actual - expected| <= atol + rtol * |expected|`. */
export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
}

declare module "vitest" {
  interface Matchers<T> {
    /** Every number within the tolerance of its counterpart; NaN equals NaN, infinities must be equal. */
    toBeAllClose(expected: ArrayLike<number>, tolerance: Tolerance): T;
  }
}

expect.extend({
  toBeAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>, { rtol = 0, atol = 0 }: Tolerance) {
    if (actual.length !== expected.length) {
      return { pass: false, message: () => `lengths differ: ${actual.length} against ${expected.length}` };
    }
    let worst = -1;
    let worstExcess = 0;
    for (let i = 0; i < expected.length; i++) {
      const excess = excessOf(actual[i]!, expected[i]!, rtol, atol);
      if (excess > worstExcess) {
        worst = i;
        worstExcess = excess;
      }
    }
    return {
      pass: worst < 0,
      message: () =>
        worst < 0
          ? `all ${expected.length} numbers are within the tolerance`
          : `at index ${worst}: ${actual[worst]} against ${expected[worst]}, ${worstExcess} beyond the tolerance (rtol ${rtol}, atol ${atol})`,
    };
  },
});

function excessOf(actual: number, expected: number, rtol: number, atol: number): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (!Number.isFinite(actual) || !Number.isFinite(expected)) return Number.POSITIVE_INFINITY;
  return Math.abs(actual - expected) - (atol + rtol * Math.abs(expected));
}
