// Values as the texts a store keeps.
import { expect, it } from "vitest";
import { pairsOf, textOf } from "../../../../src/tracking/client/param-text.ts";

it.each([
  ["as is ", "as is "],
  ["", ""],
  [0.1, "0.1"],
  [1e21, "1e+21"],
  [-0, "0"],
  [Number.NaN, "NaN"],
  [10n ** 20n, "100000000000000000000"],
  [true, "true"],
  [null, "null"],
  [undefined, "undefined"],
  [[1, "a", [2]], '[1,"a",[2]]'],
  [{ a: { b: 1 } }, '{"a":{"b":1}}'],
  [Float64Array.of(0.5, 1), "[0.5,1]"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
])("takes %s for the text %s", (value, text) => {
  expect(textOf(value)).toBe(text);
});

it("takes the pairs of objects and of maps, in their order, whatever their names", () => {
  expect(pairsOf({ b: 1, a: 2 })).toEqual([
    ["b", 1],
    ["a", 2],
  ]);
  expect(pairsOf(new Map([["__proto__", 1]]))).toEqual([["__proto__", 1]]);
});
