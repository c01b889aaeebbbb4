// Takes logistic models apart for files, and puts them together again.
import { invalidType, quote } from "../../../errors/index.ts";
import { type Label, sortLabels } from "../../../numeric/index.ts";
import type { EncodedModel, FittedModel, ModelCodec } from "../../contracts.ts";
import { broken, doublesOf, namesOf, numberOf, paramsOf } from "../model-parts.ts";
import { LogisticModel } from "./logistic-model.ts";
import { LOGISTIC_REGRESSION_PARAMETERS } from "./logistic-params.ts";

const NAME = "LogisticRegression";

/** The codec of {@link LogisticModel}. */
export const LOGISTIC_CODEC: ModelCodec = {
  estimatorName: NAME,
  version: 1,
  encode(model: FittedModel): EncodedModel {
    if (!(model instanceof LogisticModel)) {
      throw invalidType(
        `Cannot encode the model: it must be a fitted ${NAME}: current value is ${quote(model)}`,
      );
    }
    const { params, featureNames, classes, nIter, dualGap, coefficients, intercepts } = model;
    return {
      state: { params, featureNames: featureNames ?? null, classes, nIter, dualGap },
      arrays: { coefficients: Float64Array.from(coefficients.flatMap((w) => [...w])), intercepts },
    };
  },
  decode({ state, arrays }: EncodedModel): FittedModel {
    const classes = classesOf(state["classes"]);
    const coefficients = doublesOf(NAME, arrays, "coefficients");
    const intercepts = doublesOf(NAME, arrays, "intercepts");
    const nLogits = classes.length === 2 ? 1 : classes.length;
    const nFeatures = coefficients.length / nLogits;
    if (!Number.isInteger(nFeatures))
      throw broken(NAME, "coefficients", `as many for each of ${nLogits}`, coefficients);
    if (intercepts.length !== nLogits) throw broken(NAME, "intercepts", `${nLogits} numbers`, intercepts);
    return new LogisticModel({
      params: paramsOf(NAME, LOGISTIC_REGRESSION_PARAMETERS, state["params"]),
      featureNames: namesOf(NAME, state["featureNames"], nFeatures),
      classes,
      coefficients: Array.from({ length: nLogits }, (_, k) =>
        coefficients.slice(k * nFeatures, (k + 1) * nFeatures),
      ),
      intercepts,
      nIter: numberOf(NAME, state, "nIter"),
      dualGap: numberOf(NAME, state, "dualGap"),
    });
  },
};

function classesOf(value: unknown): readonly Label[] {
  const isFine = Array.isArray(value) && value.length >= 2 && value.every(isLabelLike(value[0]));
  const classes: readonly Label[] = isFine ? value : [];
  const isSorted = sortLabels(classes).every((label, k) => label === classes[k]);
  if (!isFine || !isSorted || new Set(classes).size !== classes.length) {
    throw broken(NAME, "classes", "at least two numbers, texts or booleans, distinct and sorted", value);
  }
  return classes;
}

function isLabelLike(first: unknown): (label: unknown) => boolean {
  return (label) =>
    typeof label === typeof first &&
    (typeof label === "number" ? Number.isFinite(label) : isTextOrFlag(label));
}

function isTextOrFlag(label: unknown): boolean {
  return typeof label === "string" || typeof label === "boolean";
}
