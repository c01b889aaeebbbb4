// Takes fitted boosting models apart for files, and puts them together again. The trees travel as XGBoost's UBJSON.
import { invalidType, messageOf, quote, unparsable } from "../../errors/index.ts";
import type { Label } from "../../numeric/index.ts";
import type { EncodedModel, FittedModel, ModelCodec } from "../contracts.ts";
import { BoostedModel } from "./boosted-model.ts";
import { Booster } from "./booster.ts";
import { BoostedClassifier } from "./gradient-boosting-classifier.ts";
import { plainParams, resolveGradientBoosting } from "./gradient-boosting-parameters.ts";
import { BoostedRegressor } from "./gradient-boosting-regressor.ts";

/** The codec of fitted `GradientBoostingRegressor`s. */
export const regressorCodec: ModelCodec = {
  estimatorName: "GradientBoostingRegressor",
  version: 1,
  encode: (model) => encode("GradientBoostingRegressor", model, {}),
  decode: (encoded) => new BoostedRegressor(decode("GradientBoostingRegressor", encoded)),
};

/** The codec of fitted `GradientBoostingClassifier`s. */
export const classifierCodec: ModelCodec = {
  estimatorName: "GradientBoostingClassifier",
  version: 1,
  encode: (model) =>
    encode(
      "GradientBoostingClassifier",
      model,
      model instanceof BoostedClassifier ? { classes: model.classes } : {},
    ),
  decode(encoded): FittedModel {
    const parts = decode("GradientBoostingClassifier", encoded);
    const { classes } = encoded.state;
    const nClasses = Math.max(2, parts.booster.model.nOutputs);
    if (!isClasses(classes) || classes.length !== nClasses) {
      throw broken(
        "GradientBoostingClassifier",
        "classes",
        `${nClasses} distinct labels of one type`,
        classes,
      );
    }
    return new BoostedClassifier({ ...parts, classes });
  },
};

function encode(
  estimatorName: string,
  model: FittedModel,
  more: Readonly<Record<string, unknown>>,
): EncodedModel {
  if (!(model instanceof BoostedModel) || model.estimatorName !== estimatorName) {
    throw invalidType(
      `Cannot encode the model: it must be a fitted ${estimatorName}: current value is ${quote(model)}`,
    );
  }
  return {
    state: { params: model.params, ...more },
    arrays: { booster: model.booster.toXGBoost("ubj") },
  };
}

function decode(
  estimatorName: string,
  { state, arrays }: EncodedModel,
): { estimatorName: string; params: Readonly<Record<string, unknown>>; booster: Booster } {
  const bytes = arrays["booster"];
  if (!(bytes instanceof Uint8Array)) throw broken(estimatorName, "booster", "the bytes of a booster", bytes);
  return {
    estimatorName,
    params: paramsOf(estimatorName, state["params"]),
    booster: Booster.fromXGBoost(bytes),
  };
}

function paramsOf(estimatorName: string, params: unknown): Readonly<Record<string, unknown>> {
  if (typeof params !== "object" || params === null)
    throw broken(estimatorName, "params", "a record", params);
  try {
    return plainParams(resolveGradientBoosting(estimatorName, { ...params }));
  } catch (cause) {
    throw unparsable(`Cannot read the ${estimatorName}: ${messageOf(cause)}`, { cause });
  }
}

function isClasses(value: unknown): value is readonly Label[] {
  if (!Array.isArray(value)) return false;
  const type = typeof value[0];
  return (
    ["string", "number", "boolean"].includes(type) &&
    value.every((one) => typeof one === type) &&
    new Set(value).size === value.length
  );
}

function broken(estimatorName: string, part: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read the ${estimatorName}: ${part} must be ${wanted}: current value is ${quote(value)}`,
  );
}
