// The body of an answer: the predictions as JSON.
import type { Predictions } from "../models/index.ts";

/**
 * Prints `{"predictions": …}`. A number that is not finite becomes null, as in `JSON.stringify`: the answer is valid JSON,
 * which MLflow's bare `NaN` is not.
 */
export function printPredictions(predictions: Predictions): string {
  if (!(predictions instanceof Float64Array)) return JSON.stringify({ predictions });
  // `join` prints the same digits as JSON.stringify, many times faster than through an array of numbers.
  const text = predictions.join(",");
  return `{"predictions":[${predictions.every(Number.isFinite) ? text : text.replace(/-?Infinity|NaN/g, "null")}]}`;
}
