// Takes fitted regressions of ml-regression apart for files, and puts them together again: by their own toJSON and load.
import { invalidType, quote, unparsable } from "../../errors/index.ts";
import type { ModelCodec } from "../contracts.ts";
import type { RegressionClass } from "./regression-classes.ts";
import { RegressionModel } from "./regression-model.ts";

const MAX_FEATURES = 1_000_000;

/** The codec of one class of ml-regression. */
export function regressionCodec(regressionClass: RegressionClass): ModelCodec {
  const { className } = regressionClass;
  return {
    estimatorName: className,
    version: 1,
    encode(model) {
      if (!(model instanceof RegressionModel) || model.estimatorName !== className) {
        throw invalidType(
          `Cannot encode the model: it must be a fitted ${className}: current value is ${quote(model)}`,
        );
      }
      const { params, nFeatures, featureNames, document } = model;
      return {
        // What parameters hold beyond JSON, such as functions, is of no use to a reader.
        state: JSON.parse(
          JSON.stringify({ params, nFeatures, featureNames: featureNames ?? null, document }),
        ),
        arrays: {},
      };
    },
    decode({ state }) {
      const { params, nFeatures, featureNames, document } = state;
      if (!isRecord(params)) throw broken(className, "params", "a record", params);
      const isCount =
        typeof nFeatures === "number" &&
        Number.isInteger(nFeatures) &&
        nFeatures >= 1 &&
        nFeatures <= MAX_FEATURES;
      if (!isCount) throw broken(className, "nFeatures", "a whole number of at least 1", nFeatures);
      if (featureNames !== null && !isNames(featureNames, nFeatures)) {
        throw broken(className, "featureNames", `null or ${nFeatures} distinct names`, featureNames);
      }
      return new RegressionModel({
        regressionClass,
        params,
        nFeatures,
        featureNames: featureNames ?? undefined,
        document,
      });
    },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNames(value: unknown, nFeatures: number): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length === nFeatures &&
    value.every((name) => typeof name === "string") &&
    new Set(value).size === nFeatures
  );
}

function broken(className: string, part: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read the ${className}: ${part} must be ${wanted}: current value is ${quote(value)}`,
  );
}
