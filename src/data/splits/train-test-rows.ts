// One division into a training and a test set, the rows of scikit-learn's train_test_split for the same seed.
import { invalidValue, quote } from "../../errors/index.ts";
import { encodeLabels, type Label, type RandomState } from "../../numeric/index.ts";
import { type Fold, randomStateFor } from "./fold.ts";
import { rowsByClass } from "./rows-by-class.ts";

/** How the samples are divided. */
export interface TrainTestSplitOptions {
  /** The test set: a share in `(0, 1)`, rounded up, or a number of samples from 1. Default: what `trainSize` leaves, else 0.25. */
  readonly testSize?: number | undefined;
  /** The training set: a share in `(0, 1)`, rounded down, or a number of samples from 1. Default: what the test set leaves. */
  readonly trainSize?: number | undefined;
  /** Seed of the shuffle, `0 … 2^32 - 1`; without it another division each time. */
  readonly seed?: number | undefined;
  /** Whether rows are shuffled before. Default true; without, the first rows are for training and the next for testing. */
  readonly shuffle?: boolean;
  /** Labels, one a sample, whose proportions both sets shall have. */
  readonly stratify?: ArrayLike<Label> | undefined;
}

/**
 * Row numbers for training and for testing; see `trainTestSplit`.
 *
 * @param nSamples How many samples there are.
 * @returns Row numbers from 0, in the order in which scikit-learn gives them.
 * @throws RangeError when a size is not possible, or a class is too small to be on both sides.
 */
export function trainTestRows(nSamples: number, options: TrainTestSplitOptions = {}): Fold {
  const { shuffle = true, stratify, seed } = options;
  const { nTrain, nTest } = sizesOf(nSamples, options);
  if (!shuffle) {
    if (stratify !== undefined) throw refused("stratify needs shuffle", "shuffle is false");
    const rows = Int32Array.from({ length: nTrain + nTest }, (_, i) => i);
    return { train: rows.slice(0, nTrain), test: rows.slice(nTrain) };
  }
  const random = randomStateFor(seed);
  if (stratify !== undefined) return stratifiedRows(nSamples, nTrain, nTest, stratify, random);
  const order = random.permutation(nSamples);
  return { train: order.slice(nTest, nTest + nTrain), test: order.slice(0, nTest) };
}

function sizesOf(nSamples: number, options: TrainTestSplitOptions): { nTrain: number; nTest: number } {
  const { trainSize } = options;
  const testSize = options.testSize ?? (trainSize === undefined ? 0.25 : undefined);
  checkShare("testSize", testSize, nSamples);
  checkShare("trainSize", trainSize, nSamples);
  const wantedTest = countOf(testSize, nSamples, Math.ceil);
  const wantedTrain = countOf(trainSize, nSamples, Math.floor);
  const nTrain = wantedTrain ?? nSamples - (wantedTest ?? 0);
  const nTest = wantedTest ?? nSamples - nTrain;
  if (nTrain + nTest > nSamples) {
    throw refused(
      `training and test set must not need more than ${nSamples} samples`,
      `current sum is ${nTrain + nTest}`,
    );
  }
  if (nTrain < 1 || nTest < 1) {
    throw refused(
      "both sets must have at least one sample",
      `of ${nSamples} samples ${nTrain} are for training and ${nTest} for testing`,
    );
  }
  return { nTrain, nTest };
}

function countOf(size: number | undefined, n: number, round: (x: number) => number): number | undefined {
  return size === undefined || size >= 1 ? size : round(size * n);
}

function checkShare(name: string, size: number | undefined, nSamples: number): void {
  if (size === undefined || (size > 0 && size < 1)) return;
  if (Number.isInteger(size) && size >= 1 && size < nSamples) return;
  throw refused(
    `${name} must be a share between 0 and 1 or a number of samples from 1 to ${nSamples - 1}`,
    `current value is ${quote(size)}`,
  );
}

function stratifiedRows(
  nSamples: number,
  nTrain: number,
  nTest: number,
  stratify: ArrayLike<Label>,
  random: RandomState,
): Fold {
  if (stratify.length !== nSamples) {
    throw refused(`stratify must have ${nSamples} labels`, `current length is ${stratify.length}`);
  }
  const { classes, codes, counts } = encodeLabels(stratify, "stratify");
  const lonely = counts.findIndex((count) => count < 2);
  if (lonely >= 0) {
    throw refused("every class must have at least 2 members", `class ${quote(classes[lonely])} has 1`);
  }
  if (nTrain < classes.length || nTest < classes.length) {
    throw refused(
      `both sets must have room for all ${classes.length} classes`,
      `${nTrain} samples are for training and ${nTest} for testing`,
    );
  }
  const trainQuotas = apportion(counts, nTrain, random);
  const left = counts.map((count, code) => count - trainQuotas[code]!);
  const testQuotas = apportion(left, nTest, random);
  const train = new Int32Array(nTrain);
  const test = new Int32Array(nTest);
  let trainEnd = 0;
  let testEnd = 0;
  for (const [code, members] of rowsByClass(codes, counts).entries()) {
    random.shuffle(members);
    const forTrain = members.subarray(0, trainQuotas[code]);
    const forTest = members.subarray(forTrain.length, forTrain.length + testQuotas[code]!);
    train.set(forTrain, trainEnd);
    test.set(forTest, testEnd);
    trainEnd += forTrain.length;
    testEnd += forTest.length;
  }
  random.shuffle(train);
  random.shuffle(test);
  return { train, test };
}

/**
 * Shares `nDraws` out over classes in proportion to their counts: each gets its share rounded down, those with the
 * largest remainders one more, and equal remainders are drawn from (the mode of the multivariate hypergeometric law).
 */
function apportion(counts: Int32Array, nDraws: number, random: RandomState): Int32Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = Array.from(counts, (count) => (count / total) * nDraws);
  const quotas = Int32Array.from(exact, Math.floor);
  const remainders = exact.map((share) => share - Math.floor(share));
  let missing = nDraws - quotas.reduce((sum, quota) => sum + quota, 0);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing <= 0) break;
    const tied = [...remainders.keys()].filter((code) => remainders[code] === remainder);
    const chosen = random.permutation(tied.length).subarray(0, Math.min(tied.length, missing));
    for (const k of chosen) quotas[tied[k]!]! += 1;
    missing -= chosen.length;
  }
  return quotas;
}

function refused(rule: string, current: string): RangeError {
  return invalidValue(`Cannot split into training and test set: ${rule}: ${current}`);
}
