// What cross-validation needs to know of its folds.
import type { LeastSquaresProblem } from "./least-squares-problem.ts";

/** One fold: a problem to fit and a way to score. */
export interface FoldProblem {
  /** Of the training rows. */
  readonly problem: LeastSquaresProblem;
  /** How many training rows there are. */
  readonly nSamples: number;
  /** The mean of their weights, when those of all rows have a mean of 1; they were divided by it. */
  readonly meanWeight: number;
  /** The mean of the weighted squared errors that these coefficients make on the test rows. */
  testError(coefficients: Float64Array): number;
}

/** All folds, and the problem of all rows, which is fitted in the end. */
export interface FoldedProblem {
  readonly whole: LeastSquaresProblem;
  readonly folds: readonly FoldProblem[];
}
