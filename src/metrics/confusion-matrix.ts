// How often each class was taken for each other.
import type { Label } from "../numeric/index.ts";
import { type LabelOptions, type LabelPairs, labelPairs } from "./label-pairs.ts";

/** Counts of true against predicted classes. */
export interface ConfusionMatrix {
  /** The classes, for rows and columns alike. */
  readonly labels: readonly Label[];
  /** `counts[i][j]`: samples (or their weights) of true class `labels[i]` that were predicted to be `labels[j]`. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * Counts true against predicted classes.
 *
 * @param yTrue Length n: numbers, text or booleans.
 * @param yPred Length n, of the same type.
 * @param options Which labels, in which order (samples with others are left out); sample weights.
 * @throws TypeError, RangeError when lengths or types differ, there is nothing, or none of the labels is a true one.
 */
export function confusionMatrix(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: LabelOptions = {},
): ConfusionMatrix {
  const pairs = labelPairs(yTrue, yPred, options);
  return { labels: pairs.labels, counts: countPairs(pairs) };
}

function countPairs({ labels, trueCodes, predictedCodes, weights }: LabelPairs): number[][] {
  const counts = labels.map(() => labels.map(() => 0));
  for (let i = 0; i < trueCodes.length; i++) {
    const row = counts[trueCodes[i]!];
    const column = predictedCodes[i]!;
    if (row !== undefined && column >= 0) row[column]! += weights === undefined ? 1 : weights[i]!;
  }
  return counts;
}
