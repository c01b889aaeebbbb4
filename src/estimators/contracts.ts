// What every fitted model promises to whoever saves, serves or logs it.
import type { FeatureTable } from "../data/index.ts";

/** A fitted model: immutable, and able to predict. */
export interface FittedModel {
  /** The class name of the estimator that made it, such as `ElasticNet`. */
  readonly estimatorName: string;
  /** The parameters it was fitted with, defaults included, by their camelCase names. */
  readonly params: Readonly<Record<string, unknown>>;
  /** How many features it expects. */
  readonly nFeatures: number;
  /** The names of the features in order, when it was fitted on named columns. */
  readonly featureNames: readonly string[] | undefined;
  /** Whether features may be missing (NaN) when it predicts; absent means no. */
  readonly acceptsMissing?: boolean;
  /**
   * Predicts one value a row.
   *
   * @param table Features already checked and in the order of the fit: `nRows` x `nFeatures`.
   * @returns Length `nRows`.
   */
  predictTable(table: FeatureTable): Float64Array;
}

/** The typed arrays that may be part of a model. */
export type ModelArray = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

/** A fitted model taken apart for a file: small facts as JSON, numbers in bulk as typed arrays. */
export interface EncodedModel {
  /** Only what JSON holds without loss: texts, finite numbers, booleans, null, and arrays and records of them. */
  readonly state: Readonly<Record<string, unknown>>;
  readonly arrays: Readonly<Record<string, ModelArray>>;
}

/** How the fitted models of one estimator are taken apart and put together; one for each line of the catalogue. */
export interface ModelCodec {
  /** The `estimatorName` of the models it knows. */
  readonly estimatorName: string;
  /** Goes up when `encode` changes in a way that an older `decode` cannot read. */
  readonly version: number;
  /** @throws TypeError when the model is not one of its own. */
  encode(model: FittedModel): EncodedModel;
  /**
   * Puts a model together from a file that may be broken or hostile: everything is checked.
   *
   * @throws SyntaxError naming the part at fault.
   */
  decode(encoded: EncodedModel): FittedModel;
}
