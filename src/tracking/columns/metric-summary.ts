// What a metric's whole history comes to: the numbers of one cell in a table of runs.

/** The numbers that can be asked for of a metric. */
export const METRIC_STATS = [
  "last",
  "min",
  "max",
  "mean",
  "first",
  "count",
  "step",
  "time",
  "min_step",
  "max_step",
] as const;

/** One of {@link METRIC_STATS}: `step` and `time` are those of the last point. */
export type MetricStat = (typeof METRIC_STATS)[number];

/**
 * A history, summed up. `last` is the largest point by step, then time, then value, as MLflow has it; `min`, `max` and
 * `mean` are those of the finite values, and undefined when there is none.
 */
export interface MetricSummary {
  readonly last: number;
  readonly step: number;
  /** Of the last point, in milliseconds since the epoch. */
  readonly timestampMs: number;
  /** Of the point that was logged first. */
  readonly first: number;
  readonly min: number | undefined;
  readonly minStep: number | undefined;
  readonly max: number | undefined;
  readonly maxStep: number | undefined;
  readonly mean: number | undefined;
  /** All points. */
  readonly count: number;
  /** Those whose value is NaN or infinite. */
  readonly oddCount: number;
}

/** One number of a summary. */
export function statOf(summary: MetricSummary, stat: MetricStat): number | undefined {
  switch (stat) {
    case "time":
      return summary.timestampMs;
    case "min_step":
      return summary.minStep;
    case "max_step":
      return summary.maxStep;
    default:
      return summary[stat];
  }
}
