// How much outside data may hold, in one place.

/** Bounds on data that comes from outside. */
export const DATA_LIMITS = {
  /** Cells of one table: 16 GiB of doubles, and positions stay 32-bit integers in the kernels. */
  cells: 2 ** 31 - 1,
  /** Size of a CSV file in bytes, or of CSV text in characters. */
  csvSize: 2 ** 28,
  /** Columns of a CSV file. */
  csvColumns: 2 ** 14,
  /** Characters of one field of a CSV file. */
  csvFieldCharacters: 2 ** 20,
} as const;
