// The radix sort of positions against JavaScript's own stable sort.
import fc from "fast-check";
import { expect, test } from "vitest";
import { argsortDescending } from "../../../src/numeric/index.ts";

function expected(values: readonly number[]): number[] {
  return [...values.keys()].sort((a, b) => (values[a] === values[b] ? 0 : values[b]! > values[a]! ? 1 : -1));
}

test("positions go from the largest value to the smallest, equal ones in their order", () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 300 }), (values) => {
      expect([...argsortDescending(Float64Array.from(values))]).toEqual(expected(values));
    }),
  );
});

test("signs, zeros, infinities and the smallest numbers are in their places", () => {
  const values = [
    0,
    -0,
    5e-324,
    -5e-324,
    1,
    -1,
    1.7976931348623157e308,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  expect([...argsortDescending(Float64Array.from(values))]).toEqual(expected(values));
  expect([...argsortDescending(new Float64Array())]).toEqual([]);
});
