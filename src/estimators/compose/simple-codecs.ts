// Takes the transformers that have no parts of their own apart for files, and puts them together again.
import { invalidType, quote } from "../../errors/index.ts";
import type { Label } from "../../numeric/index.ts";
import type { EncodedModel } from "../contracts.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { EncodedReader } from "./encoded-reader.ts";
import { FittedMinMaxScaler, resolveMinMaxParams } from "./min-max-scaler.ts";
import type { PartCodec } from "./nested-parts.ts";
import { FittedOneHotEncoder, ONE_HOT_ENCODER_PARAMETERS } from "./one-hot-encoder.ts";
import { FittedSimpleImputer, SIMPLE_IMPUTER_PARAMETERS } from "./simple-imputer.ts";
import { FittedStandardScaler, STANDARD_SCALER_PARAMETERS } from "./standard-scaler.ts";
import type { FittedTransformer } from "./transformer.ts";

/** The codec of `StandardScaler`. */
export const standardScalerCodec: PartCodec<FittedTransformer> = simpleCodec(
  "StandardScaler",
  (scaler) => {
    if (!(scaler instanceof FittedStandardScaler)) return undefined;
    const { params, featureNames, mean, variance, nSamplesSeen } = scaler;
    return {
      state: { params, featureNames: featureNames ?? null },
      arrays: { mean, variance, nSamplesSeen },
    };
  },
  (reader) => {
    const mean = reader.doubles("mean");
    const variance = reader.doubles("variance", mean.length);
    if (variance.some((value) => value < 0)) throw reader.fault("variance", "at least 0", variance);
    return new FittedStandardScaler({
      params: reader.params((given) => resolveParams("StandardScaler", STANDARD_SCALER_PARAMETERS, given)),
      featureNames: reader.featureNames(mean.length),
      mean,
      variance,
      nSamplesSeen: reader.doubles("nSamplesSeen", mean.length),
    });
  },
);

/** The codec of `MinMaxScaler`. */
export const minMaxScalerCodec: PartCodec<FittedTransformer> = simpleCodec(
  "MinMaxScaler",
  (scaler) => {
    if (!(scaler instanceof FittedMinMaxScaler)) return undefined;
    const { params, featureNames, dataMin, dataMax } = scaler;
    return { state: { params, featureNames: featureNames ?? null }, arrays: { dataMin, dataMax } };
  },
  (reader) => {
    const dataMin = reader.doubles("dataMin");
    const dataMax = reader.doubles("dataMax", dataMin.length);
    if (dataMax.some((value, j) => value < dataMin[j]!)) {
      throw reader.fault("dataMax", "at least dataMin", dataMax);
    }
    return new FittedMinMaxScaler({
      params: reader.params(resolveMinMaxParams),
      featureNames: reader.featureNames(dataMin.length),
      dataMin,
      dataMax,
    });
  },
);

/** The codec of `SimpleImputer`. */
export const simpleImputerCodec: PartCodec<FittedTransformer> = simpleCodec(
  "SimpleImputer",
  (imputer) => {
    if (!(imputer instanceof FittedSimpleImputer)) return undefined;
    const { params, featureNames, statistics } = imputer;
    return { state: { params, featureNames: featureNames ?? null, statistics }, arrays: {} };
  },
  (reader) => {
    const statistics = reader.list("statistics").map((value, j) => {
      if (typeof value === "string" || (typeof value === "number" && Number.isFinite(value))) return value;
      throw reader.fault(`statistic ${j}`, "text or a finite number", value);
    });
    return new FittedSimpleImputer({
      params: reader.params((given) => resolveParams("SimpleImputer", SIMPLE_IMPUTER_PARAMETERS, given)),
      featureNames: reader.featureNames(statistics.length),
      statistics,
    });
  },
);

/** The codec of `OneHotEncoder`. */
export const oneHotEncoderCodec: PartCodec<FittedTransformer> = simpleCodec(
  "OneHotEncoder",
  (encoder) => {
    if (!(encoder instanceof FittedOneHotEncoder)) return undefined;
    const { params, featureNames, categories } = encoder;
    return { state: { params, featureNames: featureNames ?? null, categories }, arrays: {} };
  },
  (reader) => {
    const categories = reader.list("categories").map((labels, j) => categoriesOf(reader, labels, j));
    return new FittedOneHotEncoder({
      params: reader.params((given) => resolveParams("OneHotEncoder", ONE_HOT_ENCODER_PARAMETERS, given)),
      featureNames: reader.featureNames(categories.length),
      categories,
    });
  },
);

function categoriesOf(reader: EncodedReader, labels: unknown, j: number): readonly Label[] {
  if (Array.isArray(labels) && labels.length > 0 && new Set(labels).size === labels.length) {
    if (labels.every((label) => typeof label === "string")) return labels;
    if (labels.every((label) => typeof label === "number" && Number.isFinite(label))) return labels;
  }
  throw reader.fault(`categories of column ${j}`, "distinct texts or distinct finite numbers", labels);
}

function simpleCodec(
  estimatorName: string,
  encode: (transformer: FittedTransformer) => EncodedModel | undefined,
  decode: (reader: EncodedReader) => FittedTransformer,
): PartCodec<FittedTransformer> {
  return {
    estimatorName,
    version: 1,
    encode: (transformer) => {
      const encoded = encode(transformer);
      if (encoded !== undefined) return encoded;
      throw invalidType(
        `Cannot encode the transformer: it must be a fitted ${estimatorName}: current value is ${quote(transformer)}`,
      );
    },
    decode: (encoded) => decode(new EncodedReader(estimatorName, encoded)),
  };
}
