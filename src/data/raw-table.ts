// A table whose cells have not been read yet.
import { invalidValue, quote } from "../errors/index.ts";
import { DATA_LIMITS } from "./limits.ts";
import { repeatedNames } from "./repeated-names.ts";

/** A rectangular table of cells that may hold anything. */
export interface RawTable {
  readonly nRows: number;
  readonly nColumns: number;
  /** One name a column, not yet known to be distinct; undefined when the form has none. */
  readonly names: readonly string[] | undefined;
  /** All cells as column-major doubles, where the form has them at hand. */
  readonly values?: Float64Array | undefined;
  /** The cells of column `j`, length `nRows`. */
  columnAt(j: number): ArrayLike<unknown>;
}

/** @throws RangeError when a table of this shape is empty or has more than `DATA_LIMITS.cells` cells. */
export function checkSize(nRows: number, nColumns: number): void {
  if (nRows === 0 || nColumns === 0) {
    throw invalidValue(
      `Cannot read the features: there must be at least one row and one column: current shape is [${nRows}, ${nColumns}]`,
    );
  }
  if (nRows * nColumns > DATA_LIMITS.cells) {
    throw invalidValue(
      `Cannot read the features: a table may have at most ${DATA_LIMITS.cells} cells: current shape is [${nRows}, ${nColumns}]`,
    );
  }
}

/** @throws RangeError when there is not one name a column, or names repeat. */
export function checkNames(names: readonly string[] | undefined, nColumns: number): void {
  if (names === undefined) return;
  if (names.length !== nColumns) {
    throw invalidValue(
      `Cannot read the features: ${nColumns} columns need ${nColumns} names: current number of names is ${names.length}`,
    );
  }
  const [twice] = repeatedNames(names);
  if (twice !== undefined) {
    throw invalidValue(
      `Cannot read the features: column names must be distinct: ${quote(twice)} comes twice`,
    );
  }
}
