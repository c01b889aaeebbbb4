// Tables with text beside numbers.
import { describe, expect, test } from "vitest";
import { alignTable, parseCsv, type TableInput, toFeatureTable, toTable } from "../../../src/data/index.ts";
import { ArrowTable, DataFrame } from "../../support/foreign-tables.ts";

const NAMES = ["age", "city"];
const ROWS = [
  [25, "Oslo"],
  [null, "Bergen"],
  [47, null],
];

describe("toTable reads", () => {
  test.each<[string, TableInput, readonly string[] | undefined]>([
    ["rows", ROWS, undefined],
    ["rows of objects", ROWS.map(([age, city]) => ({ age, city })), NAMES],
    ["columns by name", { age: [25, null, 47], city: ["Oslo", "Bergen", undefined] }, NAMES],
    ["a data frame", new DataFrame(ROWS, NAMES), NAMES],
    ["an Arrow table", new ArrowTable({ age: [25, null, 47], city: ["Oslo", "Bergen", null] }), NAMES],
    ["CSV", parseCsv("age,city\n25,Oslo\n,Bergen\n47,\n"), NAMES],
  ])("%s", (_, input, names) => {
    expect(toTable(input)).toEqual({
      nRows: 3,
      names,
      columns: [Float64Array.of(25, Number.NaN, 47), ["Oslo", "Bergen", undefined]],
    });
  });

  test("features without a copy, column by column", () => {
    const features = toFeatureTable({ a: [1, 2], b: [3, 4] });
    const { columns } = toTable(features);
    expect(columns).toEqual([Float64Array.of(1, 2), Float64Array.of(3, 4)]);
    expect(
      columns.every(
        (column) => column instanceof Float64Array && column.buffer === features.matrix.values.buffer,
      ),
    ).toBe(true);
  });

  test("a column with nothing in it as numbers", () => {
    expect(toTable({ a: [null, undefined] }).columns).toEqual([Float64Array.of(Number.NaN, Number.NaN)]);
  });
});

describe("toTable refuses", () => {
  test.each<[string, unknown, string]>([
    [
      "numbers among text",
      { a: ["x", 1] },
      'row 1, column "a" must be text as the cells above are: current value is 1',
    ],
    [
      "text among numbers",
      [[1], [null], ["x"]],
      'row 2, column 0 must be a number or missing, as the cells above are: current value is "x"',
    ],
    [
      "infinities",
      { a: [1, Number.POSITIVE_INFINITY] },
      'row 1, column "a" must be a finite number or missing: current value is Infinity',
    ],
    ["nothing", [], "at least one row and one column"],
    ["names that repeat", { nRows: 1, names: ["a", "a"], columns: [["x"], ["y"]] }, '"a" comes twice'],
    ["dates", { a: [new Date(0)] }, 'row 0, column "a" must be a number or missing'],
  ])("%s", (_, input, message) => {
    expect(() => Reflect.apply(toTable, undefined, [input])).toThrow(message);
  });
});

test("alignTable puts columns into the order of the fit without a copy", () => {
  const table = toTable({ city: ["Oslo"], age: [25] });
  const aligned = alignTable(table, NAMES, 2, "transform");
  expect(aligned.names).toEqual(NAMES);
  expect(aligned.columns[0]).toBe(table.columns[1]);
  expect(() => alignTable(table, ["age", "town"], 2, "transform")).toThrow(
    'Cannot transform: the columns must be those of the fit: missing: "town"; not among those of the fit: "city"',
  );
});
