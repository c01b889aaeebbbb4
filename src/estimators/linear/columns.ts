// The columns of a centred, weighted problem, whatever way they are stored.
import type { Penalty } from "./penalty.ts";

/** What a solver by columns needs of X, n x p. */
export interface Columns {
  readonly nColumns: number;
  /** Length p: the sum of squares of each centred column. */
  readonly norms: Float64Array;
  /** Multiplications that a product with a column takes, on the average. */
  readonly productWork: number;
  /**
   * The products of some centred columns with each other.
   *
   * @param chosen k columns.
   * @returns `k x k`, row-major; only the lower triangle counts.
   */
  products(chosen: Int32Array): Float64Array;
  /** A residual that starts as the centred, weighted target. */
  residual(): Residual;
  /** A residual that starts at 0. */
  emptyResidual(): Residual;
}

/** A residual `r = y - Xw` that is kept up to date while coefficients move. */
export interface Residual {
  /** `X[:, j]' r`. */
  correlation(j: number): number;
  /** What adding `change` to coefficient `j` does to r. */
  move(j: number, change: number): void;
  /** `||r||^2`. */
  norm2(): number;
  /**
   * Minimises over the coefficients of some features in turn.
   *
   * @param features Length k.
   * @param norms Length k, their norms.
   * @param w Length k, their coefficients; overwritten.
   * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
   */
  sweep(features: Int32Array, norms: Float64Array, w: Float64Array, penalty: Penalty): number;
}
