// Takes linear models apart for files, and puts them together again.
import { invalidType, messageOf, quote, unparsable } from "../../errors/index.ts";
import type { EncodedModel, FittedModel, ModelCodec } from "../contracts.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { LinearModel } from "./linear-model.ts";

/**
 * The codec of one estimator whose fitted model is a {@link LinearModel}.
 *
 * @param estimatorName The class name.
 * @param table Its parameters, against which those of a file are checked.
 */
export function linearCodec<P extends object>(estimatorName: string, table: ParameterTable<P>): ModelCodec {
  return {
    estimatorName,
    version: 1,
    encode: (model) => encode(estimatorName, model),
    decode: ({ state, arrays }) => {
      const coefficients = arrays["coefficients"];
      if (
        !(coefficients instanceof Float64Array) ||
        coefficients.length === 0 ||
        !coefficients.every(Number.isFinite)
      ) {
        throw broken(estimatorName, "coefficients", "finite doubles, at least one", coefficients);
      }
      return new LinearModel({
        estimatorName,
        params: paramsOf(estimatorName, table, state["params"]),
        featureNames: namesOf(estimatorName, state["featureNames"], coefficients.length),
        coefficients,
        intercept: numberOf(estimatorName, state, "intercept"),
        nIter: numberOf(estimatorName, state, "nIter"),
        dualGap: numberOf(estimatorName, state, "dualGap"),
      });
    },
  };
}

function encode(estimatorName: string, model: FittedModel): EncodedModel {
  if (!(model instanceof LinearModel) || model.estimatorName !== estimatorName) {
    throw invalidType(
      `Cannot encode the model: it must be a fitted ${estimatorName}: current value is ${quote(model)}`,
    );
  }
  const { params, featureNames, intercept, nIter, dualGap, coefficients } = model;
  return {
    state: { params, featureNames: featureNames ?? null, intercept, nIter, dualGap },
    arrays: { coefficients },
  };
}

function paramsOf<P extends object>(
  estimatorName: string,
  table: ParameterTable<P>,
  params: unknown,
): Readonly<Record<string, unknown>> {
  if (typeof params !== "object" || params === null)
    throw broken(estimatorName, "params", "a record", params);
  try {
    return { ...resolveParams(estimatorName, table, { ...params }) };
  } catch (cause) {
    throw unparsable(`Cannot read the ${estimatorName}: ${messageOf(cause)}`, { cause });
  }
}

function namesOf(estimatorName: string, names: unknown, nFeatures: number): readonly string[] | undefined {
  if (names === null) return undefined;
  const isFine =
    Array.isArray(names) &&
    names.length === nFeatures &&
    names.every((name) => typeof name === "string") &&
    new Set(names).size === nFeatures;
  if (!isFine) throw broken(estimatorName, "featureNames", `null or ${nFeatures} distinct names`, names);
  return names;
}

function numberOf(estimatorName: string, state: EncodedModel["state"], part: string): number {
  const value = state[part];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw broken(estimatorName, part, "a finite number", value);
  }
  return value;
}

function broken(estimatorName: string, part: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read the ${estimatorName}: ${part} must be ${wanted}: current value is ${quote(value)}`,
  );
}
