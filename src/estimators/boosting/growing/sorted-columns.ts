// Every feature's rows in the order of its values: what the exact method walks through.
import { makeSortSpace, sortRows } from "../binning/radix-sort.kernel.ts";
import { checkFiniteColumn, type Features } from "../trees/features.ts";

/** One feature in rising order, missing values left out. */
export interface SortedColumn {
  /** Row numbers. */
  readonly rows: Uint32Array;
  /** Their values, float32. */
  readonly values: Float32Array;
  /** The values of all rows in their own order, NaN for missing. */
  readonly byRow: Float32Array;
}

/**
 * Sorts every feature; equal values stay in row order.
 *
 * @throws RangeError when a value is infinite.
 */
export function sortColumns(features: Features): SortedColumn[] {
  const { nRows, nColumns } = features;
  const space = makeSortSpace(nRows);
  return Array.from({ length: nColumns }, (_, j) => {
    const column = new Float32Array(nRows);
    features.readColumn(j, column);
    checkFiniteColumn(column, j);
    const rows = space.rows.slice(0, sortRows(new Uint32Array(column.buffer), space));
    return { rows, values: Float32Array.from(rows, (row) => column[row]!), byRow: column };
  });
}
