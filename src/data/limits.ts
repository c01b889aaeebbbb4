// How much outside data may hold, in one place.

/** Bounds on data that comes from outside. */
export interface DataLimits {
  /** Cells of one table: 16 GiB of doubles, and positions stay 32-bit integers in the kernels. */
  readonly cells: number;
  /** Size of a CSV file in bytes, or of CSV text in characters. */
  readonly csvSize: number;
  /** Columns of a CSV file. */
  readonly csvColumns: number;
  /** Characters of one field of a CSV file. */
  readonly csvFieldCharacters: number;
}

/** The bounds that hold. */
export const DATA_LIMITS: DataLimits = {
  cells: 2 ** 31 - 1,
  csvSize: 2 ** 28,
  csvColumns: 2 ** 14,
  csvFieldCharacters: 2 ** 20,
};
