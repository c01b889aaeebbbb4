// A table whose cells have not been read yet.

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
