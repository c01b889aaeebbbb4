// Takes the products of all features and targets with each other, in one pass over the data.
import type { FeatureTable } from "../../data/index.ts";
import type { Centring } from "./centring.ts";
import { panelRows, panelsOf, panelWidth } from "./panels.ts";
import { gramWorkspace } from "./simd/gram-workspace.ts";
import { addTriangle, quadraticForm } from "./triangle.kernel.ts";

/** The products of the columns of `[X | Y]`. */
export class Products {
  /** p, the number of features; targets are the columns from there on. */
  readonly nFeatures: number;
  readonly #width: number;
  /** `width x width`, row-major, lower triangle. */
  readonly #values: Float64Array;

  constructor(nFeatures: number, width: number, values: Float64Array) {
    this.nFeatures = nFeatures;
    this.#width = width;
    this.#values = values;
  }

  /** The product of the columns `i` and `j`, `j <= i`. */
  at(i: number, j: number): number {
    return this.#values[i * this.#width + j]!;
  }

  /** These products and `factor` times those of other rows. */
  plus(other: Products, factor: number): Products {
    const values = this.#values.slice();
    addTriangle(other.#values, factor, this.#width, values);
    return new Products(this.nFeatures, this.#width, values);
  }

  /**
   * `scale (P - weight m m')`: the products of columns less their means.
   *
   * @param means m, of the first `k` columns.
   * @returns `k x k`, row-major, lower triangle.
   */
  centred(means: Float64Array, weight: number, scale: number): Float64Array {
    const k = means.length;
    const centred = new Float64Array(k * k);
    for (let i = 0; i < k; i++) {
      const row = i * this.#width;
      const pull = weight * means[i]!;
      for (let j = 0; j <= i; j++) centred[i * k + j] = scale * (this.#values[row + j]! - pull * means[j]!);
    }
    return centred;
  }

  /**
   * The sum over the rows of `(c' [x | y])^2`, for some c: `c' P c`.
   *
   * @param c One number for each column of `[X | Y]`.
   */
  squareOf(c: Float64Array): number {
    return quadraticForm(this.#values, this.#width, c);
  }
}

/**
 * The products of the columns of `[X | Y]`, shifted and weighted.
 *
 * @param targets The columns of Y, each of length `nRows`.
 * @param rows Which rows to take; all when undefined.
 */
export function productsOf(
  table: FeatureTable,
  targets: readonly Float64Array[],
  shifts: Centring,
  rows?: Int32Array,
): Products {
  const p = table.matrix.nColumns;
  const nRows = rows?.length ?? table.matrix.nRows;
  const width = panelWidth(p + targets.length);
  const workspace = gramWorkspace(panelRows(width, nRows), width, nRows);
  for (const _panel of panelsOf(table, targets, shifts, rows, workspace.panel)) workspace.add();
  return new Products(p, width, workspace.products.slice());
}
