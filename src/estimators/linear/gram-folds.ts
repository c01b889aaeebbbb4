// The problems of cross-validation from one pass over the data: products of each fold's test rows, and by subtraction from
// their sum those of its training rows.
import type { Fold } from "../../data/index.ts";
import type { FoldProblem } from "./fold-problem.ts";
import { type Products, productsOf } from "./gram-of-data.ts";
import type { GramData } from "./gram-quadratic.ts";
import { gramProblem } from "./least-squares-problem.ts";
import type { DenseData } from "./regression-data.ts";
import { columnDot } from "./vector.kernel.ts";

/** What subtraction leaves of a sum of squares that is 0, as a share of what it was subtracted from. */
const ROUNDING = 1e-13;

/** The problems of all folds, for the first target. Where training rows are not all but the test rows they are taken anew. */
export function gramFolds(
  { table, targets, centring }: DenseData,
  folds: readonly Fold[],
  fitIntercept: boolean,
): readonly FoldProblem[] {
  const nRows = table.matrix.nRows;
  // With a column of ones among the targets the products hold the sums of all columns too.
  const withOnes = [targets[0]!, new Float64Array(nRows).fill(1)];
  const centringWithOnes = { ...centring, targetMeans: Float64Array.of(centring.targetMeans[0]!, 0) };
  const take = (rows?: Int32Array): Products => productsOf(table, withOnes, centringWithOnes, rows);
  const tests = folds.map(({ test }) => take(test));
  const total = isPartition(folds, nRows) ? sumOf(tests) : take();
  return folds.map((fold, f) => {
    const train = isComplement(fold, nRows) ? difference(total, tests[f]!) : take(fold.train);
    return problemOf(train, tests[f]!, fold.train.length, total, fitIntercept);
  });
}

function problemOf(
  train: Products,
  test: Products,
  nSamples: number,
  total: Products,
  fitIntercept: boolean,
): FoldProblem {
  const p = train.nFeatures;
  const ones = p + 1;
  const weight = train.at(ones, ones);
  const means = Float64Array.from({ length: p + 1 }, (_, j) =>
    fitIntercept ? train.at(ones, j) / weight : 0,
  );
  return {
    problem: gramProblem(centredProducts(train, means, nSamples / weight, total)),
    nSamples,
    meanWeight: weight / nSamples,
    testError(coefficients) {
      const intercept = means[p]! - columnDot(means, 0, coefficients);
      return squaredError(test, coefficients, intercept);
    },
  };
}

/** The products of columns less their means, scaled as if the weights had a mean of 1. */
function centredProducts(products: Products, means: Float64Array, scale: number, total: Products): GramData {
  const p = products.nFeatures;
  const weight = products.at(p + 1, p + 1);
  const centred = (i: number, j: number): number =>
    scale * (products.at(i, j) - weight * means[i]! * means[j]!);
  const isConstant = Array.from({ length: p }, (_, j) => centred(j, j) <= ROUNDING * scale * total.at(j, j));
  const gram = new Float64Array(p * p);
  const correlations = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    if (isConstant[i]) continue;
    correlations[i] = centred(p, i);
    for (let j = 0; j <= i; j++) {
      if (isConstant[j]) continue;
      gram[i * p + j] = centred(i, j);
      gram[j * p + i] = gram[i * p + j]!;
    }
  }
  return { gram, correlations, targetNorm2: Math.max(0, centred(p, p)) };
}

/** The mean of `(y - x w - b)^2`, from the products alone. */
function squaredError(products: Products, w: Float64Array, b: number): number {
  const p = products.nFeatures;
  const ones = p + 1;
  let total = products.at(p, p) - 2 * b * products.at(ones, p) + b * b * products.at(ones, ones);
  for (let i = 0; i < p; i++) {
    const wi = w[i]!;
    if (wi === 0) continue;
    let row = wi * products.at(i, i) - 2 * (products.at(p, i) - b * products.at(ones, i));
    for (let j = 0; j < i; j++) row += 2 * w[j]! * products.at(i, j);
    total += wi * row;
  }
  return total / products.at(ones, ones);
}

function sumOf(parts: readonly Products[]): Products {
  return parts.reduce((total, part) => total.plus(part, 1));
}

function difference(total: Products, part: Products): Products {
  return total.plus(part, -1);
}

/** Whether every row is a test row of exactly one fold. */
function isPartition(folds: readonly Fold[], nRows: number): boolean {
  const counts = new Uint8Array(nRows);
  for (const { test } of folds) for (const i of test) counts[i] = Math.min(2, counts[i]! + 1);
  return counts.every((count) => count === 1);
}

/** Whether every row is either a training row or a test row, once. */
function isComplement({ train, test }: Fold, nRows: number): boolean {
  if (train.length + test.length !== nRows) return false;
  const seen = new Uint8Array(nRows);
  for (const i of train) seen[i] = 1;
  for (const i of test) seen[i] = 1;
  return seen.every((mark) => mark === 1);
}
