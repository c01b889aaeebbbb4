// Some rows of a table, in a given order.
import { invalidValue } from "../errors/index.ts";
import { columnOf } from "../numeric/index.ts";
import type { FeatureTable } from "./feature-table.ts";

/** @throws RangeError when a row number is not a whole number in `0 … nRows - 1`. */
export function checkRows(rows: ArrayLike<number>, nRows: number): void {
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]!;
    if (!Number.isInteger(row) || row < 0 || row >= nRows) {
      throw invalidValue(
        `Cannot take rows: a row number must be a whole number from 0 to ${nRows - 1}: current value is ${row}`,
      );
    }
  }
}

/**
 * A table of some rows; a row may come more than once.
 *
 * @param table The table, which stays as it is.
 * @param rows Row numbers, already checked.
 */
export function takeRows({ matrix, names }: FeatureTable, rows: ArrayLike<number>): FeatureTable {
  const values = new Float64Array(rows.length * matrix.nColumns);
  for (let j = 0; j < matrix.nColumns; j++) {
    const column = columnOf(matrix, j);
    for (let k = 0; k < rows.length; k++) values[j * rows.length + k] = column[rows[k]!]!;
  }
  return { matrix: { nRows: rows.length, nColumns: matrix.nColumns, values }, names };
}
