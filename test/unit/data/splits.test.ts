// Splits against the row numbers scikit-learn gives.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Fold, KFold, StratifiedKFold, trainTestSplit } from "../../../src/data/index.ts";

interface Rows {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

interface Case {
  readonly id: string;
  readonly op: string;
  readonly n: number;
  readonly params: {
    readonly random_state?: number;
    readonly test_size?: number;
    readonly train_size?: number;
    readonly n_splits?: number;
    readonly shuffle?: boolean;
  };
  /** Labels to stratify by, or the name of the data set that has them. */
  readonly labels?: string;
  readonly y?: readonly number[];
  readonly expect: Rows & { readonly folds: readonly Rows[] };
}

interface Golden {
  readonly labels: Readonly<Record<string, readonly number[]>>;
  readonly cases: readonly Case[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../../golden/splits.json", import.meta.url), "utf8"));

function casesOf(op: string): readonly Case[] {
  return golden.cases.filter((one) => one.op === op);
}

function labelsOf({ labels, y }: Case): readonly number[] {
  return y ?? golden.labels[labels ?? ""] ?? [];
}

function foldOptions({ params }: Case) {
  return { nSplits: params.n_splits ?? 5, shuffle: params.shuffle ?? false, seed: params.random_state };
}

function plain({ train, test }: Fold): Rows {
  return { train: [...train], test: [...test] };
}

describe("trainTestSplit", () => {
  test.each(casesOf("train_test_split"))("gives scikit-learn's rows: $id", (one) => {
    const { random_state, test_size, train_size, shuffle = true } = one.params;
    const stratify = one.labels === undefined ? undefined : labelsOf(one);
    const options = { seed: random_state, testSize: test_size, trainSize: train_size, shuffle, stratify };
    expect(plain(trainTestSplit(one.n, options))).toEqual(one.expect);
  });

  test("stratifies by text as by numbers", () => {
    const numbers = golden.labels["iris"] ?? [];
    const names = numbers.map((code) => ["a", "b", "c"][code] ?? "");
    expect(trainTestSplit(150, { seed: 3, stratify: names })).toEqual(
      trainTestSplit(150, { seed: 3, stratify: numbers }),
    );
  });

  test("divides another way each time without a seed", () => {
    expect(trainTestSplit(1000)).not.toEqual(trainTestSplit(1000));
  });

  test.each([
    [
      10,
      { testSize: 0 },
      "testSize must be a share between 0 and 1 or a number of samples from 1 to 9: current value is 0",
    ],
    [10, { testSize: 1.5 }, "current value is 1.5"],
    [10, { testSize: 10 }, "current value is 10"],
    [10, { trainSize: -1 }, "trainSize must be"],
    [10, { trainSize: Number.NaN }, "current value is NaN"],
    [10, { trainSize: 6, testSize: 5 }, "must not need more than 10 samples: current sum is 11"],
    [1, {}, "both sets must have at least one sample: of 1 samples 0 are for training and 1 for testing"],
    [10, { trainSize: 0.05 }, "0 are for training and 10 for testing"],
    [0, {}, "both sets must have at least one sample"],
    [4, { shuffle: false, stratify: [0, 0, 1, 1] }, "stratify needs shuffle"],
    [4, { stratify: [0, 0, 1] }, "stratify must have 4 labels: current length is 3"],
    [5, { stratify: ["a", "a", "b", "a", "a"] }, 'every class must have at least 2 members: class "b" has 1'],
    [6, { testSize: 2, stratify: [0, 0, 1, 1, 2, 2] }, "both sets must have room for all 3 classes"],
  ])("refuses for %i samples %o", (nSamples, options, message) => {
    expect(() => trainTestSplit(nSamples, options)).toThrow(message);
  });
});

describe("KFold", () => {
  test.each(casesOf("KFold"))("gives scikit-learn's folds: $id", (one) => {
    expect(new KFold(foldOptions(one)).split(one.n).map(plain)).toEqual(one.expect.folds);
  });

  test("counts the elements of whatever it is given", () => {
    expect(new KFold({ nSplits: 2 }).split(["a", "b", "c"]).map(plain)).toEqual([
      { train: [2], test: [0, 1] },
      { train: [0, 1], test: [2] },
    ]);
  });

  test.each([
    [{ nSplits: 1 }, "nSplits must be a whole number of at least 2: current value is 1"],
    [{ nSplits: 2.5 }, "current value is 2.5"],
    [{ seed: 1 }, "a seed has no effect without shuffle"],
  ])("refuses %o", (options, message) => {
    expect(() => new KFold(options)).toThrow(message);
    expect(() => new StratifiedKFold(options)).toThrow(message);
  });

  test("refuses fewer samples than folds", () => {
    expect(() => new KFold().split(4)).toThrow(
      "Cannot make 5 folds: there must be at least as many samples: current number is 4",
    );
  });
});

describe("StratifiedKFold", () => {
  test.each(casesOf("StratifiedKFold"))("gives scikit-learn's folds: $id", (one) => {
    expect(new StratifiedKFold(foldOptions(one)).split(labelsOf(one)).map(plain)).toEqual(one.expect.folds);
  });

  test("refuses when every class is smaller than the number of folds", () => {
    expect(() => new StratifiedKFold({ nSplits: 3 }).split([0, 0, 1, 1])).toThrow("the largest has 2");
  });

  test("refuses labels of mixed types", () => {
    expect(() => new StratifiedKFold({ nSplits: 2 }).split([0, 0, "1", 1])).toThrow('label 2 is "1"');
  });
});
