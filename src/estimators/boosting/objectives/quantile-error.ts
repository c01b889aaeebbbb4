// The pinball loss: one margin a quantile asked for; leaves become quantiles of residuals.
import { scientificText } from "../files/float-text.ts";
import { checkEachLabel } from "./label-check.ts";
import type { Objective } from "./objective.ts";
import { labelQuantile } from "./regression.ts";

const fround = Math.fround;

/**
 * `reg:quantileerror`.
 *
 * @param quantiles One or more, each from 0 to 1, exclusive.
 */
export function quantileError(quantiles: readonly number[]): Objective {
  const shares = quantiles.map(fround);
  const nOutputs = shares.length;
  return {
    name: "reg:quantileerror",
    nOutputs,
    predictionWidth: nOutputs,
    defaultMetric: "quantile",
    defaultMaxDeltaStep: 0,
    leafQuantiles: shares,
    fileConfig: { quantile_loss_param: { quantile_alpha: `[${shares.map(scientificText).join(",")}]` } },
    checkLabels: (labels) => checkEachLabel(labels, "reg:quantileerror", "a finite number", Number.isFinite),
    initialScore: (data) => Float32Array.from(shares, (share) => labelQuantile(data, share)),
    toMargin: (score) => score,
    computeGradients(margins, { labels, weights }, out): void {
      const nRows = labels.length;
      for (let i = 0; i < nRows; i++) {
        const weight = weights === undefined ? 1 : weights[i]!;
        for (let k = 0; k < nOutputs; k++) {
          const isAbove = margins[i * nOutputs + k]! - labels[i]! >= 0;
          const pair = 2 * (k * nRows + i);
          out[pair] = (isAbove ? fround(1 - shares[k]!) : -shares[k]!) * weight;
          out[pair + 1] = weight;
        }
      }
    },
    predict: (margins) => margins.slice(),
    predictForMetrics: (margins) => margins.slice(),
  };
}
