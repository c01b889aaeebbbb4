// The data of a training or an evaluation: parsed once at the edge, then trusted.
import { toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue, quote } from "../../errors/index.ts";
import type { FeatureType } from "./booster-model.ts";
import { type BoostingInput, type ExpectedFeatures, parseFeatures } from "./boosting-input.ts";
import type { Labelled } from "./objectives/objective.ts";
import type { Features } from "./trees/features.ts";

/** Data as a caller gives it. */
export interface TrainingData {
  /** Samples in rows; missing values are NaN, null or undefined. */
  readonly X: BoostingInput;
  /** One label a row. Classes are the whole numbers from 0. */
  readonly y: VectorInput;
  /** One weight of 0 or more a row; all 1 when absent. */
  readonly weight?: VectorInput | undefined;
  /** Margins to start from instead of the base score, one a row (or one a row and output, row by row). */
  readonly baseMargin?: VectorInput | undefined;
  /** What each feature is: `"c"` for categories (whole numbers from 0), `"float"`, `"int"`, `"q"` or `"i"` otherwise. */
  readonly featureTypes?: readonly FeatureType[] | undefined;
}

/** Parsed data. */
export interface TrainingSet extends Labelled {
  readonly features: Features;
  readonly featureNames: readonly string[] | undefined;
  readonly featureTypes: readonly FeatureType[] | undefined;
  readonly baseMargin: Float32Array | undefined;
}

const FEATURE_TYPES: readonly string[] = ["float", "int", "i", "q", "c"];

/**
 * Parses and checks data.
 *
 * @param expected What a model was fitted on: columns are put in its order. Undefined to take what comes.
 */
export function toTrainingSet(data: TrainingData, expected?: ExpectedFeatures): TrainingSet {
  const { features, names } = parseFeatures(data.X, expected);
  const { nRows, nColumns } = features;
  const labels = Float32Array.from(toVector(data.y, "y", nRows));
  const weights = data.weight === undefined ? undefined : toWeights(data.weight, nRows);
  const baseMargin =
    data.baseMargin === undefined ? undefined : Float32Array.from(toVector(data.baseMargin, "baseMargin"));
  checkFeatureTypes(data.featureTypes, nColumns);
  return {
    features,
    featureNames: names,
    featureTypes: data.featureTypes,
    labels,
    weights,
    baseMargin,
  };
}

function toWeights(weight: VectorInput, nRows: number): Float32Array {
  const weights = Float32Array.from(toVector(weight, "weight", nRows));
  const bad = weights.findIndex((one) => !(one >= 0 && one < Number.POSITIVE_INFINITY));
  if (bad >= 0) {
    throw invalidValue(
      `Invalid weight: weights must be finite and 0 or more: row ${bad} has ${quote(weights[bad])}`,
    );
  }
  if (weights.every((one) => one === 0))
    throw invalidValue("Invalid weight: at least one must be more than 0");
  return weights;
}

function checkFeatureTypes(types: readonly FeatureType[] | undefined, nColumns: number): void {
  if (types === undefined) return;
  const bad = types.find((type) => !FEATURE_TYPES.includes(type));
  if (bad !== undefined || types.length !== nColumns) {
    throw invalidValue(
      `Invalid featureTypes: they must be ${nColumns} words, one a feature, each one of ${FEATURE_TYPES.join(", ")}: current value is ${bad === undefined ? `${types.length} words` : quote(bad)}`,
    );
  }
}
