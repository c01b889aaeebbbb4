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

/** Columns that are turned together: they share the cache lines of the rows. */
const PANEL_COLUMNS = 4;

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
  const panel = new Float32Array(PANEL_COLUMNS * nRows);
  let firstOfPanel = -PANEL_COLUMNS;
  return {
    nRows,
    nColumns,
    readColumn(j, out): void {
      if (j < firstOfPanel || j >= firstOfPanel + PANEL_COLUMNS) {
        firstOfPanel = Math.floor(j / PANEL_COLUMNS) * PANEL_COLUMNS;
        turnPanel(values, nRows, nColumns, firstOfPanel, panel);
      }
      const at = (j - firstOfPanel) * nRows;
      out.set(panel.subarray(at, at + nRows));
    },
    readRows(first, count, out): void {
      out.set(values.subarray(first * nColumns, (first + count) * nColumns));
    },
  };
}

function turnPanel(
  values: Float32Array,
  nRows: number,
  nColumns: number,
  first: number,
  panel: Float32Array,
): void {
  const count = Math.min(PANEL_COLUMNS, nColumns - first);
  for (let i = 0, row = first; i < nRows; i++, row += nColumns) {
    for (let k = 0; k < count; k++) panel[k * nRows + i] = values[row + k]!;
  }
}

/** What a float32 column holds. */
export interface ColumnRange {
  /** Infinity when all values are missing. */
  readonly smallest: number;
  /** Minus infinity when all values are missing. */
  readonly largest: number;
  readonly hasMissing: boolean;
}

/**
 * The range of a column.
 *
 * @throws RangeError when a value is infinite, which no bin could hold.
 */
export function checkFiniteColumn(column: Float32Array, j: number): ColumnRange {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  let nMissing = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) nMissing++;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const worst = largest === Number.POSITIVE_INFINITY ? largest : smallest;
  if (worst === Number.NEGATIVE_INFINITY || (largest === Number.POSITIVE_INFINITY && smallest <= largest)) {
    throw invalidValue(
      `Invalid feature ${j}: values must be finite in single precision (NaN for missing): row ${column.indexOf(worst)} is ${worst}`,
    );
  }
  return { smallest, largest, hasMissing: nMissing > 0 };
}
