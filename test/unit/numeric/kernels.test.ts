// Small kernels on numbers that can be checked by eye.
import { describe, expect, test } from "vitest";
import { firstNonFinite, median, rowsToColumns } from "../../../src/numeric/index.ts";

describe("median", () => {
  test.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9, -100], 9],
    [[7], 7],
    [[], Number.NaN],
  ])("of %j is %d", (values, middle) => {
    const given = Float64Array.from(values);
    expect(median(given)).toBe(middle);
    expect([...given]).toEqual(values);
  });
});

test("rowsToColumns turns rows into columns, also across its blocks of rows", () => {
  const [nRows, nColumns] = [300, 3];
  const rows = Int32Array.from({ length: nRows * nColumns }, (_, k) => k);
  const columns = new Float64Array(rows.length);
  rowsToColumns(rows, nRows, nColumns, columns);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) expect(columns[j * nRows + i]).toBe(rows[i * nColumns + j]);
  }
});

test("firstNonFinite finds NaN unless it is allowed, and infinities always", () => {
  const values = Float64Array.of(1, Number.NaN, Number.MAX_VALUE, Number.NEGATIVE_INFINITY);
  expect(firstNonFinite(values, false)).toBe(1);
  expect(firstNonFinite(values, true)).toBe(3);
  expect(firstNonFinite(values.subarray(2, 3), false)).toBe(-1);
});
