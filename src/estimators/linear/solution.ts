// The seam between parameters and fitted models: what a solver is told, and what it hands back.

/** When a solver may stop. */
export interface Stopping {
  /** The share of `||y||^2` that the duality gap must not exceed. */
  readonly tol: number;
  /** Most sweeps over the features. */
  readonly maxIter: number;
  /** Whether to go on from within the tolerance to the optimum where that costs little or is meant. Default true. */
  readonly polish?: boolean;
}

/** With a smaller tolerance than this the optimum itself is meant. */
const TIGHT = 1e-8;
/** Multiplications that are spent on the optimum although a tolerance was asked for that is met: a few milliseconds. */
const AFFORDABLE = 4e6;

/** Whether to go on to the optimum once the tolerance is met, at the cost of so many multiplications. */
export function isWorthPolishing({ tol, polish }: Stopping, work: number): boolean {
  return polish !== false && (tol <= TIGHT || work <= AFFORDABLE);
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
