// Every accepted form of features becomes the same table; every fault is named.
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { type FeatureInput, toFeatureTable } from "../../../src/data/index.ts";
import { ArrowTable, DataFrame } from "../../support/foreign-tables.ts";

/** Three rows, two columns. */
const COLUMN_MAJOR = [1, 2, 3, 10, 20, 30];
const ROWS = [
  [1, 10],
  [2, 20],
  [3, 30],
];
const NAMES = ["a", "b"];
const matrix = { nRows: 3, nColumns: 2, values: Float64Array.from(COLUMN_MAJOR) };

describe("toFeatureTable reads", () => {
  test.each<[string, FeatureInput, readonly string[] | undefined]>([
    ["rows of numbers", ROWS, undefined],
    ["rows of typed arrays", ROWS.map((row) => Float32Array.from(row)), undefined],
    ["rows of 64-bit integers", ROWS.map((row) => row.map(BigInt)), undefined],
    ["rows of objects", ROWS.map(([a, b]) => ({ a, b })), NAMES],
    [
      "rows of objects with keys in any order",
      [
        { a: 1, b: 10 },
        { b: 20, a: 2 },
        { a: 3, b: 30 },
      ],
      NAMES,
    ],
    ["columns by name", { a: [1, 2, 3], b: Int16Array.of(10, 20, 30) }, NAMES],
    ["a typed array, row after row", { data: Float32Array.from(ROWS.flat()), shape: [3, 2] }, undefined],
    [
      "a typed array, column after column",
      { data: Uint8Array.from(COLUMN_MAJOR), shape: [3, 2], order: "column", names: NAMES },
      NAMES,
    ],
    [
      "an array of numbers with its shape",
      { data: ROWS.flat(), shape: [3, 2], order: "row", names: NAMES },
      NAMES,
    ],
    [
      "a frame",
      { nRows: 3, names: NAMES, columns: [Float64Array.of(1, 2, 3), Float64Array.of(10, 20, 30)] },
      NAMES,
    ],
    ["a column-major matrix", matrix, undefined],
    ["a table that was read before", { matrix, names: NAMES }, NAMES],
    ["an ml-matrix matrix", new Matrix(ROWS), undefined],
    [
      "an ml-matrix view",
      new Matrix([
        [0, 10, 1],
        [0, 20, 2],
        [0, 30, 3],
      ]).selection([0, 1, 2], [2, 1]),
      undefined,
    ],
    ["a data frame", new DataFrame(ROWS, NAMES), NAMES],
    [
      "an Arrow table",
      new ArrowTable({ a: BigInt64Array.of(1n, 2n, 3n), b: Float64Array.of(10, 20, 30) }),
      NAMES,
    ],
  ])("%s", (_, input, names) => {
    const table = toFeatureTable(input);
    expect(table.matrix.nRows).toBe(3);
    expect(table.matrix.nColumns).toBe(2);
    expect([...table.matrix.values]).toEqual(COLUMN_MAJOR);
    expect(table.names).toEqual(names);
  });

  test("booleans as 1 and 0", () => {
    expect([...toFeatureTable([[true], [false]]).matrix.values]).toEqual([1, 0]);
  });

  test("column-major doubles without a copy, and everything else with one", () => {
    const data = Float64Array.from(COLUMN_MAJOR);
    expect(toFeatureTable({ data, shape: [3, 2], order: "column" }).matrix.values).toBe(data);
    expect(toFeatureTable({ data, shape: [3, 2] }).matrix.values.buffer).not.toBe(data.buffer);
    expect(toFeatureTable({ a: data }).matrix.values.buffer).not.toBe(data.buffer);
  });

  test("missing cells as NaN where they are allowed", () => {
    const rows = [
      [1, null],
      [undefined, 2],
      [Number.NaN, 3],
    ];
    expect([...toFeatureTable(rows, { allowMissing: true }).matrix.values]).toEqual([
      1,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      2,
      3,
    ]);
    const arrow = new ArrowTable({ a: [1, null, 3] });
    expect([...toFeatureTable(arrow, { allowMissing: true }).matrix.values]).toEqual([1, Number.NaN, 3]);
  });

  test("keys such as __proto__ as names like any other", () => {
    const rows: object[] = [JSON.parse('{ "__proto__": 1, "constructor": 2 }')];
    expect(toFeatureTable(rows).names).toEqual(["__proto__", "constructor"]);
    expect([...toFeatureTable(rows).matrix.values]).toEqual([1, 2]);
  });
});

