// Losses for yes or no: the logistic loss, predicted as a probability or as its logit.

import { meanLabel, newtonStep } from "./initial-score.ts";
import { checkEachLabel } from "./label-check.ts";
import { log32, sigmoid32 } from "./link.ts";
import type { Objective } from "./objective.ts";
import { parameterText, positiveScale } from "./regression.ts";
import { newtonScore, singleOutput } from "./single-output.ts";

const fround = Math.fround;
const LEAST_HESSIAN = fround(1e-16);
/** A score is kept this far from 0 and 1; a float32 value. */
const EDGE = fround(1e-6);

/**
 * The logistic loss: `-y log p - (1 - y) log(1 - p)`.
 *
 * @param name `binary:logistic` and `reg:logistic` predict the probability, `binary:logitraw` the margin.
 * @param scalePositiveWeight What rows with label 1 count more than the others.
 */
export function logistic(
  name: "binary:logistic" | "reg:logistic" | "binary:logitraw",
  scalePositiveWeight: number,
): Objective {
  const isRaw = name === "binary:logitraw";
  const scale = fround(scalePositiveWeight);
  const objective = singleOutput({
    name,
    defaultMetric: name === "reg:logistic" ? "rmse" : "logloss",
    fileConfig: { reg_loss_param: { scale_pos_weight: parameterText(scalePositiveWeight) } },
    checkLabels: (labels) => checkEachLabel(labels, name, "from 0 to 1", (label) => label >= 0 && label <= 1),
    initialScore: (data, objective) =>
      Math.abs(fround(scale - 1)) > EDGE ? newtonScore(data, objective, newtonStep) : meanLabel(data),
    toMargin: (score) => (isRaw ? score : logit32(score)),
    ...(isRaw ? {} : { predict: sigmoid32 }),
    gradient: (margin, label) => fround(sigmoid32(margin) - label),
    hessian: (margin) => {
      const p = sigmoid32(margin);
      return Math.max(fround(p * fround(1 - p)), LEAST_HESSIAN);
    },
    ...positiveScale(scale),
  });
  return {
    ...objective,
    // The same numbers, with one exponential a row instead of two.
    computeGradients(margins, { labels, weights }, out): void {
      for (let i = 0; i < labels.length; i++) {
        const label = labels[i]!;
        const p = sigmoid32(margins[i]!);
        const given = weights === undefined ? 1 : weights[i]!;
        const weight = label === 1 ? fround(given * scale) : given;
        out[2 * i] = fround(p - label) * weight;
        out[2 * i + 1] = Math.max(fround(p * fround(1 - p)), LEAST_HESSIAN) * weight;
      }
    },
  };
}

function logit32(score: number): number {
  const bounded = Math.min(Math.max(score, EDGE), fround(1 - EDGE));
  return -log32(fround(fround(1 / bounded) - 1));
}
