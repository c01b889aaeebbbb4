// The seam between parameters and fitted models: what a solver is told, and what it hands back.

/** When a solver may stop. */
export interface Stopping {
  /** The share of `||y||^2` that the duality gap must not exceed. */
  readonly tol: number;
  /** Most sweeps over the features. */
  readonly maxIter: number;
  /** Whether to go on from within the tolerance to the optimum. Default true. */
  readonly polish?: boolean;
}

/** What any solver of the penalised problem hands back. */
export interface Solution {
  /** Length `nFeatures`. */
  readonly coefficients: Float64Array;
  /** Sweeps over the features. */
  readonly nIter: number;
  /** On the scale of the sum over samples. */
  readonly dualGap: number;
  /** Whether the gap is within the tolerance. */
  readonly converged: boolean;
}
