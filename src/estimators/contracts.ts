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
  /**
   * Predicts one value a row.
   *
   * @param table Features already checked and in the order of the fit: `nRows` x `nFeatures`.
   * @returns Length `nRows`.
   */
  predictTable(table: FeatureTable): Float64Array;
}
