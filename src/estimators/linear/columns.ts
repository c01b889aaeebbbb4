// The columns of a centred, weighted problem, whatever way they are stored.
import type { Penalty } from "./penalty.ts";

/** What solvers need of the columns of X, n x p. */
export interface Columns {
  readonly nColumns: number;
  /** `||y||^2`. */
  readonly targetNorm2: number;
  /** Multiplications that a product with a column takes, on the average. */
  readonly productWork: number;
  /**
   * The sums of squares of some centred columns.
   *
   * @throws RangeError naming the column whose sum is beyond what a double can hold.
   */
  norms(chosen: Int32Array): Float64Array;
  /**
   * The products of some centred columns with each other.
   *
   * @param chosen k columns.
   * @returns `k x k`, row-major; only the lower triangle counts.
   */
  products(chosen: Int32Array): Float64Array;
  /** `X'y`, length p; not to be changed. */
  correlations(): Float64Array;
  /** A residual that starts as the centred, weighted target. */
  residual(): Residual;
  /** A residual that starts at 0. */
  emptyResidual(): Residual;
  /**
   * A point over the coefficients of some columns, with its residual.
   *
   * @param chosen k columns.
   * @param norms Length k, their norms.
   * @param w Length k, where to start. Not changed.
   */
  sweeper(chosen: Int32Array, norms: Float64Array, w: Float64Array): Sweeper;
}

/** A residual `r = y - Xw` that is kept up to date while coefficients move. */
export interface Residual {
  /** `X[:, j]' r`. */
  correlation(j: number): number;
  /** `X'r`, length p. */
  correlations(): Float64Array;
  /** What adding `change` to coefficient `j` does to r. */
  move(j: number, change: number): void;
  /** `||r||^2`. */
  norm2(): number;
}

/** Coefficients of k chosen columns and the residual that they leave. */
export interface Sweeper {
  /** Length k. */
  readonly w: Float64Array;
  /**
   * Minimises over some of the coefficients in turn.
   *
   * @param list Which of the k.
   * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
   */
  sweep(list: Int32Array, penalty: Penalty): number;
  /** Adds to coefficient `k`. */
  move(k: number, change: number): void;
  /** The product of the k-th of the chosen columns and the residual. */
  correlation(k: number): number;
  /** `||r||^2`. */
  norm2(): number;
  /** Says that it will not be used any more. */
  release(): void;
}

/** The numbers `0 ... count - 1`. */
export function allOf(count: number): Int32Array {
  const all = new Int32Array(count);
  for (let j = 0; j < count; j++) all[j] = j;
  return all;
}
