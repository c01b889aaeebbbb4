// Gradient boosting for classes.
import { type FeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue, quote } from "../../errors/index.ts";
import { FIT_START, observeFit, observeFitAsync, observePredict, observeScore } from "../../events/index.ts";
import { encodeLabels, type Label } from "../../numeric/index.ts";
import { BoostedModel, type BoostedModelParts } from "./boosted-model.ts";
import type { PredictOptions } from "./booster.ts";
import type { BoostingInput } from "./boosting-input.ts";
import { type BoostingFitOptions, fitFacts, trainArguments } from "./fit-options.ts";
import {
  boostingPart,
  checkObjective,
  type GradientBoostingParams,
  type GradientBoostingParamsInput,
  plainParams,
  resolveGradientBoosting,
} from "./gradient-boosting-parameters.ts";
import { train, trainAsync } from "./train.ts";

const NAME = "GradientBoostingClassifier";

/** Labels of a classifier: numbers, texts or booleans, or any form a vector may have. */
export type LabelInput = VectorInput | ArrayLike<Label>;

/** A fitted {@link GradientBoostingClassifier}. Immutable. */
export class BoostedClassifier extends BoostedModel {
  /** The classes in ascending order. */
  readonly classes: readonly Label[];

  constructor(parts: BoostedModelParts & { readonly classes: readonly Label[] }) {
    super(parts);
    this.classes = Object.freeze([...parts.classes]);
  }

  /**
   * Predicts the likeliest class of each row, with the rounds up to the best one when the fit was stopped early.
   *
   * @param X Features in any accepted form, missing values NaN; named columns may come in any order.
   */
  predict(X: BoostingInput, options: PredictOptions = {}): Label[] {
    return observePredict(this, X, () => Array.from(this.#codes(X, options), (code) => this.classes[code]!));
  }

  /**
   * Predicts the probability of every class.
   *
   * @param X As for `predict`.
   * @returns One array for each row, with one probability for each class in the order of `classes`.
   */
  predictProba(X: BoostingInput, options: PredictOptions = {}): readonly Float64Array[] {
    return observePredict(this, X, () => {
      const nClasses = this.classes.length;
      const values = this.#probabilities(X, options);
      return Array.from({ length: values.length / nClasses }, (_, i) =>
        values.subarray(i * nClasses, (i + 1) * nClasses),
      );
    });
  }

  /** The likeliest class of each row: the class itself when classes are numbers, else its place among `classes`. */
  predictTable(table: FeatureTable): Float64Array {
    return Float64Array.from(this.#codes(table, {}), (code) => {
      const label = this.classes[code]!;
      return typeof label === "number" ? label : code;
    });
  }

  /** The share of rows whose likeliest class is the true one. */
  score(X: BoostingInput, y: LabelInput): number {
    return observeScore(this, X, () => {
      const predicted = this.predict(X);
      const labels = toLabels(y);
      return predicted.filter((label, i) => label === labels[i]).length / predicted.length;
    });
  }

  #codes(X: BoostingInput, options: PredictOptions): Int32Array {
    const nClasses = this.classes.length;
    const probabilities = this.#probabilities(X, options);
    return Int32Array.from({ length: probabilities.length / nClasses }, (_, i) => {
      const row = probabilities.subarray(i * nClasses, (i + 1) * nClasses);
      // As in XGBoost's classifier: class 1 of two only when its probability is above a half.
      return row.reduce((best, value, k) => (value > row[best]! ? k : best), 0);
    });
  }

  #probabilities(X: BoostingInput, options: PredictOptions): Float64Array {
    const { model } = this.booster;
    const margins = this.booster.predictMargin(X, this.rangeOf(options));
    const predicted = model.parts.objective.predictForMetrics(margins);
    if (model.nOutputs > 1) return Float64Array.from(predicted);
    return Float64Array.from({ length: 2 * predicted.length }, (_, at) => {
      const positive = predicted[at >> 1]!;
      return at % 2 === 1 ? positive : 1 - positive;
    });
  }
}

/**
 * Boosted trees for classes, as XGBoost's `XGBClassifier`: the logistic loss for two, the multinomial for more.
 *
 * @example
 * const model = new GradientBoostingClassifier({ nEstimators: 50 }).fit(X, ["setosa", "virginica", …]);
 * model.predict(X);
 * model.predictProba(X);
 */
