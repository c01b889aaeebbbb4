// Sparse columns, centred and weighted in thought: only stored values are ever visited.
import { type Centring, tooLarge } from "./centring.ts";
import type { Columns, Residual, Sweeper } from "./columns.ts";
import type { Penalty } from "./penalty.ts";
import { addSparse, addSparseDots, sparseDot, sumOfSquares, sweepSparse } from "./sparse.kernel.ts";
import type { SparseMatrix, SparseTable } from "./sparse-matrix.ts";
import { columnDot } from "./vector.kernel.ts";

/** What the subtraction of its mean leaves of the sum of squares of a constant column, as a share of that sum. */
const ROUNDING = 1e-13;

/** The columns of a problem with sparse features. */
export class SparseColumns implements Columns {
  readonly nColumns: number;
  readonly targetNorm2: number;
  readonly productWork: number;
  readonly #matrix: SparseMatrix;
  readonly #names: readonly string[] | undefined;
  readonly #centring: Centring;
  readonly #target: Float64Array;
  /** One column, spread out; 0 again after use. */
  readonly #spread: Float64Array;
  #correlations: Float64Array | undefined;

  /** @param target The centred, weighted target, length n. */
  constructor({ sparse, names }: SparseTable, centring: Centring, target: Float64Array) {
    this.nColumns = sparse.nColumns;
    this.#matrix = weighted(sparse, centring.rootWeights);
    this.#names = names;
    this.#centring = centring;
    this.#target = target;
    this.#spread = new Float64Array(sparse.nRows);
    this.productWork = sparse.values.length / sparse.nColumns;
    this.targetNorm2 = columnDot(target, 0, target);
  }

  norms(chosen: Int32Array): Float64Array {
    const { nRows, starts, values } = this.#matrix;
    const { featureMeans } = this.#centring;
    const norms = new Float64Array(chosen.length);
    for (let k = 0; k < chosen.length; k++) {
      const j = chosen[k]!;
      const squares = sumOfSquares(values, starts[j]!, starts[j + 1]!);
      const centred = squares - nRows * featureMeans[j]! ** 2;
      if (!Number.isFinite(centred)) throw tooLarge(`column ${this.#names?.[j] ?? j}`);
      norms[k] = centred <= ROUNDING * squares ? 0 : centred;
    }
    return norms;
  }

  correlations(): Float64Array {
    this.#correlations ??= this.residual().correlations();
    return this.#correlations;
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

  residual(): SparseResidual {
    return new SparseResidual(this.#matrix, this.#centring, this.#target.slice());
  }

  emptyResidual(): SparseResidual {
    return new SparseResidual(this.#matrix, this.#centring, new Float64Array(this.#target.length));
  }

  sweeper(chosen: Int32Array, norms: Float64Array, w: Float64Array): Sweeper {
    const residual = this.residual();
    const point = w.slice();
    for (let k = 0; k < w.length; k++) if (w[k] !== 0) residual.move(chosen[k]!, w[k]!);
    return {
      w: point,
      sweep: (list, penalty) => residual.sweep(chosen, list, norms, point, penalty),
      move(k, change) {
        point[k] = point[k]! + change;
        residual.move(chosen[k]!, change);
      },
      correlation: (k) => residual.correlation(chosen[k]!),
      norm2: () => residual.norm2(),
      release: () => undefined,
    };
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
    let total = 0;
    for (let i = 0; i < this.#stored.length; i++) {
      const r = this.#stored[i]! + offset * (rootWeights === undefined ? 1 : rootWeights[i]!);
      total += r * r;
    }
    return total;
  }

  correlations(): Float64Array {
    const { nRows, starts, rows, values } = this.#matrix;
    const correlations = this.#centring.featureMeans.slice();
    const factor = this.#offset[0]! * nRows;
    for (let j = 0; j < correlations.length; j++) correlations[j] = factor * correlations[j]!;
    addSparseDots(starts, rows, values, this.#stored, correlations);
    return correlations;
  }

  /** As {@link Sweeper.sweep}, over some of the chosen columns. */
  sweep(
    chosen: Int32Array,
    list: Int32Array,
    norms: Float64Array,
    w: Float64Array,
    { l1, l2, positive }: Penalty,
  ): number {
    const { starts, rows, values } = this.#matrix;
    const means = this.#centring.featureMeans;
    return sweepSparse(
      starts,
      rows,
      values,
      chosen,
      list,
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
