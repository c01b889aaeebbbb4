// The problems of cross-validation: one to fit and one to score for each fold.
import type { FeatureTable, Fold } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { columnOf } from "../../numeric/index.ts";
import { interceptOf } from "./centring.ts";
import type { FoldedProblem, FoldProblem } from "./fold-problem.ts";
import { gramFolds } from "./gram-folds.ts";
import { columnProblem, columnsOf, suitsGram } from "./least-squares-problem.ts";
import { addProducts } from "./products-with.ts";
import { dataOf, type RegressionData } from "./regression-data.ts";
import { type SparseTable, sparseRowsOf } from "./sparse-matrix.ts";

/**
 * The problems of all rows and of folds, for the first target.
 *
 * @param part The numbers of the folds that are asked for; all when absent.
 * @throws RangeError naming the fold that has no rows to fit or to test on, or a row that there is not.
 */
export function foldedProblem(
  data: RegressionData,
  folds: readonly Fold[],
  part: readonly number[] = Array.from(folds.keys()),
): FoldedProblem {
  checkFolds(folds, data.nSamples);
  if (suitsGram(data)) return gramFolds(data, folds, part);
  const whole = columnProblem(columnsOf(data, 0), data.centring);
  return { whole, folds: part.map((f) => columnFold(data, folds[f]!)) };
}

function checkFolds(folds: readonly Fold[], nRows: number): void {
  if (folds.length === 0) throw invalidValue("Cannot cross-validate: there must be at least one fold");
  for (const [f, { train, test }] of folds.entries()) {
    if (train.length === 0 || test.length === 0) {
      throw invalidValue(`Cannot cross-validate: fold ${f} must have rows to fit and rows to test on`);
    }
    const isOutside = (i: number): boolean => !Number.isInteger(i) || i < 0 || i >= nRows;
    const outside = train.find(isOutside) ?? test.find(isOutside);
    if (outside !== undefined) {
      throw invalidValue(`Cannot cross-validate: fold ${f} has row ${outside}: rows are 0 to ${nRows - 1}`);
    }
  }
}

function columnFold(data: RegressionData, fold: Fold): FoldProblem {
  const weights = data.rootWeights?.map((root) => root * root);
  const y = data.targets[0]!;
  const train = dataOf(rowsOf(data.table, fold.train), [pick(y, fold.train)], data.fitIntercept, {
    sampleWeight: weights && pick(weights, fold.train),
  });
  const test = rowsOf(data.table, fold.test);
  const testTarget = pick(y, fold.test);
  const testWeights = weights ? pick(weights, fold.test) : new Float64Array(fold.test.length).fill(1);
  return {
    problem: columnProblem(columnsOf(train, 0), train.centring),
    nSamples: train.nSamples,
    meanWeight: train.meanWeight,
    testError(coefficients) {
      const intercept = interceptOf(train.centring, coefficients, 0);
      const errors = testTarget.map((value) => value - intercept);
      addProducts(test, coefficients, -1, errors);
      const total = errors.reduce((sum, e, i) => sum + testWeights[i]! * e * e, 0);
      return total / testWeights.reduce((sum, weight) => sum + weight, 0);
    },
  };
}

function rowsOf(table: FeatureTable | SparseTable, rows: Int32Array): FeatureTable | SparseTable {
  if (!("matrix" in table)) return { sparse: sparseRowsOf(table.sparse, rows), names: table.names };
  const { matrix, names } = table;
  const values = new Float64Array(rows.length * matrix.nColumns);
  for (let j = 0; j < matrix.nColumns; j++) values.set(pick(columnOf(matrix, j), rows), j * rows.length);
  return { matrix: { nRows: rows.length, nColumns: matrix.nColumns, values }, names };
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  return Float64Array.from(rows, (i) => values[i]!);
}
