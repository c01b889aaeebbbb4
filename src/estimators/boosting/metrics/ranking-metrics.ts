// Areas under curves: how well predictions put positive rows above negative ones.
// Sources: Fawcett, "An introduction to ROC analysis" (2006); Keilwagen et al., "Area under precision-recall curves for
// weighted and unweighted data" (2014), whose interpolation between points the second curve uses.
import type { Margins } from "../objectives/objective.ts";
import type { Metric } from "./metric.ts";

/** What an area adds between two points of a curve: false and true positives before and at the point. */
type AreaBetween = (falseBefore: number, falseNow: number, trueBefore: number, trueNow: number) => number;

interface CurveEnd {
  readonly area: number;
  readonly nFalse: number;
  readonly nTrue: number;
}

/** Walks down the predictions, from the largest, and adds up an area at every change. */
function walkCurve(
  predictions: Margins,
  labels: Float32Array,
  weights: Float32Array | undefined,
  areaBetween: AreaBetween,
): CurveEnd {
  const order = Array.from(predictions.keys()).sort((a, b) => predictions[b]! - predictions[a]!);
  let nTrue = 0;
  let nFalse = 0;
  let trueBefore = 0;
  let falseBefore = 0;
  let area = 0;
  order.forEach((row, k) => {
    if (k > 0 && predictions[row] !== predictions[order[k - 1]!]) {
      area += areaBetween(falseBefore, nFalse, trueBefore, nTrue);
      trueBefore = nTrue;
      falseBefore = nFalse;
    }
    const weight = weights === undefined ? 1 : weights[row]!;
    nFalse += Math.fround(Math.fround(1 - labels[row]!) * weight);
    nTrue += Math.fround(labels[row]! * weight);
  });
  area += areaBetween(falseBefore, nFalse, trueBefore, nTrue);
  return { area, nFalse, nTrue };
}

const trapezoid: AreaBetween = (falseBefore, falseNow, trueBefore, trueNow) =>
  (falseNow - falseBefore) * ((trueNow + trueBefore) / 2);

function rocCurve(predictions: Margins, labels: Float32Array, weights: Float32Array | undefined): CurveEnd {
  const end = walkCurve(predictions, labels, weights, trapezoid);
  return end.nFalse <= 0 || end.nTrue <= 0 ? { area: 0, nFalse: 0, nTrue: 0 } : end;
}

function precisionRecallCurve(
  predictions: Margins,
  labels: Float32Array,
  weights: Float32Array | undefined,
): CurveEnd {
  let positives = 0;
  let negatives = 0;
  for (let i = 0; i < labels.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    positives += weight * labels[i]!;
    negatives += weight * (1 - labels[i]!);
  }
  if (positives <= 0 || negatives <= 0) return { area: Number.NaN, nFalse: 1, nTrue: 1 };
  const between: AreaBetween = (falseBefore, falseNow, trueBefore, trueNow) =>
    precisionRecallArea(falseBefore, falseNow, trueBefore, trueNow, positives);
  const { area } = walkCurve(predictions, labels, weights, between);
  return { area, nFalse: 1, nTrue: 1 };
}

function precisionRecallArea(
  falseBefore: number,
  falseNow: number,
  trueBefore: number,
  trueNow: number,
  positives: number,
): number {
  const recallBefore = trueBefore / positives;
  const recall = trueNow / positives;
  let slope = 1;
  let offset = 0;
  if (trueNow !== trueBefore) {
    const perTrue = (falseNow - falseBefore) / (trueNow - trueBefore);
    slope = 1 + perTrue;
    offset = (falseBefore - perTrue * trueBefore) / positives;
  }
  if (offset === 0) return (recall - recallBefore) / slope;
  const logs = Math.log(slope * recall + offset) - Math.log(slope * recallBefore + offset);
  return (recall - recallBefore - (offset / slope) * logs) / slope;
}

function curveMetric(name: string, curve: typeof rocCurve): Metric {
  return {
    name,
    isMaximized: true,
    evaluate(predictions, { labels, weights }, nOutputs): number {
      if (nOutputs > 1) return oneAgainstRest(predictions, labels, weights, nOutputs, curve);
      const { area, nFalse, nTrue } = curve(predictions, labels, weights);
      return Math.min(area / (nFalse * nTrue), 1);
    },
  };
}

/** Mean over the classes of each against the rest, weighted by how many rows a class has. NaN when one has none. */
function oneAgainstRest(
  predictions: Margins,
  labels: Float32Array,
  weights: Float32Array | undefined,
  nClasses: number,
  curve: typeof rocCurve,
): number {
  let sum = 0;
  let total = 0;
  for (let k = 0; k < nClasses; k++) {
    const scores = Float32Array.from(labels, (_, i) => predictions[i * nClasses + k]!);
    const isClass = labels.map((label) => (label === k ? 1 : 0));
    const { area, nFalse, nTrue } = curve(scores, isClass, weights);
    if (nFalse * nTrue === 0) return Number.NaN;
    sum += (area / (nFalse * nTrue)) * nTrue;
    total += nTrue;
  }
  return sum / total;
}

/** Area under the receiver operating characteristic; NaN without rows of both kinds. */
export const auc: Metric = curveMetric("auc", rocCurve);

/** Area under the precision-recall curve; NaN without rows of both kinds. */
export const aucpr: Metric = curveMetric("aucpr", precisionRecallCurve);
