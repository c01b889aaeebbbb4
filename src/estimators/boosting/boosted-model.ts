// What the fitted models of both boosting estimators have in common.
import type { FeatureTable } from "../../data/index.ts";
import type { FittedModel } from "../contracts.ts";
import type { Booster, PredictOptions } from "./booster.ts";
import type { IterationRange } from "./booster-model.ts";
import type { ImportanceType } from "./explain/feature-importance.ts";

/** What a fitted model is made of. */
export interface BoostedModelParts {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly booster: Booster;
}

/** A booster with the parameters it was fitted with. Immutable. */
export abstract class BoostedModel implements FittedModel {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly acceptsMissing = true;
  /** The trees: margins, explanations, files. */
  readonly booster: Booster;

  constructor(parts: BoostedModelParts) {
    this.estimatorName = parts.estimatorName;
    this.params = Object.freeze({ ...parts.params });
    this.booster = parts.booster;
    this.nFeatures = parts.booster.nFeatures;
    this.featureNames = parts.booster.featureNames;
  }

  /** The round at which early stopping saw the best score, counted from 0; undefined without early stopping. */
  get bestIteration(): number | undefined {
    return this.booster.bestIteration;
  }

  /** Predicts one value a row. */
  abstract predictTable(table: FeatureTable): Float64Array;

  /** Mean gain of the splits on each feature, scaled to sum to 1 (all 0 when there is no split). */
  featureImportances(type: ImportanceType = "gain"): Float64Array {
    const importance = this.booster.importance(type);
    const values = Float64Array.from(
      { length: this.nFeatures },
      (_, j) => importance.get(this.featureNames?.[j] ?? `f${j}`) ?? 0,
    );
    const total = values.reduce((sum, value) => sum + value, 0);
    return total === 0 ? values : values.map((value) => value / total);
  }

  /** The rounds to predict with: those asked for, else up to the best one under early stopping, else all. */
  protected rangeOf(options: PredictOptions): { readonly iterationRange: IterationRange } | object {
    if (options.iterationRange !== undefined) return { iterationRange: options.iterationRange };
    const best = this.bestIteration;
    return best === undefined ? {} : { iterationRange: [0, best + 1] };
  }
}
