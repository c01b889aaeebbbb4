// Takes linear models apart for files, and puts them together again.
import { invalidType, quote } from "../../errors/index.ts";
import type { EncodedModel, FittedModel, ModelCodec } from "../contracts.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { CrossValidatedModel, type ValidationCurve } from "./cross-validated-model.ts";
import { LinearModel, type LinearModelParts } from "./linear-model.ts";
import { broken, doublesOf, namesOf, numberOf, paramsOf } from "./model-parts.ts";

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
    encode(model) {
      if (!(model instanceof LinearModel)) throw notFittedBy(estimatorName, model);
      return encodeLinear(estimatorName, model);
    },
    decode: (encoded) => new LinearModel(decodeLinear(estimatorName, table, encoded)),
  };
}

/** The same for an estimator whose fitted model is a {@link CrossValidatedModel}. */
export function crossValidatedCodec<P extends object>(
  estimatorName: string,
  table: ParameterTable<P>,
): ModelCodec {
  return {
    estimatorName,
    version: 1,
    encode(model) {
      if (!(model instanceof CrossValidatedModel)) throw notFittedBy(estimatorName, model);
      const { state, arrays } = encodeLinear(estimatorName, model);
      const { alpha, l1Ratio, curves } = model;
      return {
        state: { ...state, alpha, l1Ratio, l1Ratios: curves.map((curve) => curve.l1Ratio) },
        arrays: {
          ...arrays,
          alphas: Float64Array.from(curves.flatMap((curve) => [...curve.alphas])),
          msePath: Float64Array.from(
            curves.flatMap((curve) => curve.msePath.flatMap((errors) => [...errors])),
          ),
        },
      };
    },
    decode(encoded) {
      return new CrossValidatedModel({
        ...decodeLinear(estimatorName, table, encoded),
        alpha: numberOf(estimatorName, encoded.state, "alpha"),
        l1Ratio: numberOf(estimatorName, encoded.state, "l1Ratio"),
        curves: curvesOf(estimatorName, encoded),
      });
    },
  };
}

function encodeLinear(estimatorName: string, model: LinearModel): EncodedModel {
  if (model.estimatorName !== estimatorName) throw notFittedBy(estimatorName, model);
  const { params, featureNames, intercept, nIter, dualGap, coefficients } = model;
  return {
    state: { params, featureNames: featureNames ?? null, intercept, nIter, dualGap },
    arrays: { coefficients },
  };
}

function decodeLinear<P extends object>(
  estimatorName: string,
  table: ParameterTable<P>,
  { state, arrays }: EncodedModel,
): LinearModelParts {
  const coefficients = doublesOf(estimatorName, arrays, "coefficients");
  return {
    estimatorName,
    params: paramsOf(estimatorName, table, state["params"]),
    featureNames: namesOf(estimatorName, state["featureNames"], coefficients.length),
    coefficients,
    intercept: numberOf(estimatorName, state, "intercept"),
    nIter: numberOf(estimatorName, state, "nIter"),
    dualGap: numberOf(estimatorName, state, "dualGap"),
  };
}

function curvesOf(estimatorName: string, { state, arrays }: EncodedModel): readonly ValidationCurve[] {
  const ratios = state["l1Ratios"];
  if (!Array.isArray(ratios) || ratios.length === 0 || !ratios.every((ratio) => typeof ratio === "number")) {
    throw broken(estimatorName, "l1Ratios", "numbers, at least one", ratios);
  }
  const alphas = doublesOf(estimatorName, arrays, "alphas");
  const msePath = doublesOf(estimatorName, arrays, "msePath");
  const nAlphas = alphas.length / ratios.length;
  const nFolds = msePath.length / alphas.length;
  if (!Number.isInteger(nAlphas)) throw broken(estimatorName, "alphas", "as many for each l1Ratio", alphas);
  if (!Number.isInteger(nFolds)) throw broken(estimatorName, "msePath", "as long for each alpha", msePath);
  return ratios.map((l1Ratio, r) => ({
    l1Ratio,
    alphas: alphas.slice(r * nAlphas, (r + 1) * nAlphas),
    msePath: Array.from({ length: nAlphas }, (_, i) => {
      const start = (r * nAlphas + i) * nFolds;
      return msePath.slice(start, start + nFolds);
    }),
  }));
}

function notFittedBy(estimatorName: string, model: FittedModel): TypeError {
  return invalidType(
    `Cannot encode the model: it must be a fitted ${estimatorName}: current value is ${quote(model)}`,
  );
}
