// k folds that each have the classes in the proportions of the whole, the rows of scikit-learn's StratifiedKFold.
import { invalidValue, warn } from "../../errors/index.ts";
import { type EncodedLabels, encodeLabels, type Label } from "../../numeric/index.ts";
import { checkFolds, type Fold, foldsFrom, randomStateFor, type Splitter } from "./fold.ts";
import type { KFoldOptions } from "./k-fold.ts";
import { rowsByClass } from "./rows-by-class.ts";

/** Divides samples into k folds with nearly equal shares of each class; rows within a fold are ascending. */
export class StratifiedKFold implements Splitter {
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
   * Warns when the smallest class has fewer members than there are folds.
   *
   * @param labels The class of each sample.
   * @returns `nSplits` folds.
   * @throws RangeError when every class has fewer members than there are folds.
   */
  split(labels: ArrayLike<Label>): readonly Fold[] {
    const { codes, counts } = inOrderOfAppearance(encodeLabels(labels, "the labels to stratify by"));
    this.#checkCounts(counts);
    const random = this.shuffle ? randomStateFor(this.seed) : undefined;
    const testFold = new Int32Array(codes.length);
    let dealtBefore = 0;
    for (const rows of rowsByClass(codes, counts)) {
      // All rows sorted by class are dealt out like cards, which tells how many of each class a fold gets.
      const folds = Int32Array.from(rows, (_, k) => (dealtBefore + k) % this.nSplits).sort();
      dealtBefore += rows.length;
      random?.shuffle(folds);
      rows.forEach((row, k) => {
        testFold[row] = folds[k]!;
      });
    }
    return foldsFrom(testFold, this.nSplits);
  }

  #checkCounts(counts: Int32Array): void {
    const largest = Math.max(0, ...counts);
    if (largest < this.nSplits) {
      throw invalidValue(
        `Cannot make ${this.nSplits} stratified folds: at least one class must have as many members: the largest has ${largest}`,
      );
    }
    const smallest = Math.min(...counts);
    if (smallest < this.nSplits) {
      warn(
        "DataWarning",
        `The smallest class has ${smallest} members, fewer than the ${this.nSplits} folds: some folds are without it`,
      );
    }
  }
}

/** Codes by the order in which the classes first come, which decides who gets the next random numbers. */
function inOrderOfAppearance({ codes, counts }: EncodedLabels): { codes: Int32Array; counts: Int32Array } {
  const rank = new Map<number, number>();
  for (const code of codes) if (!rank.has(code)) rank.set(code, rank.size);
  const ranked = new Int32Array(counts.length);
  for (const [code, position] of rank) ranked[position] = counts[code]!;
  return { codes: codes.map((code) => rank.get(code)!), counts: ranked };
}
