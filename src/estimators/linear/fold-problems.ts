// The problems of cross-validation: one to fit and one to score for each fold.
import type { FeatureTable, Fold } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { columnOf } from "../../numeric/index.ts";
import { centredDesign, centredTarget, centringOf, interceptOf } from "./centring.ts";
import { columnQuadratic } from "./column-quadratic.ts";
import { gramFolds } from "./gram-folds.ts";
import { suitsGram } from "./least-squares-problem.ts";
import type { Quadratic } from "./quadratic.ts";
import type { RegressionData } from "./regression-data.ts";
import { normalisedWeights } from "./sample-weights.ts";
import { addColumn } from "./vector.kernel.ts";

/** What cross-validation needs to know of a fold. */
export interface FoldProblem {
  /** Of the training rows. */
  readonly quadratic: Quadratic;
  /** How many training rows there are. */
  readonly nSamples: number;
  /** The mean of their weights, when those of all rows have a mean of 1; they were divided by it. */
  readonly meanWeight: number;
  /** The mean of the weighted squared errors that these coefficients make on the test rows. */
  testError(coefficients: Float64Array): number;
}

/**
 * The problems of all folds, for the first target.
 *
 * @throws RangeError naming the fold that has no rows to fit or to test on, or a row that there is not.
 */
export function foldProblems(
  data: RegressionData,
  folds: readonly Fold[],
  fitIntercept: boolean,
): readonly FoldProblem[] {
  checkFolds(folds, data.table.matrix.nRows);
  if (suitsGram(data)) return gramFolds(data, folds, fitIntercept);
  return folds.map((fold) => columnFold(data, fold, fitIntercept));
}

function checkFolds(folds: readonly Fold[], nRows: number): void {
  if (folds.length === 0) throw invalidValue("Cannot cross-validate: there must be at least one fold");
  for (const [f, { train, test }] of folds.entries()) {
    if (train.length === 0 || test.length === 0) {
      throw invalidValue(`Cannot cross-validate: fold ${f} must have rows to fit and rows to test on`);
    }
    const outside = [...train, ...test].find((i) => !Number.isInteger(i) || i < 0 || i >= nRows);
    if (outside !== undefined) {
      throw invalidValue(`Cannot cross-validate: fold ${f} has row ${outside}: rows are 0 to ${nRows - 1}`);
    }
  }
}

function columnFold(
  { table, targets, centring }: RegressionData,
  fold: Fold,
  fitIntercept: boolean,
): FoldProblem {
  const weights = centring.rootWeights?.map((root) => root * root);
  const y = targets[0]!;
  const trainTable = rowsOf(table, fold.train);
  const trainTargets = [pick(y, fold.train)];
  const trainWeights = normalisedWeights(weights && pick(weights, fold.train), fold.train.length);
  const trainCentring = centringOf(trainTable, trainTargets, trainWeights.values, fitIntercept);
  const testTable = rowsOf(table, fold.test);
  const testTarget = pick(y, fold.test);
  const testWeights = weights ? pick(weights, fold.test) : new Float64Array(fold.test.length).fill(1);
  return {
    quadratic: columnQuadratic(
      centredDesign(trainTable, trainCentring),
      centredTarget(trainTargets, trainCentring, 0),
    ),
    nSamples: fold.train.length,
    meanWeight: trainWeights.mean,
    testError(coefficients) {
      const intercept = interceptOf(trainCentring, coefficients, 0);
      const errors = testTarget.map((value) => value - intercept);
      for (const [j, wj] of coefficients.entries()) {
        if (wj !== 0) addColumn(testTable.matrix.values, j * errors.length, -wj, errors);
      }
      return (
        errors.reduce((sum, e, i) => sum + testWeights[i]! * e * e, 0) /
        testWeights.reduce((sum, w) => sum + w, 0)
      );
    },
  };
}

function rowsOf({ matrix, names }: FeatureTable, rows: Int32Array): FeatureTable {
  const values = new Float64Array(rows.length * matrix.nColumns);
  for (let j = 0; j < matrix.nColumns; j++) values.set(pick(columnOf(matrix, j), rows), j * rows.length);
  return { matrix: { nRows: rows.length, nColumns: matrix.nColumns, values }, names };
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]!);
}