export class GradientBoostingClassifier {
  readonly estimatorName: string = NAME;
  /** It fits classes: folds are stratified by them. */
  readonly isClassifier = true;
  /** All parameters, defaults included. */
  readonly params: GradientBoostingParams;

  /**
   * @param params Any of the parameters of {@link GRADIENT_BOOSTING_PARAMETERS}, `evalMetric`, `monotoneConstraints`,
   *   `interactionConstraints`. `numClass` follows from the labels.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: GradientBoostingParamsInput = {}) {
    this.params = resolveGradientBoosting(NAME, { objective: "binary:logistic", ...params });
    checkObjective(NAME, this.params.objective, ["binary:logistic", "multi:"]);
  }

  /**
   * Fits a model; may be called again, each call stands alone.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`; missing values are NaN, null or undefined.
   * @param y The classes, length `nSamples`: numbers, texts or booleans; two or more must occur.
   * @throws TypeError or RangeError naming the row or column at fault.
   */
  fit(X: BoostingInput, y: LabelInput, options: BoostingFitOptions<LabelInput> = {}): BoostedClassifier {
    return observeFit(fitFacts(NAME, this.#toldParams(y), X, y, options), () => {
      const { params, call, classes } = this.#prepare(X, y, options);
      const booster = train(boostingPart(params), call.data, call.options);
      return new BoostedClassifier({ estimatorName: NAME, params: plainParams(params), booster, classes });
    });
  }

  /** Fits as {@link fit} does, with the same bits, and lets other work go on between rounds. */
  async fitAsync(
    X: BoostingInput,
    y: LabelInput,
    options: BoostingFitOptions<LabelInput> = {},
  ): Promise<BoostedClassifier> {
    return await observeFitAsync(fitFacts(NAME, this.#toldParams(y), X, y, options), async () => {
      const { params, call, classes } = this.#prepare(X, y, options);
      const booster = await trainAsync(boostingPart(params), call.data, call.options);
      return new BoostedClassifier({ estimatorName: NAME, params: plainParams(params), booster, classes });
    });
  }

  #prepare(
    X: BoostingInput,
    y: LabelInput,
    options: BoostingFitOptions<LabelInput>,
  ): {
    readonly params: GradientBoostingParams;
    readonly call: ReturnType<typeof trainArguments>;
    readonly classes: readonly Label[];
  } {
    const { classes } = encodeLabels(toLabels(y), "y");
    if (classes.length < 2) {
      throw invalidValue(
        `Cannot fit ${NAME}: y must have two classes or more: current classes are ${quote(classes[0])}`,
      );
    }
    const params = this.#paramsFor(classes.length);
    const codes = new Map(classes.map((label, code) => [label, code]));
    return {
      params,
      call: trainArguments(X, y, options, params, (labels) => encodeBy(codes, labels)),
      classes,
    };
  }

  /** The parameters with what follows from the labels, for whoever listens. */
  #toldParams(y: LabelInput): Readonly<Record<string, unknown>> {
    const isCountable = FIT_START.hasListeners && isLabelArray(y);
    const nClasses = isCountable ? new Set(Array.from(y)).size : 0;
    return plainParams(nClasses < 2 ? this.params : this.#paramsFor(nClasses));
  }

  /** With more than two classes the multinomial loss takes the place of the logistic one. */
  #paramsFor(nClasses: number): GradientBoostingParams {
    const { objective } = this.params;
    if (nClasses === 2 && objective === "binary:logistic") return this.params;
    return {
      ...this.params,
      objective: objective === "binary:logistic" ? "multi:softprob" : objective,
      numClass: nClasses,
    };
  }
}

function toLabels(y: LabelInput): ArrayLike<Label> {
  return isLabelArray(y) ? y : toVector(y, "y");
}

function isLabelArray(y: LabelInput): y is ArrayLike<Label> {
  const isList = Array.isArray(y) || y instanceof Float64Array;
  return isList && ["string", "boolean", "number"].includes(typeof y[0]);
}

function encodeBy(codes: ReadonlyMap<Label, number>, y: LabelInput): Float64Array {
  return Float64Array.from(toLabels(y), (label, i) => {
    const code = codes.get(label);
    if (code !== undefined) return code;
    throw invalidValue(
      `Invalid labels of an evaluation set: row ${i} has a class the training data do not have: current value is ${quote(label)}`,
    );
  });
}
