// Losses for counts and positive amounts, all with a logarithmic link: Poisson, gamma, Tweedie.

import { meanLabel, newtonStep } from "./initial-score.ts";
import { checkEachLabel } from "./label-check.ts";
import { exp32, log32 } from "./link.ts";
import type { Objective } from "./objective.ts";
import { parameterText, positiveScale } from "./regression.ts";
import { newtonScore, singleOutput } from "./single-output.ts";

const fround = Math.fround;

/**
 * `count:poisson`: the negative log likelihood of a Poisson distribution.
 *
 * @param maxDeltaStep Added to the margin in the hessian, so that steps stay bounded; undefined for the default of 0.7.
 */
export function poisson(maxDeltaStep: number | undefined): Objective {
  const step = fround(maxDeltaStep ?? 0.7);
  return singleOutput({
    name: "count:poisson",
    defaultMetric: "poisson-nloglik",
    defaultMaxDeltaStep: 0.7,
    fileConfig: { poisson_regression_param: { max_delta_step: parameterText(step) } },
    checkLabels: (labels) => checkEachLabel(labels, "count:poisson", "0 or more", (label) => label >= 0),
    initialScore: meanLabel,
    toMargin: log32,
    predict: exp32,
    gradient: (margin, label) => fround(exp32(margin) - label),
    hessian: (margin) => exp32(fround(margin + step)),
  });
}

/**
 * `reg:gamma`: the deviance of a gamma distribution.
 *
 * @param scalePositiveWeight What rows with label 1 count more than the others, as in XGBoost for this loss too.
 */
export function gamma(scalePositiveWeight: number): Objective {
  return singleOutput({
    name: "reg:gamma",
    defaultMetric: "gamma-deviance",
    fileConfig: { reg_loss_param: { scale_pos_weight: parameterText(scalePositiveWeight) } },
    checkLabels: (labels) => checkEachLabel(labels, "reg:gamma", "more than 0", (label) => label > 0),
    initialScore: (data, objective) =>
      scalePositiveWeight === 1 ? meanLabel(data) : newtonScore(data, objective, newtonStep),
    toMargin: log32,
    predict: exp32,
    gradient: (margin, label) => fround(1 - fround(label / exp32(margin))),
    hessian: (margin, label) => fround(label / exp32(margin)),
    ...positiveScale(scalePositiveWeight),
  });
}

/**
 * `reg:tweedie`: the negative log likelihood of a compound Poisson-gamma distribution.
 *
 * @param variancePower From 1 (Poisson) to 2 (gamma), exclusive of 2.
 */
export function tweedie(variancePower: number): Objective {
  const rho = fround(variancePower);
  const one = fround(1 - rho);
  const two = fround(2 - rho);
  return singleOutput({
    name: "reg:tweedie",
    defaultMetric: `tweedie-nloglik@${Number(rho.toPrecision(6))}`,
    fileConfig: { tweedie_regression_param: { tweedie_variance_power: parameterText(variancePower) } },
    checkLabels: (labels) => checkEachLabel(labels, "reg:tweedie", "0 or more", (label) => label >= 0),
    initialScore: meanLabel,
    toMargin: log32,
    predict: exp32,
    gradient: (margin, label) =>
      fround(fround(-label * exp32(fround(one * margin))) + exp32(fround(two * margin))),
    hessian: (margin, label) =>
      fround(
        fround(fround(-label * one) * exp32(fround(one * margin))) +
          fround(two * exp32(fround(two * margin))),
      ),
  });
}
