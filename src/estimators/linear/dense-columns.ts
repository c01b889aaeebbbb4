// Dense columns, centred in thought: no copy of all of them is ever made.
import type { FeatureTable } from "../../data/index.ts";
import { columnOf } from "../../numeric/index.ts";
import { type Centring, tooLarge } from "./centring.ts";
import type { Columns, Residual, Sweeper } from "./columns.ts";
import { panelRows, panelWidth } from "./panels.ts";
import { ResidualSweeper } from "./residual-sweeper.ts";
import { columnProducts } from "./simd/column-products.ts";
import { copiedSweeper } from "./simd/copied-sweeper.ts";
import { gramWorkspace } from "./simd/gram-workspace.ts";
import { addCentredColumn, centredDot, columnDot, sumOfSquaresAround } from "./vector.kernel.ts";

/** What the subtraction of its mean leaves of the sum of squares of a constant column, as a share of that sum. */
const ROUNDING = 1e-26;
/** Chosen columns are copied, side by side, for the sweeps: so many values anyway ... */
const SMALL_COPY = 2 ** 20;
/** ... and no larger a share of all. */
const LARGEST_COPY = 0.15;

/** The columns of a problem with dense features. */
export class DenseColumns implements Columns {
  readonly nColumns: number;
  readonly targetNorm2: number;
  readonly productWork: number;
  readonly #table: FeatureTable;
  readonly #centring: Centring;
  readonly #target: Float64Array;
  #correlations: Float64Array | undefined;

  /**
   * @param target The centred, weighted target, length n.
   * @param correlations `X'y`, if it is known already.
   */
  constructor(
    table: FeatureTable,
    centring: Centring,
    target: Float64Array,
    correlations: Float64Array | undefined,
  ) {
    this.nColumns = table.matrix.nColumns;
    this.#table = table;
    this.#centring = centring;
    this.#target = target;
    this.#correlations = correlations;
    this.productWork = target.length;
    this.targetNorm2 = columnDot(target, 0, target);
  }

  norms(chosen: Int32Array): Float64Array {
    const { featureMeans, rootWeights } = this.#centring;
    const norms = new Float64Array(chosen.length);
    for (let k = 0; k < chosen.length; k++) {
      const j = chosen[k]!;
      const column = columnOf(this.#table.matrix, j);
      const mean = featureMeans[j]!;
      const norm = sumOfSquaresAround(column, mean, rootWeights);
      if (!Number.isFinite(norm)) throw tooLarge(`column ${this.#table.names?.[j] ?? j}`);
      norms[k] = norm <= ROUNDING * column.length * mean * mean ? 0 : norm;
    }
    return norms;
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
        const column = panel.subarray(c * stride, (c + 1) * stride);
        centreInto(
          this.#table.matrix.values,
          chosen[c]! * n + from,
          count,
          this.#centring,
          chosen[c]!,
          column,
        );
        weighRows(column, this.#centring.rootWeights, from, count);
        column.fill(0, count);
      }
      add();
    }
    const dense = new Float64Array(k * k);
    for (let i = 0; i < k; i++) dense.set(products.subarray(i * width, i * width + i + 1), i * k);
    return dense;
  }

  correlations(): Float64Array {
    this.#correlations ??= this.residual().correlations();
    return this.#correlations;
  }

  residual(): Residual {
    return new DenseResidual(this.#table, this.#centring, this.#target.slice());
  }

  emptyResidual(): Residual {
    return new DenseResidual(this.#table, this.#centring, new Float64Array(this.#target.length));
  }

  sweeper(chosen: Int32Array, norms: Float64Array, w: Float64Array): Sweeper {
    const n = this.#target.length;
    const { matrix } = this.#table;
    const mayBeCopied = chosen.length * n <= Math.max(SMALL_COPY, LARGEST_COPY * matrix.values.length);
    const fill = (k: number, column: Float64Array): void => {
      centreInto(matrix.values, chosen[k]! * n, n, this.#centring, chosen[k]!, column);
      weighRows(column, this.#centring.rootWeights, 0, n);
    };
    const copied = mayBeCopied ? copiedSweeper(this.#target, norms, w, fill) : undefined;
    return copied ?? new ResidualSweeper(this.residual(), chosen, norms, w);
  }
}

class DenseResidual implements Residual {
  readonly #table: FeatureTable;
  readonly #centring: Centring;
  readonly #r: Float64Array;

  constructor(table: FeatureTable, centring: Centring, r: Float64Array) {
    this.#table = table;
    this.#centring = centring;
    this.#r = r;
  }

  correlation(j: number): number {
    const { featureMeans } = this.#centring;
    const n = this.#r.length;
    return centredDot(this.#table.matrix.values, j * n, featureMeans[j]!, this.#weighted());
  }

  correlations(): Float64Array {
    return columnProducts(this.#table.matrix, this.#centring.featureMeans, [this.#weighted()])[0]!;
  }

  move(j: number, change: number): void {
    const { featureMeans, rootWeights } = this.#centring;
    const { values } = this.#table.matrix;
    const n = this.#r.length;
    if (rootWeights === undefined) {
      addCentredColumn(values, j * n, featureMeans[j]!, -change, this.#r);
      return;
    }
    for (let i = 0; i < n; i++) {
      this.#r[i] = this.#r[i]! - change * rootWeights[i]! * (values[j * n + i]! - featureMeans[j]!);
    }
  }

  norm2(): number {
    return columnDot(this.#r, 0, this.#r);
  }

  /** The residual times the roots of the weights, by which the columns would be multiplied. */
  #weighted(): Float64Array {
    const { rootWeights } = this.#centring;
    return rootWeights === undefined ? this.#r : this.#r.map((value, i) => value * rootWeights[i]!);
  }
}

function centreInto(
  values: Float64Array,
  start: number,
  count: number,
  { featureMeans }: Centring,
  j: number,
  out: Float64Array,
): void {
  const mean = featureMeans[j]!;
  for (let i = 0; i < count; i++) out[i] = values[start + i]! - mean;
}

function weighRows(
  column: Float64Array,
  rootWeights: Float64Array | undefined,
  from: number,
  count: number,
): void {
  if (rootWeights === undefined) return;
  for (let i = 0; i < count; i++) column[i] = column[i]! * rootWeights[from + i]!;
}
