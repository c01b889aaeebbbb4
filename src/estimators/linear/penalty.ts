// The elastic-net penalty on the scale of a sum over the samples.

/** `l1 * sum|w| + l2 / 2 * sum w^2`, and optionally `w >= 0`. */
export interface Penalty {
  /** `n * alpha * l1Ratio`. */
  readonly l1: number;
  /** `n * alpha * (1 - l1Ratio)`. */
  readonly l2: number;
  /** Whether no coefficient may be below 0. */
  readonly positive: boolean;
}

/**
 * The penalty that belongs to `1/(2n) ||y - Xw||^2`, multiplied by n like the rest of that objective.
 *
 * @param nSamples n, the number of rows, weighted or not.
 */
export function elasticNetPenalty(
  alpha: number,
  l1Ratio: number,
  positive: boolean,
  nSamples: number,
): Penalty {
  return { l1: alpha * l1Ratio * nSamples, l2: alpha * (1 - l1Ratio) * nSamples, positive };
}
