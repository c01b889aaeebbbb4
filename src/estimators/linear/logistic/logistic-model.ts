// The fitted model of a logistic regression.
import { alignFeatures, type FeatureTable } from "../../../data/index.ts";
import { observePredict, observeScore } from "../../../events/index.ts";
import { type Label, rowsOf } from "../../../numeric/index.ts";
import type { FittedModel } from "../../contracts.ts";
import { addProducts } from "../products-with.ts";
import { type LinearInput, shapeOf, toLinearTable } from "../regression-data.ts";
import { checkSparseFeatures, type SparseTable } from "../sparse-matrix.ts";
import { softmax } from "./softmax.kernel.ts";

/** What a logistic model is made of. */
export interface LogisticModelParts {
  readonly params: Readonly<Record<string, unknown>>;
  readonly featureNames: readonly string[] | undefined;
  /** Distinct and sorted, at least 2. */
  readonly classes: readonly Label[];
  /** One array of `nFeatures` coefficients for each logit: one for two classes, else one a class. */
  readonly coefficients: readonly Float64Array[];
  /** One for each logit. */
  readonly intercepts: Float64Array;
  readonly nIter: number;
  readonly dualGap: number;
}

/** Probabilities of classes, `softmax(X coefficients + intercepts)`: immutable, made by the `fit` of a logistic regression. */
export class LogisticModel implements FittedModel {
  readonly estimatorName = "LogisticRegression";
  readonly params: Readonly<Record<string, unknown>>;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  /** The classes, sorted; probabilities come in this order. */
  readonly classes: readonly Label[];
  /** Newton steps that the fit took. */
  readonly nIter: number;
  /** How far the objective (the mean over the samples) can be from its minimum at most. */
  readonly dualGap: number;
  readonly #coefficients: readonly Float64Array[];
  readonly #intercepts: Float64Array;

  constructor(parts: LogisticModelParts) {
    this.params = parts.params;
    this.featureNames = parts.featureNames && Object.freeze([...parts.featureNames]);
    this.nFeatures = parts.coefficients[0]!.length;
    this.classes = Object.freeze([...parts.classes]);
    this.nIter = parts.nIter;
    this.dualGap = parts.dualGap;
    this.#coefficients = parts.coefficients.map((w) => w.slice());
    this.#intercepts = parts.intercepts.slice();
    Object.freeze(this);
  }

  /** Copies: one array of `nFeatures` coefficients for two classes (towards the second), else one a class. */
  get coefficients(): readonly Float64Array[] {
    return this.#coefficients.map((w) => w.slice());
  }

  /** A copy: one intercept for two classes, else one a class; 0 when none were fitted. */
  get intercepts(): Float64Array {
    return this.#intercepts.slice();
  }

  /**
   * The most probable class of each row; of equal ones the first.
   *
   * @param X Features in any accepted form, `nRows x nFeatures`; named columns may come in any order.
   * @throws TypeError or RangeError naming the row or the column at fault.
   */
  predict(X: LinearInput): Label[] {
    return observePredict(this, X, () =>
      Array.from(this.#codes(this.#aligned(X)), (code) => this.classes[code]!),
    );
  }

  /**
   * The probability of each class for each row.
   *
   * @param X As for `predict`.
   * @returns One array for each row, with one probability for each class in the order of `classes`.
   */
  predictProba(X: LinearInput): readonly Float64Array[] {
    return observePredict(this, X, () => {
      const table = this.#aligned(X);
      return rowsOf(this.#probabilities(table), shapeOf(table).nRows, this.classes.length);
    });
  }

  /** The most probable class of each row: itself if classes are numbers, else its position in `classes`. */
  predictTable(table: FeatureTable): Float64Array {
    return Float64Array.from(this.#codes(table), (code) => {
      const label = this.classes[code]!;
      return typeof label === "number" ? label : code;
    });
  }

  /**
   * The share of rows whose class is predicted right.
   *
   * @param X As for `predict`.
   * @param y The true classes, length `nRows`.
   */
  score(X: LinearInput, y: ArrayLike<Label>): number {
    return observeScore(this, X, () => {
      const predictions = this.predict(X);
      return predictions.filter((label, i) => label === y[i]).length / predictions.length;
    });
  }

  #aligned(X: LinearInput): FeatureTable | SparseTable {
    const table = toLinearTable(X);
    if ("matrix" in table) return alignFeatures(table, this.featureNames, this.nFeatures);
    checkSparseFeatures(table, this.featureNames, this.nFeatures);
    return table;
  }

  #probabilities(table: FeatureTable | SparseTable): Float64Array {
    const n = shapeOf(table).nRows;
    const nClasses = this.classes.length;
    const z = new Float64Array(n * nClasses);
    const offset = nClasses - this.#coefficients.length;
    for (const [k, w] of this.#coefficients.entries()) {
      const logits = z.subarray((offset + k) * n, (offset + k + 1) * n).fill(this.#intercepts[k]!);
      addProducts(table, w, 1, logits);
    }
    softmax(z, n, nClasses);
    return z;
  }

  #codes(table: FeatureTable | SparseTable): Int32Array {
    const n = shapeOf(table).nRows;
    const probabilities = this.#probabilities(table);
    return Int32Array.from({ length: n }, (_, i) => {
      let best = 0;
      for (let k = 1; k < this.classes.length; k++) {
        if (probabilities[k * n + i]! > probabilities[best * n + i]!) best = k;
      }
      return best;
    });
  }
}
