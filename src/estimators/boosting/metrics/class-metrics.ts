// Metrics of several classes: log loss and error of the likeliest class.
import { log32 } from "../objectives/link.ts";
import type { Margins } from "../objectives/objective.ts";
import type { Metric } from "./metric.ts";

const TINY = Math.fround(1e-16);

function classMean(
  name: string,
  lossOf: (predictions: Margins, at: number, nClasses: number, label: number) => number,
): Metric {
  return {
    name,
    isMaximized: false,
    evaluate(predictions, { labels, weights }, nOutputs): number {
      let sum = 0;
      let total = 0;
      for (let i = 0; i < labels.length; i++) {
        const weight = weights === undefined ? 1 : weights[i]!;
        sum += Math.fround(lossOf(predictions, i * nOutputs, nOutputs, labels[i]!) * weight);
        total += weight;
      }
      return sum / total;
    },
  };
}

/** Mean of minus the log probability of the row's class. */
export const multiLogloss: Metric = classMean(
  "mlogloss",
  (predictions, at, _n, label) => -log32(Math.max(predictions[at + label]!, TINY)),
);

/** Share of rows whose likeliest class is another; of equals the first counts. */
export const multiError: Metric = classMean("merror", (predictions, at, nClasses, label) => {
  let best = 0;
  for (let k = 1; k < nClasses; k++) if (predictions[at + k]! > predictions[at + best]!) best = k;
  return best === label ? 0 : 1;
});
