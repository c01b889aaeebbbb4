// Row-major numbers become column-major doubles.

/** Rows done at a time, so that the lines of all columns being written stay in the cache. */
const BLOCK_ROWS = 128;

/**
 * Copies a matrix from row-major to column-major order.
 *
 * @param rows Length nRows * nColumns: the value in row i of column j is `rows[i * nColumns + j]`.
 * @param nRows Number of rows.
 * @param nColumns Number of columns.
 * @param columns Length nRows * nColumns; overwritten: the value in row i of column j is `columns[j * nRows + i]`.
 */
export function rowsToColumns(
  rows: ArrayLike<number>,
  nRows: number,
  nColumns: number,
  columns: Float64Array,
): void {
  for (let start = 0; start < nRows; start += BLOCK_ROWS) {
    const end = Math.min(start + BLOCK_ROWS, nRows);
    for (let j = 0; j < nColumns; j++) {
      for (let i = start; i < end; i++) columns[j * nRows + i] = rows[i * nColumns + j]!;
    }
  }
}
