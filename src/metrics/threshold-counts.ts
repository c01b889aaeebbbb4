// True and false positives at every threshold of a score.
import { argsortDescending } from "../numeric/index.ts";

/** Cumulative weights at falling thresholds; all arrays are of one length. */
export interface ThresholdCounts {
  /** Positive samples with a score of at least the threshold. */
  readonly truePositives: Float64Array;
  /** Negative samples with a score of at least the threshold. */
  readonly falsePositives: Float64Array;
  /** The distinct scores, falling. */
  readonly thresholds: Float64Array;
}

/**
 * Counts positives and negatives above every distinct score. Samples of weight 0 are left out.
 *
 * @param isPositive Length n: 1 or 0.
 * @param scores Length n, finite.
 * @param weights Length n, or undefined for 1 each.
 */
export function thresholdCounts(
  isPositive: Int32Array,
  scores: Float64Array,
  weights: Float64Array | undefined,
): ThresholdCounts {
  const sorted = argsortDescending(scores);
  const order = weights === undefined ? sorted : sorted.filter((i) => weights[i] !== 0);
  const truePositives = new Float64Array(order.length);
  const falsePositives = new Float64Array(order.length);
  const thresholds = new Float64Array(order.length);
  let nThresholds = 0;
  let positives = 0;
  let negatives = 0;
  for (let k = 0; k < order.length; k++) {
    const i = order[k]!;
    const weight = weights === undefined ? 1 : weights[i]!;
    if (isPositive[i] === 1) positives += weight;
    else negatives += weight;
    if (k + 1 < order.length && scores[order[k + 1]!] === scores[i]) continue;
    truePositives[nThresholds] = positives;
    falsePositives[nThresholds] = negatives;
    thresholds[nThresholds] = scores[i]!;
    nThresholds += 1;
  }
  return {
    truePositives: truePositives.slice(0, nThresholds),
    falsePositives: falsePositives.slice(0, nThresholds),
    thresholds: thresholds.slice(0, nThresholds),
  };
}
