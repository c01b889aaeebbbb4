// The receiver operating characteristic: true against false positive rate at every threshold.
import { invalidValue, quote, warn } from "../errors/index.ts";
import { encodeLabels, type Label } from "../numeric/index.ts";
import { checkedWeights, checkLengths, finiteNumbers, type ScoreOptions } from "./checked-targets.ts";
import { type ThresholdCounts, thresholdCounts } from "./threshold-counts.ts";

/** What {@link rocCurve} accepts. */
export interface RocCurveOptions extends ScoreOptions {
  /** The positive class. Default 1 or true, if the labels are numbers out of -1, 0, 1 or booleans. */
  readonly posLabel?: Label | undefined;
  /** Whether points on a straight line between others are left out. Default true. */
  readonly dropIntermediate?: boolean;
}

/** Points of the curve; all arrays are of one length. */
export interface RocCurve {
  /** False positive rate, rising from 0 to 1; NaN without negative samples. */
  readonly fpr: Float64Array;
  /** True positive rate, rising from 0 to 1; NaN without positive samples. */
  readonly tpr: Float64Array;
  /** Samples with at least this score count as positive; falling from infinity. */
  readonly thresholds: Float64Array;
}

/**
 * The ROC curve of two classes. T. Fawcett, Pattern Recognition Letters 27, 2006.
 *
 * @param yTrue Length n: labels of at most two classes.
 * @param yScore Length n: the larger, the more likely positive.
 * @param options Positive class; sample weights; whether points on straight lines are left out.
 * @throws RangeError when lengths differ, there is nothing, a score is not finite, or the positive class is not known.
 */
export function rocCurve(
  yTrue: ArrayLike<Label>,
  yScore: ArrayLike<number>,
  options: RocCurveOptions = {},
): RocCurve {
  const scores = finiteNumbers(yScore, "yScore");
  checkLengths(yTrue, scores, "yScore");
  const weights = checkedWeights(options.sampleWeight, yTrue.length);
  const { classes, codes } = encodeLabels(yTrue, "yTrue");
  const positive = classes.indexOf(positiveLabel(classes, options.posLabel));
  const isPositive = codes.map((code) => (code === positive ? 1 : 0));
  const counts = thresholdCounts(isPositive, scores, weights);
  return ratesOf((options.dropIntermediate ?? true) ? withoutStraightPoints(counts) : counts);
}

function positiveLabel(classes: readonly Label[], posLabel: Label | undefined): Label {
  if (classes.length > 2) {
    throw invalidValue(
      `Cannot make a ROC curve: there must be at most two classes: current number is ${classes.length}`,
    );
  }
  if (posLabel !== undefined) return posLabel;
  if (classes.every((label) => typeof label === "boolean")) return true;
  if (classes.every((label) => label === 0 || label === 1)) return 1;
  if (classes.every((label) => label === -1 || label === 1)) return 1;
  throw invalidValue(
    `Cannot make a ROC curve: posLabel must say which class is positive: current classes are ${classes.map(quote).join(", ")}`,
  );
}

/** Keeps the first and last point and those at which the curve turns. */
function withoutStraightPoints({
  truePositives,
  falsePositives,
  thresholds,
}: ThresholdCounts): ThresholdCounts {
  const turnsAt = (values: Float64Array, k: number) =>
    values[k + 1]! - values[k]! !== values[k]! - values[k - 1]!;
  const keep = (_: number, k: number) =>
    k === 0 || k === thresholds.length - 1 || turnsAt(truePositives, k) || turnsAt(falsePositives, k);
  return {
    truePositives: truePositives.filter(keep),
    falsePositives: falsePositives.filter(keep),
    thresholds: thresholds.filter(keep),
  };
}

function ratesOf({ truePositives, falsePositives, thresholds }: ThresholdCounts): RocCurve {
  const withInfinity = new Float64Array(thresholds.length + 1);
  withInfinity[0] = Number.POSITIVE_INFINITY;
  withInfinity.set(thresholds, 1);
  return {
    fpr: ratesFrom(falsePositives, "negative", "false positive"),
    tpr: ratesFrom(truePositives, "positive", "true positive"),
    thresholds: withInfinity,
  };
}

function ratesFrom(counts: Float64Array, kind: string, rate: string): Float64Array {
  const total = counts[counts.length - 1]!;
  if (total === 0) {
    warn(
      "UndefinedMetricWarning",
      `There are no ${kind} samples: the ${rate} rate is not defined and set to NaN`,
    );
  }
  const rates = new Float64Array(counts.length + 1);
  counts.forEach((count, k) => {
    rates[k + 1] = count / total;
  });
  if (total === 0) rates[0] = Number.NaN;
  return rates;
}
