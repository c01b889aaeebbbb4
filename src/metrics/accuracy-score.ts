// The share of samples whose class was predicted.
import { observeMeasure } from "../events/index.ts";
import type { Label } from "../numeric/index.ts";
import { mean } from "../numeric/index.ts";
import type { ScoreOptions } from "./checked-targets.ts";
import { labelPairs } from "./label-pairs.ts";

/**
 * The (weighted) share of samples whose predicted label is the true one.
 *
 * @param yTrue Length n: numbers, text or booleans.
 * @param yPred Length n, of the same type.
 * @param options Sample weights.
 * @returns From 0 to 1.
 * @throws TypeError, RangeError when lengths or types differ, or there is nothing.
 */
export function accuracyScore(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  { sampleWeight }: ScoreOptions = {},
): number {
  return observeMeasure("accuracy_score", "accuracyScore(yTrue, yPred)", yPred, () => {
    const { trueCodes, predictedCodes, weights } = labelPairs(yTrue, yPred, { sampleWeight });
    const hits = Float64Array.from(trueCodes, (code, i) => (code === predictedCodes[i] ? 1 : 0));
    return mean(hits, weights);
  });
}
