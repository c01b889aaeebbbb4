// Sparse columns, centred and weighted in thought: only stored values are ever visited.
import type { Centring } from "./centring.ts";
import type { Columns, Residual } from "./columns.ts";
import type { Penalty } from "./penalty.ts";
import { addSparse, sparseDot, sweepSparse } from "./sparse.kernel.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { columnDot } from "./vector.kernel.ts";

/** What the subtraction of its mean leaves of the sum of squares of a constant column, as a share of that sum. */
const ROUNDING = 1e-13;

/**
 * The columns of a problem.
 *
 * @param target The centred, weighted target, length n.
 */
export function sparseColumns(matrix: SparseMatrix, centring: Centring, target: Float64Array): Columns {
  return new SparseColumns(weighted(matrix, centring.rootWeights), centring, target);
}

class SparseColumns implements Columns {
  readonly nColumns: number;
  readonly norms: Float64Array;
  readonly productWork: number;
  readonly #matrix: SparseMatrix;
  readonly #centring: Centring;
  readonly #target: Float64Array;
  /** One column, spread out; 0 again after use. */
  readonly #spread: Float64Array;

  constructor(matrix: SparseMatrix, centring: Centring, target: Float64Array) {
    this.nColumns = matrix.nColumns;
    this.#matrix = matrix;
    this.#centring = centring;
    this.#target = target;
    this.#spread = new Float64Array(matrix.nRows);
    const { starts, values } = matrix;
    this.productWork = values.length / matrix.nColumns;
    this.norms = new Float64Array(matrix.nColumns);
    for (let j = 0; j < matrix.nColumns; j++) {
      let squares = 0;
      for (let at = starts[j]!; at < starts[j + 1]!; at++) squares += values[at]! * values[at]!;
      const centred = squares - matrix.nRows * centring.featureMeans[j]! ** 2;
      this.norms[j] = centred <= ROUNDING * squares ? 0 : centred;
    }
  }

  products(chosen: Int32Array): Float64Array {
    const { nRows, starts, rows, values } = this.#matrix;
    const means = this.#centring.featureMeans;
    const k = chosen.length;
    const products = new Float64Array(k * k);
    for (const [a, i] of chosen.entries()) {
      addSparse(values, rows, starts[i]!, starts[i + 1]!, 1, this.#spread);
      for (let b = 0; b <= a; b++) {
        const j = chosen[b]!;
        const dot = sparseDot(values, rows, starts[j]!, starts[j + 1]!, this.#spread);
        products[a * k + b] = dot - nRows * means[i]! * means[j]!;
      }
      for (let at = starts[i]!; at < starts[i + 1]!; at++) this.#spread[rows[at]!] = 0;
    }
    return products;
  }

  residual(): Residual {
    return new SparseResidual(this.#matrix, this.#centring, this.#target.slice());
  }

  emptyResidual(): Residual {
    return new SparseResidual(this.#matrix, this.#centring, new Float64Array(this.#target.length));
  }
}

/** `r = stored + offset * s`, where s holds the roots of the weights: centring moves the offset instead of every row. */
class SparseResidual implements Residual {
  readonly #matrix: SparseMatrix;
  readonly #centring: Centring;
  readonly #stored: Float64Array;
  readonly #offset: Float64Array = new Float64Array(1);

  constructor(matrix: SparseMatrix, centring: Centring, stored: Float64Array) {
    this.#matrix = matrix;
    this.#centring = centring;
    this.#stored = stored;
  }

  correlation(j: number): number {
    const { nRows, starts, rows, values } = this.#matrix;
    const dot = sparseDot(values, rows, starts[j]!, starts[j + 1]!, this.#stored);
    return dot + this.#offset[0]! * nRows * this.#centring.featureMeans[j]!;
  }

  move(j: number, change: number): void {
    const { starts, rows, values } = this.#matrix;
    addSparse(values, rows, starts[j]!, starts[j + 1]!, -change, this.#stored);
    this.#offset[0]! += change * this.#centring.featureMeans[j]!;
  }

  norm2(): number {
    const offset = this.#offset[0]!;
    const { rootWeights } = this.#centring;
    const r = this.#stored.map((value, i) => value + offset * (rootWeights?.[i] ?? 1));
    return columnDot(r, 0, r);
  }

  sweep(features: Int32Array, norms: Float64Array, w: Float64Array, { l1, l2, positive }: Penalty): number {
    const { starts, rows, values } = this.#matrix;
    const means = this.#centring.featureMeans;
    return sweepSparse(
      starts,
      rows,
      values,
      features,
      means,
      norms,
      w,
      this.#stored,
      this.#offset,
      l1,
      l2,
      positive,
    );
  }
}

function weighted(matrix: SparseMatrix, rootWeights: Float64Array | undefined): SparseMatrix {
  if (rootWeights === undefined) return matrix;
  return { ...matrix, values: matrix.values.map((value, at) => value * rootWeights[matrix.rows[at]!]!) };
}
