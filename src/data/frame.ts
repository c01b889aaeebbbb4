// A table as it comes from a file: named columns of numbers or of text.

/** A column of a frame: numbers with NaN where missing, or texts with undefined where missing. */
export type Column = Float64Array | readonly (string | undefined)[];

/** Named columns of one length. Not to be changed by whoever is given it. */
export interface Frame {
  readonly nRows: number;
  /** Distinct. */
  readonly names: readonly string[];
  /** One a name, each of length `nRows`. */
  readonly columns: readonly Column[];
}
