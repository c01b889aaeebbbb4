// What every linear regression is given, parsed and checked: features, targets, weights.
import {
  type FeatureInput,
  type FeatureTable,
  toFeatureTable,
  toVector,
  type VectorInput,
} from "../../data/index.ts";
import { columnOf } from "../../numeric/index.ts";
import { type Centring, centringOf } from "./centring.ts";
import { normalisedWeights } from "./sample-weights.ts";

/** What may be said about one fit beside X and y. */
export interface LinearFitOptions {
  /** One number of at least 0 a row: a weight of k counts as k such rows. All weights are 1 when absent. */
  readonly sampleWeight?: VectorInput | undefined;
}

/** The parsed data of one fit. */
export interface RegressionData {
  readonly table: FeatureTable;
  /** One or more, each of length `nRows`. */
  readonly targets: readonly Float64Array[];
  readonly centring: Centring;
  /** The mean of the weights as they were given; those in the centring have a mean of 1. */
  readonly meanWeight: number;
}

/** @throws TypeError or RangeError naming the row or column at fault. */
export function regressionData(
  X: FeatureInput,
  y: VectorInput,
  fitIntercept: boolean,
  options: LinearFitOptions,
): RegressionData {
  const table = toFeatureTable(X);
  return withCentring(table, [toVector(y, "y", table.matrix.nRows)], fitIntercept, options);
}

/**
 * The same for several targets.
 *
 * @param Y `nSamples x nTargets`, in any form that features may have.
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function multiTargetData(
  X: FeatureInput,
  Y: FeatureInput,
  fitIntercept: boolean,
  options: LinearFitOptions,
): RegressionData {
  const table = toFeatureTable(X);
  const { matrix } = toFeatureTable(Y);
  const targets = Array.from({ length: matrix.nColumns }, (_, j) =>
    toVector(columnOf(matrix, j), "Y", table.matrix.nRows),
  );
  return withCentring(table, targets, fitIntercept, options);
}

function withCentring(
  table: FeatureTable,
  targets: readonly Float64Array[],
  fitIntercept: boolean,
  { sampleWeight }: LinearFitOptions,
): RegressionData {
  const weights = normalisedWeights(sampleWeight, table.matrix.nRows);
  return {
    table,
    targets,
    centring: centringOf(table, targets, weights.values, fitIntercept),
    meanWeight: weights.mean,
  };
}
