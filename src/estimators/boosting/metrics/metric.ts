// What is reported about a model after every round.
import type { Labelled, Margins } from "../objectives/objective.ts";

/** A metric in XGBoost's precision: predictions are float32, the result is a double. */
export interface Metric {
  /** XGBoost's name for it, as it appears in evaluation records. */
  readonly name: string;
  /** Whether more is better. */
  readonly isMaximized: boolean;
  /**
   * @param predictions `nOutputs` a row, as the objective gives them for metrics.
   * @returns The metric over all rows, weighted.
   */
  evaluate(predictions: Margins, data: Labelled, nOutputs: number): number;
}

/** A mean over rows (and outputs) of something computed in single precision. */
export function rowMean(
  name: string,
  lossOf: (label: number, prediction: number, output: number) => number,
  finish: (mean: number) => number = (mean) => mean,
): Metric {
  return {
    name,
    isMaximized: false,
    evaluate(predictions, { labels, weights }, nOutputs): number {
      let sum = 0;
      let total = 0;
      for (let i = 0; i < labels.length; i++) {
        const weight = weights === undefined ? 1 : weights[i]!;
        for (let k = 0; k < nOutputs; k++) {
          sum += Math.fround(Math.fround(lossOf(labels[i]!, predictions[i * nOutputs + k]!, k)) * weight);
          total += weight;
        }
      }
      return finish(total === 0 ? sum : sum / total);
    },
  };
}
