// A division of the samples into those to fit on and those to test on.
import { invalidValue } from "../../errors/index.ts";
import type { Label } from "../../numeric/index.ts";
import { RandomState } from "../../numeric/index.ts";
import { seedOrDrawn } from "../../system/index.ts";

/** Row numbers, counted from 0. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
}

/** Whatever divides samples into folds, for cross-validation. */
export interface Splitter {
  /**
   * @param labels The target, one element a sample; a splitter that does not stratify uses its length only.
   * @returns At least two folds.
   */
  split(labels: ArrayLike<Label>): readonly Fold[];
}

/** The generator for a seed; without a seed another one each time. */
export function randomStateFor(seed: number | undefined): RandomState {
  return new RandomState(seedOrDrawn(seed));
}

/** Checks the options that the k-fold splitters share. */
export function checkFolds(nSplits: number, shuffle: boolean, seed: number | undefined): void {
  if (!Number.isInteger(nSplits) || nSplits < 2) {
    throw invalidValue(
      `Cannot make folds: nSplits must be a whole number of at least 2: current value is ${nSplits}`,
    );
  }
  if (seed !== undefined && !shuffle) {
    throw invalidValue(
      `Cannot make folds: a seed has no effect without shuffle: set shuffle to true or leave seed (${seed}) away`,
    );
  }
}

/** The folds that follow from the number of the test fold of each sample; rows in ascending order. */
export function foldsFrom(testFold: Int32Array, nSplits: number): readonly Fold[] {
  const rows = Int32Array.from(testFold, (_, i) => i);
  return Array.from({ length: nSplits }, (_, fold) => ({
    train: rows.filter((i) => testFold[i] !== fold),
    test: rows.filter((i) => testFold[i] === fold),
  }));
}
