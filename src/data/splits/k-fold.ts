// k folds of nearly equal size, the rows of scikit-learn's KFold.
import { invalidValue } from "../../errors/index.ts";
import { checkFolds, type Fold, foldsFrom, randomStateFor, type Splitter } from "./fold.ts";

/** How k folds are made. */
export interface KFoldOptions {
  /** At least 2. Default 5. */
  readonly nSplits?: number;
  /** Whether rows are put into random order first. Default false: folds are runs of neighbours. */
  readonly shuffle?: boolean;
  /** Seed of the shuffle, `0 … 2^32 - 1`; without it another division each time. */
  readonly seed?: number | undefined;
}

/** Divides samples into k folds, each the test set once; rows within a fold are ascending. */
export class KFold implements Splitter {
  readonly nSplits: number;
  readonly shuffle: boolean;
  readonly seed: number | undefined;

  /** @throws RangeError when `nSplits` is below 2, or a seed is given without shuffle. */
  constructor({ nSplits = 5, shuffle = false, seed }: KFoldOptions = {}) {
    checkFolds(nSplits, shuffle, seed);
    this.nSplits = nSplits;
    this.shuffle = shuffle;
    this.seed = seed;
  }

  /**
   * @param samples The number of samples, or anything that has one element a sample.
   * @returns `nSplits` folds; the first `n % nSplits` have one test row more than the rest.
   * @throws RangeError when there are fewer samples than folds.
   */
  split(samples: number | ArrayLike<unknown>): readonly Fold[] {
    const nSamples = typeof samples === "number" ? samples : samples.length;
    if (!(nSamples >= this.nSplits)) {
      throw invalidValue(
        `Cannot make ${this.nSplits} folds: there must be at least as many samples: current number is ${nSamples}`,
      );
    }
    const rows = Int32Array.from({ length: nSamples }, (_, i) => i);
    if (this.shuffle) randomStateFor(this.seed).shuffle(rows);
    const testFold = new Int32Array(nSamples);
    const size = Math.floor(nSamples / this.nSplits);
    const nLarger = nSamples % this.nSplits;
    for (let fold = 0, start = 0; fold < this.nSplits; fold++) {
      const end = start + size + (fold < nLarger ? 1 : 0);
      for (; start < end; start++) testFold[rows[start]!] = fold;
    }
    return foldsFrom(testFold, this.nSplits);
  }
}
