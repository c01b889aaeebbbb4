// The seam between data and solvers: a penalised quadratic, whatever form the data behind it has.
import type { Penalty } from "./penalty.ts";

/** `1/2 ||y - Xw||^2` for centred, weighted X (n x p) and y, over which solvers minimise together with a penalty. */
export interface Quadratic {
  /** p. */
  readonly nFeatures: number;
  /** Length p: the sum of squares of each column; a feature of norm 0 takes no part. */
  readonly norms: Float64Array;
  /** `||y||^2`. */
  readonly targetNorm2: number;
  /** Multiplications that a product of two columns takes. */
  readonly productWork: number;
  /** Multiplications that a sweep takes, about. */
  readonly sweepWork: number;
  /** Whether `X'r` is at hand all the time, so that the gap after each sweep costs next to nothing. */
  readonly knowsCorrelations: boolean;
  /** A point from which to descend, at a copy of `w` (length p). */
  at(w: Float64Array): Iterate;
  /**
   * The products of some columns with each other.
   *
   * @param support k features.
   * @returns `k x k`, row-major; only the lower triangle counts.
   */
  gramOf(support: readonly number[]): Float64Array;
}

/** A point w with its residual `r = y - Xw`, both of which move together. */
export interface Iterate {
  /** Length p. Only the iterate itself may change it. */
  readonly w: Float64Array;
  /**
   * Minimises over each coefficient in turn.
   *
   * @returns The largest change of a coefficient over the largest coefficient, 0 when all of them are 0.
   */
  sweep(penalty: Penalty): number;
  /** Adds to coefficient `j`. */
  move(j: number, change: number): void;
  /** `X[:, j]' r`. */
  correlation(j: number): number;
  /** `X'r`, length p; not to be changed, and good until the next move. */
  correlations(): Float64Array;
  /** Takes the rounding errors of the moves so far off `X'r`. */
  settle(): void;
  /** `||r||^2`. */
  residualNorm2(): number;
  /** Says that the iterate will not be used any more. */
  release(): void;
}
