// Rows of a table in a file, read in pages so that a large file is never here as a whole.

/** A page of a table. */
export interface RowPage {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** The number of the first row, from 0. */
  readonly from: number;
  /** How many rows there are; undefined while that is not known. */
  readonly total: number | undefined;
  readonly hasMore: boolean;
}

/** Rows that can be asked for in pages, one behind the other or at will. */
export interface RowSource {
  page(index: number, signal: AbortSignal): Promise<RowPage>;
}

/** Rows on a page. */
export const PAGE_ROWS = 200;

/** Reads bytes of a file. */
export type ByteReader = (from: number, to: number, signal: AbortSignal) => Promise<ArrayBuffer>;
