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
