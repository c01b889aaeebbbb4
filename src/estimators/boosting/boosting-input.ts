// The forms of X that boosting takes: those of every estimator, sparse tables, and dense singles without a copy.
import { alignFeatures, type FeatureInput, toFeatureTable } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { isSparseInput, type SparseInput, toSparseTable } from "../linear/sparse-matrix.ts";
import { denseFeatures, type Features, rowFeatures } from "./trees/features.ts";
import { sparseFeatures } from "./trees/sparse-features.ts";

/** Features in any form that boosting takes. In a sparse table what is not stored is missing, as in XGBoost. */
export type BoostingInput = FeatureInput | SparseInput;

/** Parsed features. */
export interface ParsedFeatures {
  readonly features: Features;
  /** Names of the columns, if the input had any. */
  readonly names: readonly string[] | undefined;
}

/** What a model expects. */
export interface ExpectedFeatures {
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
}

/**
 * Parses features; missing values are allowed.
 *
 * @param expected What a model was fitted on: named columns are put in its order. Undefined for training.
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function parseFeatures(X: BoostingInput, expected?: ExpectedFeatures): ParsedFeatures {
  if (isSparse(X)) return sparseOf(X, expected);
  if (isDenseSingles(X)) return unnamed(singlesOf(X), expected);
  const given = toFeatureTable(X, { allowMissing: true });
  const table =
    expected === undefined ? given : alignFeatures(given, expected.featureNames, expected.nFeatures);
  return { features: denseFeatures(table.matrix), names: table.names };
}

function isSparse(X: BoostingInput): X is SparseInput {
  return typeof X === "object" && isSparseInput(X);
}

function sparseOf(X: SparseInput, expected: ExpectedFeatures | undefined): ParsedFeatures {
  const { sparse, names } = toSparseTable(X);
  const parsed = unnamed(sparseFeatures(sparse), expected);
  const isInOrder =
    expected?.featureNames === undefined ||
    names === undefined ||
    names.every((name, j) => name === expected.featureNames?.[j]);
  if (isInOrder) return { ...parsed, names };
  throw invalidValue("Cannot predict: the columns of a sparse table must be in the order of the fit");
}

function unnamed(features: Features, expected: ExpectedFeatures | undefined): ParsedFeatures {
  if (expected === undefined || features.nColumns === expected.nFeatures)
    return { features, names: undefined };
  throw invalidValue(
    `Cannot predict: the model was fitted on ${expected.nFeatures} columns: current number of columns is ${features.nColumns}`,
  );
}

/** A flat array of singles without names, which is read where it lies. */
interface DenseSingles {
  readonly data: Float32Array;
  readonly shape: readonly [number, number];
  readonly order?: unknown;
}

function isDenseSingles(X: BoostingInput): X is BoostingInput & DenseSingles {
  return (
    typeof X === "object" &&
    "data" in X &&
    X.data instanceof Float32Array &&
    "shape" in X &&
    Array.isArray(X.shape) &&
    X.shape[0] * X.shape[1] === X.data.length &&
    X.data.length > 0 &&
    !("names" in X && X.names !== undefined)
  );
}

function singlesOf({ data, shape: [nRows, nColumns], order }: DenseSingles): Features {
  return order === "column"
    ? denseFeatures({ nRows, nColumns, values: data })
    : rowFeatures({ nRows, nColumns, values: data });
}
