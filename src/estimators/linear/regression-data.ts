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
import { isSparseInput, type SparseInput, type SparseTable, toSparseTable } from "./sparse-matrix.ts";

/** Features in any form that linear models take. */
export type LinearInput = FeatureInput | SparseInput;

/** What may be said about one fit beside X and y. */
export interface LinearFitOptions {
  /** One number of at least 0 a row: a weight of k counts as k such rows. All weights are 1 when absent. */
  readonly sampleWeight?: VectorInput | undefined;
}

/** The parsed data of one fit. */
export interface RegressionData<Table = FeatureTable | SparseTable> {
  readonly table: Table;
  readonly nSamples: number;
  readonly nFeatures: number;
  /** One or more, each of length `nSamples`. */
  readonly targets: readonly Float64Array[];
  readonly fitIntercept: boolean;
  /** Length `nSamples`, the roots of weights with a mean of 1; undefined for equal weights. */
  readonly rootWeights: Float64Array | undefined;
  /** Taken when it is first asked for, which costs a pass over the data. */
  readonly centring: Centring;
  /** The mean of the weights as they were given. */
  readonly meanWeight: number;
}

/** The parsed data of one fit on dense features. */
export type DenseData = RegressionData<FeatureTable>;

/** Whether the features are dense; otherwise they are sparse. */
export function isDenseData(data: RegressionData): data is DenseData {
  return "matrix" in data.table;
}

/** Parses features. @throws TypeError or RangeError naming the row or column at fault. */
export function toLinearTable(X: LinearInput): FeatureTable | SparseTable {
  return isSparse(X) ? toSparseTable(X) : toFeatureTable(X);
}

/** Parses the data of a fit. @throws TypeError or RangeError naming the row or column at fault. */
export function regressionData(
  X: LinearInput,
  y: VectorInput,
  fitIntercept: boolean,
  options: LinearFitOptions,
): RegressionData {
  const table = toLinearTable(X);
  return dataOf(table, [toVector(y, "y", shapeOf(table).nRows)], fitIntercept, options);
}

/**
 * The same for several targets.
 *
 * @param Y `nSamples x nTargets`, in any form that features may have.
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function multiTargetData(
  X: LinearInput,
  Y: FeatureInput,
  fitIntercept: boolean,
  options: LinearFitOptions,
): RegressionData {
  const table = toLinearTable(X);
  const { matrix } = toFeatureTable(Y);
  const targets = Array.from({ length: matrix.nColumns }, (_, j) =>
    toVector(columnOf(matrix, j), "Y", shapeOf(table).nRows),
  );
  return dataOf(table, targets, fitIntercept, options);
}

/** The data of a fit whose parts are parsed already. */
export function dataOf<Table extends FeatureTable | SparseTable>(
  table: Table,
  targets: readonly Float64Array[],
  fitIntercept: boolean,
  { sampleWeight }: LinearFitOptions,
): RegressionData<Table> {
  const { nRows, nColumns } = shapeOf(table);
  const weights = normalisedWeights(sampleWeight, nRows);
  let centring: Centring | undefined;
  return {
    table,
    nSamples: nRows,
    nFeatures: nColumns,
    targets,
    fitIntercept,
    rootWeights: weights.values?.map(Math.sqrt),
    get centring() {
      centring ??= centringOf(table, targets, weights.values, fitIntercept);
      return centring;
    },
    meanWeight: weights.mean,
  };
}

/** The number of rows and columns of features. */
export function shapeOf(table: FeatureTable | SparseTable): {
  readonly nRows: number;
  readonly nColumns: number;
} {
  return "matrix" in table ? table.matrix : table.sparse;
}

function isSparse(X: LinearInput): X is SparseInput {
  return typeof X === "object" && X !== null && isSparseInput(X);
}
