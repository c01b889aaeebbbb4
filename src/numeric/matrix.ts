// The one dense matrix of this package: doubles, column after column.

/** A dense matrix in column-major order: the value in row `i` of column `j` is `values[j * nRows + i]`. */
export interface Matrix {
  readonly nRows: number;
  readonly nColumns: number;
  /** Length `nRows * nColumns`. Not to be changed by whoever is given the matrix. */
  readonly values: Float64Array;
}

/** Column `j` of a matrix as a view, of length `nRows`, without a copy. */
export function columnOf(matrix: Matrix, j: number): Float64Array {
  return matrix.values.subarray(j * matrix.nRows, (j + 1) * matrix.nRows);
}

/**
 * Numbers that lie column after column as rows, such as one row of probabilities a sample.
 *
 * @param columns Length `nRows * nColumns`, column-major.
 * @returns `nRows` arrays of length `nColumns`, views of one copy.
 */
export function rowsOf(columns: Float64Array, nRows: number, nColumns: number): readonly Float64Array[] {
  const values = new Float64Array(nRows * nColumns);
  for (let j = 0; j < nColumns; j++) {
    for (let i = 0; i < nRows; i++) values[i * nColumns + j] = columns[j * nRows + i]!;
  }
  return Array.from({ length: nRows }, (_, i) => values.subarray(i * nColumns, (i + 1) * nColumns));
}
