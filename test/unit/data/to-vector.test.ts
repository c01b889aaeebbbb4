// Targets and weights from outside.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { toVector, type VectorInput } from "../../../src/data/index.ts";
import { ArrowTable } from "../../support/foreign-tables.ts";

const arrow = new ArrowTable({ y: [1, 2, 3] });

describe("toVector reads", () => {
  test.each<[string, VectorInput]>([
    ["numbers", [1, 2, 3]],
    ["a typed array", Float32Array.of(1, 2, 3)],
    ["64-bit integers", [1n, 2n, 3n]],
    ["a series", { values: [1, 2, 3] }],
    ["rows of one number", [[1], [2], [3]]],
    ["rows of objects with one key", [{ y: 1 }, { y: 2 }, { y: 3 }]],
    ["one column by name", { y: [1, 2, 3] }],
    ["one column called values", { values: Int8Array.of(1, 2, 3) }],
    ["a matrix of one column", { nRows: 3, nColumns: 1, values: Float64Array.of(1, 2, 3) }],
    ["an ml-matrix column", Matrix.columnVector([1, 2, 3])],
    ["an Arrow table of one column", arrow],
    ["an Arrow column", arrow.getChild("y") ?? []],
  ])("%s", (_, y) => {
    expect([...toVector(y, "y", 3)]).toEqual([1, 2, 3]);
  });

  test("doubles without a copy", () => {
    const y = Float64Array.of(1, 2);
    expect(toVector(y, "y")).toBe(y);
  });

  test("booleans as 1 and 0", () => {
    expect([...toVector([true, false], "y")]).toEqual([1, 0]);
  });
});

describe("toVector refuses", () => {
  test.each<[string, unknown, string]>([
    ["another length", [1, 2], "Cannot read y: it must have 3 values, one for each row: current length is 2"],
    ["nothing", [], "Cannot read y: it must not be empty"],
    ["NaN", [1, Number.NaN, 3], "element 1 must be a finite number: current value is NaN"],
    [
      "an infinity in a typed array",
      Float32Array.of(1, 2, Number.POSITIVE_INFINITY),
      "element 2 must be a finite number: current value is Infinity",
    ],
    ["text", ["a", "b", "c"], 'element 0 must be a finite number: current value is "a"'],
    ["null", [1, null, 2], "element 1 must be a finite number: current value is null"],
    [
      "two columns",
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      "a table must have one column: current number of columns is 2",
    ],
    ["a number", 3, "it must be an array of numbers: current value is 3"],
    ["undefined", undefined, "it must be an array of numbers: current value is undefined"],
  ])("%s", (_, y, message) => {
    expect(() => Reflect.apply(toVector, undefined, [y, "y", 3])).toThrow(message);
  });
});
