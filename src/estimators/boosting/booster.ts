// The booster people hold: predictions, explanations and files of one fitted ensemble.

import { BoosterModel, type IterationRange } from "./booster-model.ts";
import { type BoostingInput, parseFeatures } from "./boosting-input.ts";
import type { EvaluationHistory } from "./evaluation.ts";
import { contributions, interactions } from "./explain/contributions.ts";
import { type DumpedNode, TreeDumper } from "./explain/dump.ts";
import { featureImportance, type ImportanceType } from "./explain/feature-importance.ts";
import { parseJson, writeJson } from "./files/json-document.ts";
import { fromLightGbmText } from "./files/read-lightgbm.ts";
import { fromXGBoostDocument } from "./files/read-xgboost.ts";
import { parseUbjson, writeUbjson } from "./files/ubjson.ts";
import { toXGBoostDocument } from "./files/write-xgboost.ts";
import type { Margins } from "./objectives/objective.ts";
import type { Features } from "./trees/features.ts";

/** How to predict. */
export interface PredictOptions {
  /** Rounds to use, from the first to before the second; all when absent. */
  readonly iterationRange?: IterationRange;
}

/** How to write trees out. */
export interface DumpOptions {
  /** Whether gains and covers are written too; false when absent. */
  readonly withStats?: boolean;
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

  /**
   * Reads a model of XGBoost.
   *
   * @param bytes A file of `save_model`: JSON or UBJSON (told apart by its second character).
   * @throws SyntaxError naming the part that is broken or not supported.
   */
  static fromXGBoost(bytes: Uint8Array | string): Booster {
    const isText = typeof bytes === "string";
    if (!isText && isUbjson(bytes))
      return new Booster(new BoosterModel(fromXGBoostDocument(parseUbjson(bytes))));
    const text = isText ? bytes : new TextDecoder().decode(bytes);
    return new Booster(new BoosterModel(fromXGBoostDocument(parseJson(text))));
  }

  /**
   * Reads a model of LightGBM, good for predictions and explanations.
   *
   * @param text A file of LightGBM's `save_model`.
   * @throws SyntaxError naming the part that is broken or not supported.
   */
  static fromLightGBM(text: string): Booster {
    return new Booster(new BoosterModel(fromLightGbmText(text)));
  }

  /**
   * The model as a file that XGBoost loads.
   *
   * @param format `json`, or the smaller and faster `ubj`.
   * @throws RangeError when XGBoost has no form for it.
   */
  toXGBoost(format: "json" | "ubj"): Uint8Array {
    const document = toXGBoostDocument(this.model.parts);
    return format === "ubj" ? writeUbjson(document) : new TextEncoder().encode(writeJson(document));
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
  predict(X: BoostingInput, options: PredictOptions = {}): Margins {
    return this.model.parts.objective.predict(this.predictMargin(X, options));
  }

  /** Sums of leaf values before the link: `nRows * nOutputs`, row by row. */
  predictMargin(X: BoostingInput, options: PredictOptions = {}): Margins {
    return this.model.predictMargins(this.#features(X), options.iterationRange);
  }

  /** The leaf each row ends in, by its number in the tree: one number a tree, row by row. */
  predictLeaf(X: BoostingInput, options: PredictOptions = {}): Int32Array {
    return this.model.predictLeaves(this.#features(X), options.iterationRange);
  }

  /**
   * How much each feature adds to each margin: exact Shapley values (TreeSHAP).
   *
   * @returns `nFeatures + 1` numbers for each row and output: the last is the margin expected without knowing any
   *   feature; together they sum to the margin.
   */
  predictContributions(X: BoostingInput, options: PredictOptions = {}): Float64Array {
    return contributions(this.model, this.#features(X), options.iterationRange);
  }

  /**
   * How much each pair of features adds to each margin together: exact SHAP interaction values.
   *
   * @returns A symmetric matrix of `(nFeatures + 1)²` numbers for each row and output; its rows sum to the contributions.
   */
  predictInteractions(X: BoostingInput, options: PredictOptions = {}): Float64Array {
    return interactions(this.model, this.#features(X), options.iterationRange);
  }

  /**
   * Importance of the features that are split on, by name (`f0`, `f1`, … without names).
   *
   * @param type Splits (`weight`), mean or total gain, mean or total cover.
   */
  importance(type: ImportanceType = "gain"): ReadonlyMap<string, number> {
    const weight = featureImportance(this.model.parts, "weight");
    const values = featureImportance(this.model.parts, type);
    const names = this.featureNames;
    return new Map(
      Array.from(values, (value, j): [string, number] => [names?.[j] ?? `f${j}`, value]).filter(
        (_, j) => weight[j]! > 0,
      ),
    );
  }

  /** The trees as indented text, one a tree, as XGBoost's `get_dump` writes them. */
  dumpText(options: DumpOptions = {}): string[] {
    const dumper = new TreeDumper(this.model.parts, options.withStats ?? false);
    return this.model.parts.trees.map((tree) => dumper.text(tree));
  }

  /** The trees as nested records by XGBoost's names, ready for JSON. */
  dumpJson(options: DumpOptions = {}): DumpedNode[] {
    const dumper = new TreeDumper(this.model.parts, options.withStats ?? false);
    return this.model.parts.trees.map((tree) => dumper.record(tree));
  }

  #features(X: BoostingInput): Features {
    return parseFeatures(X, this.model.parts).features;
  }

  #numberAttribute(name: string): number | undefined {
    const text = this.model.parts.attributes.get(name);
    return text === undefined ? undefined : Number(text);
  }
}

/** In UBJSON the first key's length follows the brace, after its type; in JSON a quote, a brace or a space does. */
function isUbjson(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7b && "iUIlL".includes(String.fromCharCode(bytes[1] ?? 0));
}
