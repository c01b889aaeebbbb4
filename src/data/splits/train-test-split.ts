// Training and test set of whatever there is to divide.
import type { Dataset } from "../datasets/dataset.ts";
import type { Fold } from "./fold.ts";
import { type TrainTestSplitOptions, trainTestRows } from "./train-test-rows.ts";

/** Row numbers for training and for testing, in the order in which scikit-learn gives them. */
export function trainTestSplit(nSamples: number, options?: TrainTestSplitOptions): Fold;
/** A data set for training and one for testing, with the names of the whole. */
export function trainTestSplit(
  dataset: Dataset,
  options?: TrainTestSplitOptions,
): { readonly train: Dataset; readonly test: Dataset };
/**
 * Divides samples as scikit-learn's `train_test_split` does: the same rows for the same seed, so that
 * `trainTestSplit(442, { seed: 40 })` gives the rows of `np.random.seed(40); train_test_split(frame)`.
 *
 * @param samples The number of samples, or a data set.
 * @param options Sizes, seed, shuffle, labels to stratify by.
 * @throws RangeError when a size is not possible, or a class is too small to be on both sides.
 */
export function trainTestSplit(
  samples: number | Dataset,
  options?: TrainTestSplitOptions,
): Fold | { readonly train: Dataset; readonly test: Dataset } {
  if (typeof samples === "number") return trainTestRows(samples, options);
  const { train, test } = trainTestRows(samples.nRows, options);
  return { train: samples.take(train), test: samples.take(test) };
}
