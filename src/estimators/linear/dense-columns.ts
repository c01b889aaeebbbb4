// Dense columns, centred in thought where that loses no digits, and otherwise in a copy.
import type { FeatureTable } from "../../data/index.ts";
import { type Centring, centredDesign } from "./centring.ts";
import type { Columns, Residual } from "./columns.ts";
import { sweepColumns } from "./coordinate-descent.kernel.ts";
import { panelRows, panelWidth } from "./panels.ts";
import type { Penalty } from "./penalty.ts";
import { gramWorkspace } from "./simd/gram-workspace.ts";
import { addCentredColumn, columnDot } from "./vector.kernel.ts";

/** A mean of so many standard deviations costs three of sixteen digits when columns are centred in thought only. */
const FARTHEST_MEAN = 30;

/**
 * The columns of a problem.
 *
 * @param target The centred, weighted target, length n.
 */
export function denseColumns(table: FeatureTable, centring: Centring, target: Float64Array): Columns {
  const { featureMeans, rootWeights } = centring;
  const { values } = table.matrix;
  const n = target.length;
  const squares = centring.squares ?? squaresOf(values, featureMeans.length, n);
  const isNear = featureMeans.every(
    (mean, j) => mean * mean * n <= FARTHEST_MEAN ** 2 * (squares[j]! - n * mean * mean),
  );
  if (isNear && rootWeights === undefined) return new DenseColumns(values, featureMeans, squares, target);
  const design = centredDesign(table, centring);
  const zeros = new Float64Array(featureMeans.length);
  return new DenseColumns(design, zeros, squaresOf(design, zeros.length, n), target);
}

function squaresOf(values: Float64Array, nColumns: number, n: number): Float64Array {
  return Float64Array.from({ length: nColumns }, (_, j) => {
    const column = values.subarray(j * n, (j + 1) * n);
    return columnDot(column, 0, column);
  });
}

class DenseColumns implements Columns {
  readonly nColumns: number;
  readonly norms: Float64Array;
  readonly productWork: number;
  readonly #values: Float64Array;
  readonly #means: Float64Array;
  readonly #target: Float64Array;

  constructor(values: Float64Array, means: Float64Array, squares: Float64Array, target: Float64Array) {
    this.nColumns = means.length;
    this.#values = values;
    this.#means = means;
    this.#target = target;
    this.productWork = target.length;
    this.norms = squares.map((square, j) => square - target.length * means[j]! * means[j]!);
  }

  products(chosen: Int32Array): Float64Array {
    const n = this.#target.length;
    const k = chosen.length;
    const width = panelWidth(k);
    const stride = panelRows(width, n);
    const { panel, products, add } = gramWorkspace(stride, width, n);
    for (let from = 0; from < n; from += stride) {
      const count = Math.min(stride, n - from);
      for (let c = 0; c < k; c++) {
        const start = chosen[c]! * n + from;
        panel.set(this.#values.subarray(start, start + count), c * stride);
        panel.fill(0, c * stride + count, (c + 1) * stride);
      }
      add();
    }
    return Float64Array.from({ length: k * k }, (_, at) => {
      const [i, j] = [Math.floor(at / k), at % k];
      return products[i * width + j]! - n * this.#means[chosen[i]!]! * this.#means[chosen[j]!]!;
    });
  }

  residual(): Residual {
    return new DenseResidual(this.#values, this.#means, this.#target.slice());
  }

  emptyResidual(): Residual {
    return new DenseResidual(this.#values, this.#means, new Float64Array(this.#target.length));
  }
}

/** The residual sums to 0, so its products with the columns are those with the centred columns. */
class DenseResidual implements Residual {
  readonly #values: Float64Array;
  readonly #means: Float64Array;
  readonly #r: Float64Array;

  constructor(values: Float64Array, means: Float64Array, r: Float64Array) {
    this.#values = values;
    this.#means = means;
    this.#r = r;
  }

  correlation(j: number): number {
    return columnDot(this.#values, j * this.#r.length, this.#r);
  }

  move(j: number, change: number): void {
    addCentredColumn(this.#values, j * this.#r.length, this.#means[j]!, -change, this.#r);
  }

  norm2(): number {
    return columnDot(this.#r, 0, this.#r);
  }

  sweep(features: Int32Array, norms: Float64Array, w: Float64Array, { l1, l2, positive }: Penalty): number {
    return sweepColumns(this.#values, features, this.#means, norms, w, this.#r, l1, l2, positive);
  }
}
