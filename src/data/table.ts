// Tables that may hold text beside numbers: as they come from a file, and as preprocessing takes them.

/** A column: numbers with NaN where missing, or texts with undefined where missing. */
export type Column = Float64Array | readonly (string | undefined)[];

/** Columns of one length. Not to be changed by whoever is given them. */
export interface Table {
  readonly nRows: number;
  /** One distinct name a column, or undefined when the input had none. */
  readonly names: readonly string[] | undefined;
  /** Each of length `nRows`. */
  readonly columns: readonly Column[];
}

/** A table whose columns have names. */
export interface Frame extends Table {
  readonly names: readonly string[];
}
