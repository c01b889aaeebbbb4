// Features as boosting reads them: single precision, by column to train, by block of rows to predict.
import { invalidValue } from "../../../errors/index.ts";
import type { Matrix } from "../../../numeric/index.ts";

/** A table of features; NaN stands for a missing value. */
export interface Features {
  readonly nRows: number;
  readonly nColumns: number;
  /** Writes column `j`, as float32 values, to `out` of length `nRows`. */
  readColumn(j: number, out: Float32Array): void;
  /** Writes rows `first` to `first + count - 1`, one after the other, as values of `out`'s type, to `out`. */
  readRows(first: number, count: number, out: Float32Array | Float64Array): void;
}

/** The features in a column-major matrix of doubles or singles. */
export function denseFeatures(
  matrix: Matrix | { readonly nRows: number; readonly nColumns: number; readonly values: Float32Array },
): Features {
  const { nRows, nColumns, values } = matrix;
  return {
    nRows,
    nColumns,
    readColumn(j, out): void {
      out.set(values.subarray(j * nRows, (j + 1) * nRows));
    },
    readRows(first, count, out): void {
      for (let j = 0; j < nColumns; j++) {
        const column = j * nRows + first;
        for (let i = 0, at = j; i < count; i++, at += nColumns) out[at] = values[column + i]!;
      }
    },
  };
}

/** The features in a row-major array of singles. */
export function rowFeatures({
  nRows,
  nColumns,
  values,
}: {
  readonly nRows: number;
  readonly nColumns: number;
  readonly values: Float32Array;
}): Features {
  return {
    nRows,
    nColumns,
    readColumn(j, out): void {
      for (let i = 0, at = j; i < nRows; i++, at += nColumns) out[i] = values[at]!;
    },
    readRows(first, count, out): void {
      out.set(values.subarray(first * nColumns, (first + count) * nColumns));
    },
  };
}

/**
 * The smallest and the largest value of a float32 column; infinity and minus infinity when all are missing.
 *
 * @throws RangeError when a value is infinite, which no bin could hold.
 */
export function checkFiniteColumn(column: Float32Array, j: number): [smallest: number, largest: number] {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const worst = largest === Number.POSITIVE_INFINITY ? largest : smallest;
  if (worst === Number.NEGATIVE_INFINITY || (largest === Number.POSITIVE_INFINITY && smallest <= largest)) {
    throw invalidValue(
      `Invalid feature ${j}: values must be finite in single precision (NaN for missing): row ${column.indexOf(worst)} is ${worst}`,
    );
  }
  return [smallest, largest];
}
