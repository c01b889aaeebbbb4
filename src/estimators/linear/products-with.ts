// The product of features, dense or sparse, with coefficients.
import type { FeatureTable } from "../../data/index.ts";
import { addSparse } from "./sparse.kernel.ts";
import type { SparseTable } from "./sparse-matrix.ts";
import { addColumn } from "./vector.kernel.ts";

/**
 * `out += factor X w`.
 *
 * @param table X.
 * @param w Length `nFeatures`.
 * @param out Length `nRows`; overwritten.
 */
export function addProducts(
  table: FeatureTable | SparseTable,
  w: Float64Array,
  factor: number,
  out: Float64Array,
): void {
  for (const [j, wj] of w.entries()) {
    if (wj === 0) continue;
    if ("matrix" in table) {
      addColumn(table.matrix.values, j * table.matrix.nRows, factor * wj, out);
    } else {
      const { starts, rows, values } = table.sparse;
      addSparse(values, rows, starts[j]!, starts[j + 1]!, factor * wj, out);
    }
  }
}
