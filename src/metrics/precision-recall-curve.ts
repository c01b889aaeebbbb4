// Precision against recall at every threshold of a score.
import { invalidValue, quote } from "../errors/index.ts";
import { encodeLabels, type Label } from "../numeric/index.ts";
import { checkedWeights, checkLengths, finiteNumbers, type ScoreOptions } from "./checked-targets.ts";
import { thresholdCounts } from "./threshold-counts.ts";

/** What {@link precisionRecallCurve} accepts. */
export interface PrecisionRecallOptions extends ScoreOptions {
  /** The positive class. */
  readonly posLabel: Label;
}

/** Points of the curve; `precision` and `recall` have one element more than `thresholds`: the last point, 1 and 0. */
export interface PrecisionRecallCurve {
  /** The share of positives among the samples with at least the threshold. */
  readonly precision: Float64Array;
  /** The share of the positives that have at least the threshold; falling to 0. */
  readonly recall: Float64Array;
  /** Rising. */
  readonly thresholds: Float64Array;
}

/**
 * The curve of precision and recall. J. Davis, M. Goadrich, The Relationship Between Precision-Recall and ROC Curves, ICML 2006.
 *
 * @param yTrue Length n: labels.
 * @param yScore Length n: the larger, the more likely positive.
 * @param options The positive class; sample weights.
 * @throws RangeError when lengths differ, there is nothing, a score is not finite, or no sample is positive.
 */
export function precisionRecallCurve(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  { posLabel, sampleWeight }: PrecisionRecallOptions,
): PrecisionRecallCurve {
  const scores = finiteNumbers(yScore, "yScore");
  checkLengths(yTrue, scores, "yScore");
  const weights = checkedWeights(sampleWeight, yTrue.length);
  const { classes, codes } = encodeLabels(yTrue, "yTrue");
  const positive = classes.indexOf(posLabel);
  const counts = thresholdCounts(
    codes.map((code) => (code === positive ? 1 : 0)),
    scores,
    weights,
  );
  const total = counts.truePositives.at(-1) ?? 0;
  if (total === 0) {
    throw invalidValue(
      `Cannot make a curve of precision and recall: some sample must be positive: none is ${quote(posLabel)}`,
    );
  }
  const n = counts.thresholds.length;
  const precision = new Float64Array(n + 1).fill(1);
  const recall = new Float64Array(n + 1);
  for (let k = 0; k < n; k++) {
    const hits = counts.truePositives[n - 1 - k]!;
    precision[k] = hits / (hits + counts.falsePositives[n - 1 - k]!);
    recall[k] = hits / total;
  }
  return { precision, recall, thresholds: counts.thresholds.toReversed() };
}
