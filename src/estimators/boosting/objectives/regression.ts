// Losses for a number: squared, absolute and pseudo-Huber error.

import { meanLabel, newtonStep, quantileOf } from "./initial-score.ts";
import { checkEachLabel } from "./label-check.ts";
import type { Labelled, Objective } from "./objective.ts";
import { newtonScore, singleOutput } from "./single-output.ts";

const fround = Math.fround;

/** A float32 value as model files write parameters: nine significant digits. */
export function parameterText(value: number): string {
  return String(Number(fround(value).toPrecision(9)));
}

/** The formula by which rows with label 1 count `scale` times; nothing when it is 1. */
export function positiveScale(scale: number): { labelWeight?: (label: number) => number } {
  const factor = fround(scale);
  return factor === 1 ? {} : { labelWeight: (label) => (label === 1 ? factor : 1) };
}

function checkFinite(name: string): (labels: Float32Array) => void {
  return (labels) => checkEachLabel(labels, name, "a finite number", Number.isFinite);
}

/**
 * `reg:squarederror`: half the squared difference.
 *
 * @param scalePositiveWeight What rows with label 1 count more than the others, as in XGBoost for this loss too.
 */
export function squaredError(scalePositiveWeight: number): Objective {
  return singleOutput({
    name: "reg:squarederror",
    defaultMetric: "rmse",
    fileConfig: { reg_loss_param: { scale_pos_weight: parameterText(scalePositiveWeight) } },
    checkLabels: checkFinite("reg:squarederror"),
    initialScore: (data, objective) =>
      scalePositiveWeight === 1 ? meanLabel(data) : newtonScore(data, objective, newtonStep),
    gradient: (margin, label) => fround(margin - label),
    hessian: () => 1,
    ...positiveScale(scalePositiveWeight),
  });
}

/** `reg:absoluteerror`: the absolute difference; leaves become medians of residuals. */
export function absoluteError(): Objective {
  return singleOutput({
    name: "reg:absoluteerror",
    defaultMetric: "mae",
    leafQuantile: 0.5,
    checkLabels: checkFinite("reg:absoluteerror"),
    initialScore: medianScore,
    gradient: (margin, label) => Math.sign(fround(margin - label)),
    hessian: () => 1,
  });
}

/** The median, multiplied and divided by the sum of weights in single precision: XGBoost averages it over machines. */
function medianScore(data: Labelled): number {
  const total = data.weights?.reduce((sum, weight) => sum + weight, 0) ?? data.labels.length;
  return fround(fround(labelQuantile(data, 0.5) * total) / total);
}

/** A quantile of the labels. */
export function labelQuantile({ labels, weights }: Labelled, quantile: number): number {
  const weightAt = weights === undefined ? undefined : (i: number): number => weights[i]!;
  return quantileOf(quantile, labels.length, (i) => labels[i]!, weightAt);
}

/**
 * `reg:pseudohubererror`: `slope² (sqrt(1 + (z / slope)²) - 1)`, quadratic near 0 and linear far away.
 *
 * @param slope Where it turns from quadratic to linear; not 0.
 */
export function pseudoHuber(slope: number): Objective {
  const slope32 = fround(slope);
  const square = fround(slope32 * slope32);
  const root = (z: number): number => fround(Math.sqrt(fround(1 + fround(fround(z * z) / square))));
  return singleOutput({
    name: "reg:pseudohubererror",
    defaultMetric: "mphe",
    fileConfig: { pseudo_huber_param: { huber_slope: parameterText(slope) } },
    checkLabels: checkFinite("reg:pseudohubererror"),
    initialScore: (data, objective) => newtonScore(data, objective, newtonStep),
    gradient: (margin, label) => {
      const z = fround(margin - label);
      return fround(z / root(z));
    },
    hessian: (margin, label) => {
      const z = fround(margin - label);
      return fround(square / fround(fround(square + fround(z * z)) * root(z)));
    },
  });
}
