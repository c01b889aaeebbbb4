// The problems of cross-validation from one pass over the data: products of each fold's test rows, by subtraction from their
// sum those of its training rows, and the sum itself for the fit of all rows.
import type { Fold } from "../../data/index.ts";
import {
  type CentredProducts,
  centredProducts,
  centringFrom,
  isFar,
  shiftedProducts,
} from "./centred-products.ts";
import type { Centring } from "./centring.ts";
import type { FoldedProblem, FoldProblem } from "./fold-problem.ts";
import { gramProblem } from "./least-squares-problem.ts";
import type { Products } from "./products.ts";
import type { DenseData } from "./regression-data.ts";
import { roughCentring } from "./rough-centring.ts";
import { columnDot } from "./vector.kernel.ts";

/**
 * The problems of all rows and of folds, for the first target. Where training rows are not all but the test rows they are taken
 * anew.
 *
 * @param part The numbers of the folds that are asked for. The others have their part in the sum all the same, so that it has
 *   the same bits whatever is asked for.
 */
export function gramFolds(data: DenseData, folds: readonly Fold[], part: readonly number[]): FoldedProblem {
  const rough = foldedProducts(data, folds, roughCentring(data));
  const centred = centredProducts(rough.total, data, data.nSamples, rough.total);
  if (!isFar(centred, data)) return problemsOf(data, folds, part, rough, centred);
  const exact = foldedProducts(data, folds, data.centring);
  return problemsOf(data, folds, part, exact, centredProducts(exact.total, data, data.nSamples, exact.total));
}

/** The products of all rows and of the test rows of each fold. */
interface FoldedProducts {
  readonly shifts: Centring;
  readonly total: Products;
  readonly tests: readonly Products[];
}

function foldedProducts(data: DenseData, folds: readonly Fold[], shifts: Centring): FoldedProducts {
  const take = (rows?: Int32Array): Products => shiftedProducts(data, shifts, rows).products;
  const tests = folds.map(({ test }) => take(test));
  return { shifts, tests, total: isPartition(folds, data.nSamples) ? sumOf(tests) : take() };
}

function problemsOf(
  data: DenseData,
  folds: readonly Fold[],
  part: readonly number[],
  { shifts, total, tests }: FoldedProducts,
  { grams, means }: CentredProducts,
): FoldedProblem {
  return {
    whole: gramProblem(grams[0]!, centringFrom(shifts, means)),
    folds: part.map((f) => {
      const fold = folds[f]!;
      const train = isComplement(fold, data.nSamples)
        ? difference(total, tests[f]!)
        : shiftedProducts(data, shifts, fold.train).products;
      return foldProblem(data, shifts, train, tests[f]!, fold.train.length, total);
    }),
  };
}

function foldProblem(
  data: DenseData,
  shifts: Centring,
  train: Products,
  test: Products,
  nSamples: number,
  total: Products,
): FoldProblem {
  const { grams, means, weight } = centredProducts(train, data, nSamples, total);
  return {
    problem: gramProblem(grams[0]!, shifts),
    nSamples,
    meanWeight: weight / nSamples,
    testError(coefficients) {
      const intercept = means[data.nFeatures]! - columnDot(means, 0, coefficients);
      return squaredError(test, coefficients, intercept);
    },
  };
}
/** The mean of `(y - x w - b)^2`, from the products of `[X | y | 1]` alone. */
function squaredError(products: Products, w: Float64Array, b: number): number {
  const ones = w.length + 1;
  const c = new Float64Array(ones + 1);
  for (let j = 0; j < w.length; j++) c[j] = -w[j]!;
  c[w.length] = 1;
  c[ones] = -b;
  return products.squareOf(c) / products.at(ones, ones);
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
