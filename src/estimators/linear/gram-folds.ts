// The problems of cross-validation from one pass over the data: products of each fold's test rows, and by subtraction from
// their sum those of its training rows.
import type { Fold } from "../../data/index.ts";
import { centredProducts, shiftedProducts } from "./centred-products.ts";
import type { FoldProblem } from "./fold-problem.ts";
import { gramProblem } from "./least-squares-problem.ts";
import type { Products } from "./products.ts";
import type { DenseData } from "./regression-data.ts";
import { columnDot } from "./vector.kernel.ts";

/** The problems of all folds, for the first target. Where training rows are not all but the test rows they are taken anew. */
export function gramFolds(data: DenseData, folds: readonly Fold[]): readonly FoldProblem[] {
  const take = (rows?: Int32Array): Products => shiftedProducts(data, data.centring, rows).products;
  const tests = folds.map(({ test }) => take(test));
  const total = isPartition(folds, data.nSamples) ? sumOf(tests) : take();
  return folds.map((fold, f) => {
    const train = isComplement(fold, data.nSamples) ? difference(total, tests[f]!) : take(fold.train);
    return problemOf(data, train, tests[f]!, fold.train.length, total);
  });
}

function problemOf(
  data: DenseData,
  train: Products,
  test: Products,
  nSamples: number,
  total: Products,
): FoldProblem {
  const { grams, means, weight } = centredProducts(train, data, nSamples, total);
  return {
    problem: gramProblem(grams[0]!, data.centring),
    nSamples,
    meanWeight: weight / nSamples,
    testError(coefficients) {
      const intercept = means[data.nFeatures]! - columnDot(means, 0, coefficients);
      return squaredError(test, coefficients, intercept);
    },
  };
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
