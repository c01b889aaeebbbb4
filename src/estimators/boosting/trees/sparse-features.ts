// Sparse features: what is not stored is missing, as in XGBoost.
import type { SparseMatrix } from "../../linear/sparse-matrix.ts";
import type { Features } from "./features.ts";

/** The features in a sparse matrix, read where they lie. */
export function sparseFeatures(matrix: SparseMatrix): Features {
  const { nRows, nColumns, starts, rows, values } = matrix;
  let byRow: ByRow | undefined;
  return {
    nRows,
    nColumns,
    readColumn(j, out): void {
      out.fill(Number.NaN);
      for (let k = starts[j]!; k < starts[j + 1]!; k++) out[rows[k]!] = values[k]!;
    },
    readRows(first, count, out): void {
      byRow ??= turn(matrix);
      out.fill(Number.NaN, 0, count * nColumns);
      for (let i = 0; i < count; i++) {
        for (let k = byRow.starts[first + i]!; k < byRow.starts[first + i + 1]!; k++) {
          out[i * nColumns + byRow.columns[k]!] = byRow.values[k]!;
        }
      }
    },
  };
}

interface ByRow {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** From column after column to row after row. */
function turn({ nRows, nColumns, starts, rows, values }: SparseMatrix): ByRow {
  const rowStarts = new Int32Array(nRows + 1);
  for (const row of rows) rowStarts[row + 1]!++;
  for (let i = 0; i < nRows; i++) rowStarts[i + 1]! += rowStarts[i]!;
  const next = rowStarts.slice();
  const columns = new Int32Array(rows.length);
  const turned = new Float64Array(rows.length);
  for (let j = 0; j < nColumns; j++) {
    for (let k = starts[j]!; k < starts[j + 1]!; k++) {
      const at = next[rows[k]!]!++;
      columns[at] = j;
      turned[at] = values[k]!;
    }
  }
  return { starts: rowStarts, columns, values: turned };
}
