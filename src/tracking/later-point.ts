// Which of two points of a metric is the later one: what "the last value" means.
import type { Metric } from "./entities.ts";

/** Whether `a` is later than `b`: by step, then by time, then by value, a number being later than NaN. */
export function isLaterPoint(
  a: Pick<Metric, "step" | "timestampMs" | "value">,
  b: Pick<Metric, "step" | "timestampMs" | "value">,
): boolean {
  if (a.step !== b.step) return a.step > b.step;
  if (a.timestampMs !== b.timestampMs) return a.timestampMs > b.timestampMs;
  return a.value > b.value || (Number.isNaN(b.value) && !Number.isNaN(a.value));
}
