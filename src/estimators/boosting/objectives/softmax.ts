// The loss for one of several classes: multinomial, one margin a class.
import { checkEachLabel } from "./label-check.ts";
import { exp32, log32, softmax32 } from "./link.ts";
import type { Labelled, Margins, Objective } from "./objective.ts";

const fround = Math.fround;
const LEAST_HESSIAN = fround(1e-16);
/** Keeps the logarithm of an empty class finite; a float32 value. */
const LEAST_SHARE = fround(1e-6);

/**
 * `multi:softprob` and `multi:softmax`: the negative log probability of the row's class.
 *
 * @param name The first predicts all probabilities of a row, the second the likeliest class.
 * @param nClasses 2 or more; labels are the whole numbers below it.
 */
export function softmax(name: "multi:softprob" | "multi:softmax", nClasses: number): Objective {
  const probabilities = (margins: Margins): Float32Array => {
    const out = new Float32Array(margins.length);
    for (let at = 0; at < margins.length; at += nClasses) softmax32(margins, at, nClasses, out);
    return out;
  };
  return {
    name,
    nOutputs: nClasses,
    predictionWidth: name === "multi:softprob" ? nClasses : 1,
    defaultMetric: "mlogloss",
    defaultMaxDeltaStep: 0,
    leafQuantiles: undefined,
    fileConfig: { softmax_multiclass_param: { num_class: String(nClasses) } },
    checkLabels: (labels) =>
      checkEachLabel(
        labels,
        name,
        `a whole number from 0 to ${nClasses - 1}`,
        (label) => label >= 0 && label < nClasses && Number.isInteger(label),
      ),
    initialScore: (data) => classScores(data, nClasses),
    toMargin: (score) => score,
    computeGradients: (margins, data, out) => computeGradients(margins, data, nClasses, out),
    predict: name === "multi:softprob" ? probabilities : (margins) => likeliest(margins, nClasses),
    predictForMetrics: probabilities,
  };
}

/** Logarithms of the class shares less their mean. */
function classScores({ labels, weights }: Labelled, nClasses: number): Float32Array {
  const scores = new Float32Array(nClasses);
  let total = 0;
  for (let i = 0; i < labels.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    scores[labels[i]!] = scores[labels[i]!]! + weight;
    total += weight;
  }
  for (let k = 0; k < nClasses; k++) {
    scores[k] = log32(fround(fround(scores[k]! / total) + LEAST_SHARE));
  }
  let mean = 0;
  for (const score of scores) mean = fround(mean + fround(score / nClasses));
  return scores.map((score) => score - mean);
}

function computeGradients(
  margins: Float32Array,
  { labels, weights }: Labelled,
  nClasses: number,
  out: Float32Array,
): void {
  const nRows = labels.length;
  for (let i = 0; i < nRows; i++) {
    const at = i * nClasses;
    let largest = 0;
    for (let k = 0; k < nClasses; k++) largest = Math.max(largest, margins[at + k]!);
    let sum = 0;
    for (let k = 0; k < nClasses; k++) sum += exp32(fround(margins[at + k]! - largest));
    const total = fround(sum);
    const weight = weights === undefined ? 1 : weights[i]!;
    for (let k = 0; k < nClasses; k++) {
      const p = fround(exp32(fround(margins[at + k]! - largest)) / total);
      const pair = 2 * (k * nRows + i);
      out[pair] = (labels[i] === k ? fround(p - 1) : p) * weight;
      out[pair + 1] = Math.max(fround(fround(fround(2 * p) * fround(1 - p)) * weight), LEAST_HESSIAN);
    }
  }
}

function likeliest(margins: Margins, nClasses: number): Float32Array {
  return Float32Array.from({ length: margins.length / nClasses }, (_, i) => {
    let best = 0;
    for (let k = 1; k < nClasses; k++) {
      if (margins[i * nClasses + k]! > margins[i * nClasses + best]!) best = k;
    }
    return best;
  });
}
