// Watching sets of data while training: their margins, their metrics round by round, and when to stop.
import type { BoosterModel } from "./booster-model.ts";
import type { Metric } from "./metrics/metric.ts";
import type { Objective } from "./objectives/objective.ts";
import type { TrainingSet } from "./training-set.ts";

/** Metrics by set and name, one number a round. */
export type EvaluationHistory = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** The metrics of one round, by set and name. */
export type RoundMetrics = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** A set being watched. */
export interface WatchedSet {
  readonly name: string;
  readonly set: TrainingSet;
  /** Margins so far; for the training set itself the array that training keeps. */
  readonly margins: Float32Array;
  readonly isTraining: boolean;
}

/** Adds the newest trees to the margins of the watched sets. */
export function updateMargins(watched: readonly WatchedSet[], newest: BoosterModel): void {
  for (const { set, margins, isTraining } of watched) {
    if (!isTraining) newest.addMargins(set.features, [0, newest.parts.trees.length], margins);
  }
}

/** The metrics of all watched sets at their margins. */
export function evaluateAll(
  watched: readonly WatchedSet[],
  objective: Objective,
  metrics: readonly Metric[],
): RoundMetrics {
  const bySet = watched.map(({ name, set, margins }): [string, Record<string, number>] => {
    const predictions = objective.predictForMetrics(margins);
    const values = metrics.map((metric): [string, number] => [
      metric.name,
      metric.evaluate(predictions, set, objective.nOutputs),
    ]);
    return [name, Object.fromEntries(values)];
  });
  return Object.fromEntries(bySet);
}

/** Collects the metrics of the rounds. */
export class HistoryRecorder {
  readonly #values = new Map<string, Map<string, number[]>>();

  /** Adds one round. */
  add(round: RoundMetrics): void {
    for (const [set, metrics] of Object.entries(round)) {
      const ofSet = this.#values.get(set) ?? new Map<string, number[]>();
      this.#values.set(set, ofSet);
      for (const [metric, value] of Object.entries(metrics)) {
        const values = ofSet.get(metric) ?? [];
        ofSet.set(metric, values);
        values.push(value);
      }
    }
  }

  /** All rounds so far. */
  finish(): EvaluationHistory {
    return Object.fromEntries([...this.#values].map(([set, metrics]) => [set, Object.fromEntries(metrics)]));
  }
}

/** Says when a metric has not improved for long enough. */
export class EarlyStopper {
  readonly #patience: number;
  readonly #isMaximized: boolean;
  bestIteration = 0;
  bestScore: number;

  constructor(patience: number, isMaximized: boolean) {
    this.#patience = patience;
    this.#isMaximized = isMaximized;
    this.bestScore = isMaximized ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Takes the score of a round; returns whether to stop. */
  shouldStop(round: number, score: number): boolean {
    const isBetter = this.#isMaximized ? score > this.bestScore : score < this.bestScore;
    if (round === 0 || isBetter) {
      this.bestScore = score;
      this.bestIteration = round;
      return false;
    }
    return round - this.bestIteration >= this.#patience;
  }
}
