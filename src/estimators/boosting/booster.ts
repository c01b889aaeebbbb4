// The booster people hold: predictions, explanations and files of one fitted ensemble.
import { alignFeatures, type FeatureInput, toFeatureTable } from "../../data/index.ts";
import { BoosterModel, type IterationRange } from "./booster-model.ts";
import type { EvaluationHistory } from "./evaluation.ts";
import { denseFeatures, type Features } from "./trees/features.ts";

/** How to predict. */
export interface PredictOptions {
  /** Rounds to use, from the first to before the second; all when absent. */
  readonly iterationRange?: IterationRange;
}

/** A fitted ensemble of trees. Immutable. */
export class Booster {
  /** The trees and what belongs to them. */
  readonly model: BoosterModel;
  /** Metrics round by round, when it was trained here with `evals`; empty otherwise. */
  readonly history: EvaluationHistory;

  /** Use {@link train} or `Booster.fromXGBoost` to get one. */
  constructor(model: BoosterModel, history: EvaluationHistory = {}) {
    this.model = model;
    this.history = history;
  }

  /** Features it expects. */
  get nFeatures(): number {
    return this.model.parts.nFeatures;
  }

  /** Names of the features, when it was fitted on named columns. */
  get featureNames(): readonly string[] | undefined {
    return this.model.parts.featureNames;
  }

  /** Rounds of boosting it holds. */
  get nRounds(): number {
    return this.model.nRounds;
  }

  /** The round at which early stopping saw the best score, counted from 0; undefined without early stopping. */
  get bestIteration(): number | undefined {
    return this.#numberAttribute("best_iteration");
  }

  /** The best score early stopping saw. */
  get bestScore(): number | undefined {
    return this.#numberAttribute("best_score");
  }

  /**
   * Predictions of the objective: values, probabilities, classes.
   *
   * @param X Samples in rows, missing values NaN; columns go by name when both sides have names.
   * @returns `nRows` numbers, or `nRows * nOutputs` row by row when there are several a row.
   */
  predict(X: FeatureInput, options: PredictOptions = {}): Float32Array {
    const margins = this.model.predictMargins(this.#features(X), options.iterationRange);
    return this.model.parts.objective.predict(Float32Array.from(margins));
  }

  /** Sums of leaf values before the link: `nRows * nOutputs`, row by row. */
  predictMargin(X: FeatureInput, options: PredictOptions = {}): Float32Array | Float64Array {
    return this.model.predictMargins(this.#features(X), options.iterationRange);
  }

  /** The leaf each row ends in, by its number in the tree: one number a tree, row by row. */
  predictLeaf(X: FeatureInput, options: PredictOptions = {}): Int32Array {
    return this.model.predictLeaves(this.#features(X), options.iterationRange);
  }

  #features(X: FeatureInput): Features {
    const table = alignFeatures(toFeatureTable(X, { allowMissing: true }), this.featureNames, this.nFeatures);
    return denseFeatures(table.matrix);
  }

  #numberAttribute(name: string): number | undefined {
    const text = this.model.parts.attributes.get(name);
    return text === undefined ? undefined : Number(text);
  }
}
