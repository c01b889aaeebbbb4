// A fitted pipeline: transformers, and a model on what they make.
import {
  alignFeatures,
  alignTable,
  type FeatureInput,
  type FeatureTable,
  type Table,
  type TableInput,
  toFeatureTable,
  toTable,
  type VectorInput,
} from "../../data/index.ts";
import { invalidType } from "../../errors/index.ts";
import { observePredict, observeScore } from "../../events/index.ts";
import { columnOf } from "../../numeric/index.ts";
import type { FittedModel } from "../contracts.ts";
import { stepParams } from "./step-names.ts";
import type { FittedTransformer, Named } from "./transformer.ts";

/** What a fitted pipeline is made of. */
export interface PipelineModelParts<M extends FittedModel> {
  /** In order; may be none. */
  readonly transformers: readonly Named<FittedTransformer>[];
  /** The last step. */
  readonly model: Named<M>;
  readonly featureNames: readonly string[] | undefined;
  /** What each column of the fit held. */
  readonly featureKinds: readonly FeatureKind[];
}

/** What a column holds. */
export type FeatureKind = "number" | "text";

/** A fitted `Pipeline`: immutable. */
export class PipelineModel<M extends FittedModel = FittedModel> implements FittedModel {
  readonly estimatorName = "Pipeline";
  /** For each step its class under its name, and its parameters under `name__parameter`. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** What each column holds: length `nFeatures`. With a text among them only `predict` and `predictColumns` will do. */
  readonly featureKinds: readonly FeatureKind[];
  /** What the transformers leave missing is for the model to accept or refuse. */
  readonly acceptsMissing = true;
  readonly transformers: readonly Named<FittedTransformer>[];
  /** The name of the last step, and the fitted model on the columns that the transformers make. */
  readonly namedModel: Named<M>;

  constructor({ transformers, model, featureNames, featureKinds }: PipelineModelParts<M>) {
    this.params = stepParams([...transformers, model]);
    this.nFeatures = featureKinds.length;
    this.featureNames = featureNames;
    this.featureKinds = Object.freeze([...featureKinds]);
    this.transformers = Object.freeze([...transformers]);
    this.namedModel = model;
    Object.freeze(this);
  }

  /** The fitted model at the end. */
  get model(): M {
    return this.namedModel[1];
  }

  /**
   * Predicts one value a row.
   *
   * @param X What the fit took, in any accepted form; named columns may come in any order.
   * @returns Length `nRows`.
   * @throws TypeError or RangeError naming the row or the column at fault.
   */
  predict(X: TableInput): Float64Array {
    return observePredict(this, X, () => this.predictColumns(this.#read(X)));
  }

  predictTable({ matrix, names }: FeatureTable): Float64Array {
    const columns = Array.from({ length: matrix.nColumns }, (_, j) => columnOf(matrix, j));
    return this.predictColumns({ nRows: matrix.nRows, names, columns });
  }

  /**
   * As `predictTable`, for a table that may hold text.
   *
   * @param table Already checked and in the order of the fit.
   * @returns Length `nRows`.
   */
  predictColumns(table: Table): Float64Array {
    const made = toFeatureTable(this.#transform(table), { allowMissing: this.model.acceptsMissing ?? false });
    return this.model.predictTable(alignFeatures(made, this.model.featureNames, this.model.nFeatures));
  }

  /** What the model sees: the table that the transformers make of X. */
  transform(X: TableInput): Table {
    return this.#transform(this.#read(X));
  }

  /**
   * The score of the model for X, as its own `score` tells it.
   *
   * @param X As for `predict`.
   * @param y The true values, length `nRows`.
   * @throws TypeError when the model has no score of its own.
   */
  score(X: TableInput, y: VectorInput): number {
    const { model } = this;
    if (!hasScore(model)) throw invalidType(`Cannot score: ${model.estimatorName} has no score of its own`);
    return observeScore(this, X, () => model.score(this.transform(X), y));
  }

  #read(X: TableInput): Table {
    return alignTable(toTable(X), this.featureNames, this.nFeatures, "predict");
  }

  #transform(table: Table): Table {
    return this.transformers.reduce((current, [, step]) => step.transformTable(current), table);
  }
}

interface Scored {
  score(X: FeatureInput, y: VectorInput): number;
}

function hasScore(model: object): model is Scored {
  return "score" in model && typeof model.score === "function";
}
