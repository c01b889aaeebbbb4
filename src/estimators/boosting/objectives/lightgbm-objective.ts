// Objectives of models that came from LightGBM: how margins, which are doubles there, become predictions.
import type { Margins, Objective } from "./objective.ts";

const EXPONENTIAL = new Set(["poisson", "gamma", "tweedie"]);
const IDENTITY = new Set([
  "regression",
  "regression_l1",
  "huber",
  "fair",
  "quantile",
  "mape",
  "lambdarank",
  "rank_xendcg",
  "custom",
]);

/**
 * The objective of a LightGBM model, good for predictions alone.
 *
 * @param text The file's word for it with its settings, such as `binary sigmoid:1`.
 * @param nOutputs Margins a row of the model.
 * @returns Undefined when it is not known or does not fit the number of outputs.
 */
export function lightGbmObjective(text: string, nOutputs: number): Objective | undefined {
  const [name = "", ...settings] = text.split(" ");
  const predict = predictionOf(name, settings, nOutputs);
  if (predict === undefined) return undefined;
  const cannotTrain = (): never => {
    throw new TypeError("a model of LightGBM cannot be trained on");
  };
  return {
    name,
    nOutputs,
    predictionWidth: nOutputs,
    defaultMetric: "rmse",
    fileConfig: {},
    defaultMaxDeltaStep: 0,
    leafQuantiles: undefined,
    checkLabels: cannotTrain,
    initialScore: cannotTrain,
    computeGradients: cannotTrain,
    toMargin: (score) => score,
    predict,
    predictForMetrics: predict,
  };
}

function predictionOf(
  name: string,
  settings: readonly string[],
  nOutputs: number,
): ((margins: Margins) => Margins) | undefined {
  const setting = (key: string, fallback: number): number => {
    const found = settings.find((one) => one.startsWith(`${key}:`));
    return found === undefined ? fallback : Number(found.slice(key.length + 1));
  };
  const each = (link: (margin: number) => number) => (margins: Margins) => Float64Array.from(margins, link);
  if (nOutputs > 1) {
    if (name === "multiclass") return (margins) => softmaxRows(margins, nOutputs);
    if (name === "multiclassova") return each(sigmoidOf(setting("sigmoid", 1)));
    return undefined;
  }
  if (name === "regression" && settings.includes("sqrt"))
    return each((margin) => Math.sign(margin) * margin * margin);
  if (IDENTITY.has(name)) return (margins) => margins.slice();
  if (EXPONENTIAL.has(name)) return each(Math.exp);
  if (name === "binary") return each(sigmoidOf(setting("sigmoid", 1)));
  if (name === "cross_entropy") return each(sigmoidOf(1));
  return undefined;
}

function sigmoidOf(slope: number): (margin: number) => number {
  return (margin) => 1 / (1 + Math.exp(-slope * margin));
}

function softmaxRows(margins: Margins, nOutputs: number): Float64Array {
  const out = Float64Array.from(margins);
  for (let at = 0; at < out.length; at += nOutputs) {
    const row = out.subarray(at, at + nOutputs);
    const largest = row.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
    let sum = 0;
    row.forEach((margin, k) => {
      row[k] = Math.exp(margin - largest);
      sum += row[k]!;
    });
    row.forEach((value, k) => {
      row[k] = value / sum;
    });
  }
  return out;
}
