// What a fit told step by step, and what early stopping made of it.
import { innermost } from "./fitted.ts";

/** Metrics of one step, by name. */
export type StepMetrics = Readonly<Record<string, number>>;

/** A point of a metric. */
export interface StepPoint {
  readonly key: string;
  readonly value: number;
  readonly step: number;
}

/** The metrics of the steps of one fit. */
export class StepHistory {
  readonly #steps = new Map<number, StepMetrics>();
  #lastStep = -1;

  /** Adds a step, which comes after those added before. */
  add(step: number, metrics: StepMetrics): void {
    this.#steps.set(step, metrics);
    this.#lastStep = step;
  }

  /** The last point of each metric. */
  last(): readonly StepPoint[] {
    return pointsOf(this.#steps.get(this.#lastStep), this.#lastStep);
  }

  /**
   * What there is to say of a fit that early stopping has watched, as MLflow says it of XGBoost: the round of the best score, the
   * round after which it stopped, the best score; and the metrics of the best round once more as a step after the last one, so
   * that the latest value of a metric is that of the model. Nothing for other fits.
   */
  earlyStopping(model: object): readonly StepPoint[] {
    const inner = innermost(model);
    const best = "bestIteration" in inner ? inner.bestIteration : undefined;
    if (typeof best !== "number" || this.#lastStep < 0) return [];
    const score = scoreOf(inner);
    return [
      { key: "stopped_iteration", value: this.#lastStep, step: 0 },
      { key: "best_iteration", value: best, step: 0 },
      ...(score === undefined ? [] : [{ key: "best_score", value: score, step: 0 }]),
      ...pointsOf(this.#steps.get(best), this.#lastStep + 1),
    ];
  }
}

function pointsOf(metrics: StepMetrics = {}, step: number): readonly StepPoint[] {
  return Object.entries(metrics).map(([key, value]) => ({ key, value, step }));
}

function scoreOf(model: object): number | undefined {
  const holder = "booster" in model ? model.booster : model;
  if (typeof holder !== "object" || holder === null || !("bestScore" in holder)) return undefined;
  return typeof holder.bestScore === "number" ? holder.bestScore : undefined;
}
