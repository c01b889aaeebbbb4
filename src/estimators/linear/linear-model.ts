// The fitted model of every linear regression.
import { alignFeatures, type FeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { observePredict, observeScore } from "../../events/index.ts";
import { r2Score } from "../../metrics/index.ts";
import type { FittedModel } from "../contracts.ts";
import { addProducts } from "./products-with.ts";
import { type LinearInput, toLinearTable } from "./regression-data.ts";
import { checkSparseFeatures, type SparseTable } from "./sparse-matrix.ts";

/** What a linear model is made of. */
export interface LinearModelParts {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly featureNames: readonly string[] | undefined;
  /** Length `nFeatures`. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  readonly nIter: number;
  readonly dualGap: number;
}

/** `X coefficients + intercept`: immutable, made by the `fit` of a linear estimator. */
export class LinearModel implements FittedModel {
  readonly estimatorName: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** The constant term; 0 when none was fitted. */
  readonly intercept: number;
  /** Sweeps over the features that the fit took. */
  readonly nIter: number;
  /** How far the objective (the mean over the samples) can be from its minimum at most. */
  readonly dualGap: number;
  readonly #coefficients: Float64Array;

  constructor(parts: LinearModelParts) {
    this.estimatorName = parts.estimatorName;
    this.params = parts.params;
    this.featureNames = parts.featureNames && Object.freeze([...parts.featureNames]);
    this.nFeatures = parts.coefficients.length;
    this.intercept = parts.intercept;
    this.nIter = parts.nIter;
    this.dualGap = parts.dualGap;
    this.#coefficients = parts.coefficients.slice();
    if (new.target === LinearModel) Object.freeze(this);
  }

  /** One coefficient a feature, in the order of the fit: a copy, length `nFeatures`. */
  get coefficients(): Float64Array {
    return this.#coefficients.slice();
  }

  /**
   * Predicts one value a row.
   *
   * @param X Features in any accepted form, `nRows x nFeatures`; named columns may come in any order.
   * @returns Length `nRows`.
   * @throws TypeError or RangeError naming the row or the column at fault.
   */
  predict(X: LinearInput): Float64Array {
    return observePredict(this, X, () => this.#predictInput(X));
  }

  #predictInput(X: LinearInput): Float64Array {
    const table = toLinearTable(X);
    if ("matrix" in table) return this.predictTable(alignFeatures(table, this.featureNames, this.nFeatures));
    checkSparseFeatures(table, this.featureNames, this.nFeatures);
    return this.#predict(table, table.sparse.nRows);
  }

  predictTable(table: FeatureTable): Float64Array {
    return this.#predict(table, table.matrix.nRows);
  }

  /**
   * The coefficient of determination R² of the predictions for X.
   *
   * @param X As for `predict`.
   * @param y The true values, length `nRows`.
   */
  score(X: LinearInput, y: VectorInput): number {
    return observeScore(this, X, () => {
      const predictions = this.predict(X);
      return r2Score(toVector(y, "y", predictions.length), predictions);
    });
  }

  #predict(table: FeatureTable | SparseTable, nRows: number): Float64Array {
    const predictions = new Float64Array(nRows).fill(this.intercept);
    addProducts(table, this.#coefficients, 1, predictions);
    return predictions;
  }
}

/** Whether something is a linear model. */
export function isLinearModel(value: unknown): value is LinearModel {
  return value instanceof LinearModel;
}
