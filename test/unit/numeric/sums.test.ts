// Compensated sums against sums in exact integer arithmetic.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mean, sum, weightedSum } from "../../../src/numeric/index.ts";

describe("sum", () => {
  test("keeps what a plain sum loses", () => {
    expect(sum(Float64Array.of(1, 1e100, 1, -1e100))).toBe(2);
    expect(sum(Float64Array.from({ length: 10 }, () => 0.1))).toBe(1);
  });

  test("is the exact sum to the last bit, or the one beside it", () => {
    // The values are k / 2^20, so the integers k tell the exact sum, which Number() rounds once.
    const integer = fc.integer({ min: -(2 ** 50), max: 2 ** 50 });
    fc.assert(
      fc.property(fc.array(integer, { maxLength: 200 }), (integers) => {
        const exact = Number(integers.reduce((total, k) => total + BigInt(k), 0n)) / 2 ** 20;
        const error = Math.abs(sum(Float64Array.from(integers, (k) => k / 2 ** 20)) - exact);
        expect(error).toBeLessThanOrEqual(2 ** -52 * Math.abs(exact));
      }),
    );
  });

  test("of nothing is 0, and infinities stay infinite", () => {
    expect(sum(new Float64Array())).toBe(0);
    expect(sum(Float64Array.of(1, Number.POSITIVE_INFINITY, 2))).toBe(Number.POSITIVE_INFINITY);
    expect(sum(Float64Array.of(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY))).toBeNaN();
  });
});

describe("mean", () => {
  test("weighs each value", () => {
    expect(mean(Float64Array.of(1, 2, 6))).toBe(3);
    expect(mean(Float64Array.of(1, 2, 6), Float64Array.of(0, 3, 1))).toBe(3);
    expect(weightedSum(Float64Array.of(1, 2, 6), Float64Array.of(0, 3, 1))).toBe(12);
  });

  test("of values that nearly cancel is exact", () => {
    expect(mean(Float64Array.of(1e16, 1, -1e16, 1))).toBe(0.5);
  });
});
