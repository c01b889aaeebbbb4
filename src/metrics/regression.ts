// How far predicted numbers are from the true ones.
import { warn } from "../errors/index.ts";
import { observeMeasure } from "../events/index.ts";
import { mean, sum, weightedSum } from "../numeric/index.ts";
import { checkedTargets, type ScoreOptions } from "./checked-targets.ts";

/** What {@link r2Score} accepts. */
export interface R2Options extends ScoreOptions {
  /**
   * What is given when all true values are equal: with true (the default) 1 for a perfect prediction and else 0, with
   * false NaN and negative infinity, which the definition says.
   */
  readonly forceFinite?: boolean;
}

/**
 * The mean of the squared differences.
 *
 * @param yTrue Length n.
 * @param yPred Length n.
 * @param options Sample weights.
 * @returns At least 0, in squared units of y.
 * @throws TypeError, RangeError when lengths differ, there is nothing, or a number is not finite.
 */
export function meanSquaredError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: ScoreOptions = {},
): number {
  return observeMeasure("mean_squared_error", "meanSquaredError(yTrue, yPred)", yPred, () => {
    const targets = checkedTargets(yTrue, yPred, options);
    return mean(squaredErrors(targets), targets.weights);
  });
}

/**
 * The square root of {@link meanSquaredError}, in units of y.
 *
 * @param yTrue Length n.
 * @param yPred Length n.
 * @param options Sample weights.
 * @throws As {@link meanSquaredError}.
 */
export function rootMeanSquaredError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: ScoreOptions = {},
): number {
  return observeMeasure("root_mean_squared_error", "rootMeanSquaredError(yTrue, yPred)", yPred, () =>
    Math.sqrt(meanSquaredError(yTrue, yPred, options)),
  );
}

/**
 * The mean of the absolute differences, in units of y.
 *
 * @param yTrue Length n.
 * @param yPred Length n.
 * @param options Sample weights.
 * @throws As {@link meanSquaredError}.
 */
export function meanAbsoluteError(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: ScoreOptions = {},
): number {
  return observeMeasure("mean_absolute_error", "meanAbsoluteError(yTrue, yPred)", yPred, () => {
    const targets = checkedTargets(yTrue, yPred, options);
    const errors = targets.yTrue.map((value, i) => Math.abs(value - targets.yPred[i]!));
    return mean(errors, targets.weights);
  });
}

/**
 * The coefficient of determination: 1 less the squared error over that of always predicting the mean.
 *
 * @param yTrue Length n.
 * @param yPred Length n.
 * @param options Sample weights; what is given when the true values are all equal.
 * @returns At most 1; NaN, with a warning, for a single sample.
 * @throws As {@link meanSquaredError}.
 */
export function r2Score(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, options: R2Options = {}): number {
  return observeMeasure("r2_score", "r2Score(yTrue, yPred)", yPred, () => r2Of(yTrue, yPred, options));
}

function r2Of(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, options: R2Options): number {
  const targets = checkedTargets(yTrue, yPred, options);
  const { weights } = targets;
  if (targets.yTrue.length < 2) {
    warn("UndefinedMetricWarning", "R^2 is not defined for fewer than two samples: it is set to NaN");
    return Number.NaN;
  }
  const residual = total(squaredErrors(targets), weights);
  const spread = spreadOf(targets.yTrue, weights);
  if (spread === 0 && (options.forceFinite ?? true)) return residual === 0 ? 1 : 0;
  return 1 - residual / spread;
}

/** The squared differences from the mean, summed: exactly 0 when all values are equal, also where their mean is rounded. */
function spreadOf(values: Float64Array, weights: Float64Array | undefined): number {
  if (values.every((value) => value === values[0])) return 0;
  const center = mean(values, weights);
  return total(
    values.map((value) => (value - center) ** 2),
    weights,
  );
}

function squaredErrors({ yTrue, yPred }: { yTrue: Float64Array; yPred: Float64Array }): Float64Array {
  return yTrue.map((value, i) => (value - yPred[i]!) ** 2);
}

function total(values: Float64Array, weights: Float64Array | undefined): number {
  return weights === undefined ? sum(values) : weightedSum(values, weights);
}