describe("toFeatureTable refuses", () => {
  test.each<[string, unknown, string]>([
    ["ragged rows", [[1, 2], [3]], "row 1 must have 2 values as row 0 has: current length is 1"],
    ["a row that is no array", [[1], 2], "every row must be an array as row 0 is: row 1 is 2"],
    [
      "a row that is no object",
      [{ a: 1 }, [1]],
      "every row must be an object as row 0 is: row 1 is an array of length 1",
    ],
    ["a target instead of features", [1, 2, 3], "every row must be an array or an object: row 0 is 1"],
    ["a row without a key", [{ a: 1, b: 2 }, { a: 1 }], 'row 1 has no "b", which row 0 has'],
    ["a row with a key more", [{ a: 1 }, { a: 1, b: 2 }], 'row 1 has "b", which row 0 has not'],
    [
      "columns of two lengths",
      { a: [1, 2], b: [1] },
      'column "b" must have 2 values as column "a" has: current length is 1',
    ],
    [
      "NaN",
      [
        [1, 2],
        [3, Number.NaN],
      ],
      "row 1, column 1 must be a finite number: current value is NaN",
    ],
    [
      "an infinity",
      { a: [1], b: [Number.POSITIVE_INFINITY] },
      'row 0, column "b" must be a finite number: current value is Infinity',
    ],
    [
      "NaN in a typed array",
      { data: Float32Array.of(1, 2, 3, Number.NaN), shape: [2, 2] },
      "row 1, column 1 must be a finite number: current value is NaN",
    ],
    ["null", [{ a: 1 }, { a: null }], 'row 1, column "a" must be a finite number: current value is null'],
    [
      "text",
      [{ age: 1 }, { age: "old" }],
      'row 1, column "age" must be a finite number: current value is "old"',
    ],
    ["a number as text", { age: ["1"] }, 'row 0, column "age" must be a finite number: current value is "1"'],
    [
      "an integer too large for a double",
      [[2n ** 53n + 1n]],
      "row 0, column 0 must be a finite number: current value is 9007199254740993",
    ],
    ["no rows", [], "at least one row and one column: current shape is [0, 0]"],
    ["no columns", [[], []], "at least one row and one column: current shape is [2, 0]"],
    ["empty columns", { a: [] }, "current shape is [0, 1]"],
    [
      "names that repeat",
      { data: Float64Array.of(1, 2), shape: [1, 2], names: ["a", "a"] },
      'column names must be distinct: "a" comes twice',
    ],
    [
      "too few names",
      { data: Float64Array.of(1, 2), shape: [1, 2], names: ["a"] },
      "2 columns need 2 names: current number of names is 1",
    ],
    [
      "a shape that does not fit",
      { data: Float64Array.of(1, 2, 3), shape: [2, 2] },
      "shape [2, 2] needs 4 values: current length is 3",
    ],
    [
      "a shape that is none",
      { data: Float64Array.of(1, 2, 3, 4), shape: [-2, -2] },
      "shape must be two whole numbers",
    ],
    [
      "an unknown order",
      { data: Float64Array.of(1), shape: [1, 1], order: "C" },
      'order must be "row" or "column": current value is "C"',
    ],
    [
      "more cells than there may be",
      { rows: 2 ** 16, columns: 2 ** 15, get: () => 0 },
      "at most 2147483647 cells: current shape is [65536, 32768]",
    ],
    ["text as a whole", "1,2", 'current value is "1,2"'],
    ["nothing", undefined, "current value is undefined"],
    ["null as a whole", null, "current value is null"],
    ["an object of something else", { a: 1 }, "current value is an object with keys a"],
  ])("%s", (_, input, message) => {
    // The types forbid most of these; plain JavaScript does not.
    expect(() => Reflect.apply(toFeatureTable, undefined, [input])).toThrow(message);
  });

  test("infinities even where cells may be missing", () => {
    expect(() => toFeatureTable([[1], [Number.NEGATIVE_INFINITY]], { allowMissing: true })).toThrow(
      "row 1, column 0 must be a finite number: current value is -Infinity",
    );
  });

  test("with a RangeError for a number and a TypeError for what is none", () => {
    expect(() => toFeatureTable([[Number.NaN]])).toThrow(RangeError);
    expect(() => toFeatureTable([[null]])).toThrow(TypeError);
  });
});
