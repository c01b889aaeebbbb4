// Objectives with one margin a row differ in a few formulas only: this builds one from those.
import type { Labelled, Margins, Objective } from "./objective.ts";

const fround = Math.fround;

/** The formulas of a loss with one margin a row. All take and give float32 values. */
export interface SingleOutputLoss {
  readonly name: string;
  readonly defaultMetric: string;
  readonly fileConfig?: Objective["fileConfig"];
  readonly defaultMaxDeltaStep?: number;
  readonly leafQuantile?: number;
  checkLabels?(labels: Float32Array): void;
  initialScore(data: Labelled, objective: Objective): number;
  toMargin?(score: number): number;
  /** The prediction for a margin; the margin itself when absent. */
  predict?(margin: number): number;
  /** Gradient of one row of weight 1. */
  gradient(margin: number, label: number): number;
  /** Hessian of one row of weight 1. */
  hessian(margin: number, label: number): number;
  /** What a row's weight is multiplied with; 1 when absent. */
  labelWeight?(label: number): number;
}

/** The objective of a loss with one margin a row. */
export function singleOutput(loss: SingleOutputLoss): Objective {
  const transform = (margins: Margins): Margins => {
    const predictions = new Float32Array(margins);
    const { predict } = loss;
    if (predict === undefined) return predictions;
    for (let at = 0; at < predictions.length; at++) predictions[at] = predict(margins[at]!);
    return predictions;
  };
  const objective: Objective = {
    name: loss.name,
    nOutputs: 1,
    predictionWidth: 1,
    defaultMetric: loss.defaultMetric,
    fileConfig: loss.fileConfig ?? {},
    defaultMaxDeltaStep: loss.defaultMaxDeltaStep ?? 0,
    leafQuantiles: loss.leafQuantile === undefined ? undefined : [loss.leafQuantile],
    checkLabels: (labels) => loss.checkLabels?.(labels),
    initialScore: (data) => Float32Array.of(loss.initialScore(data, objective)),
    toMargin: (score) => loss.toMargin?.(score) ?? score,
    predict: transform,
    predictForMetrics: transform,
    computeGradients(margins, { labels, weights }, out): void {
      for (let i = 0; i < labels.length; i++) {
        const margin = margins[i]!;
        const label = labels[i]!;
        let weight = weights === undefined ? 1 : weights[i]!;
        if (loss.labelWeight !== undefined) weight = fround(weight * loss.labelWeight(label));
        out[2 * i] = loss.gradient(margin, label) * weight;
        out[2 * i + 1] = loss.hessian(margin, label) * weight;
      }
    },
  };
  return objective;
}

/** Score from one Newton step at margin 0, put through the prediction of the loss. */
export function newtonScore(
  data: Labelled,
  objective: Objective,
  step: (gradients: Float32Array) => number,
): number {
  const n = data.labels.length;
  const gradients = new Float32Array(2 * n);
  objective.computeGradients(new Float32Array(n), data, gradients);
  return objective.predict(Float32Array.of(step(gradients)))[0]!;
}
