// Tables to predict for, put into the order of the fit.
import { describe, expect, test } from "vitest";
import { alignFeatures, toFeatureTable } from "../../../src/data/index.ts";

describe("alignFeatures", () => {
  test("puts columns into the order of the fit by name", () => {
    const table = toFeatureTable({ b: [3, 4], c: [5, 6], a: [1, 2] });
    const aligned = alignFeatures(table, ["a", "b", "c"], 3);
    expect([...aligned.matrix.values]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(aligned.names).toEqual(["a", "b", "c"]);
    expect([...table.matrix.values]).toEqual([3, 4, 5, 6, 1, 2]);
  });

  test("gives the same table back when nothing has to move", () => {
    const table = toFeatureTable({ a: [1], b: [2] });
    expect(alignFeatures(table, ["a", "b"], 2)).toBe(table);
    expect(alignFeatures(table, undefined, 2)).toBe(table);
    const unnamed = toFeatureTable([[1, 2]]);
    expect(alignFeatures(unnamed, ["a", "b"], 2)).toBe(unnamed);
  });

  test("names the columns that are missing and those that are too many", () => {
    const table = toFeatureTable({ a: [1], x: [2], y: [3] });
    expect(() => alignFeatures(table, ["a", "b"], 2)).toThrow(
      'Cannot predict: the columns must be those of the fit: missing: "b"; not among those of the fit: "x", "y"',
    );
  });

  test("names a column that comes twice", () => {
    const { matrix } = toFeatureTable([[1, 2]]);
    expect(() => alignFeatures({ matrix, names: ["a", "a"] }, ["a", "b"], 2)).toThrow(
      'missing: "b"; given twice: "a"',
    );
  });

  test("names ten columns at most", () => {
    const names = Array.from({ length: 12 }, (_, j) => `x${j}`);
    expect(() => alignFeatures(toFeatureTable({ a: [1] }), names, 12)).toThrow('"x9" and 2 more');
  });

  test("counts columns when one side has no names", () => {
    expect(() => alignFeatures(toFeatureTable([[1, 2, 3]]), ["a", "b"], 2)).toThrow(
      "Cannot predict: the fit was on 2 columns: current number of columns is 3",
    );
    expect(() => alignFeatures(toFeatureTable({ a: [1] }), undefined, 2)).toThrow(
      "current number of columns is 1",
    );
  });
});
