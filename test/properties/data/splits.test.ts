// What every split must be, whatever the numbers.
import fc from "fast-check";
import { expect, test } from "vitest";
import { KFold, StratifiedKFold, trainTestSplit } from "../../../src/data/index.ts";

const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });

test("a split into training and test set uses no row twice, and the same rows for the same seed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), seed, (n, seed) => {
      const { train, test } = trainTestSplit(n, { seed });
      expect(new Set([...train, ...test]).size).toBe(n);
      expect(test.length).toBe(Math.ceil(n / 4));
      expect(trainTestSplit(n, { seed })).toEqual({ train, test });
    }),
  );
});

test("k folds test every row once and train on all the others", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 200 }),
      fc.integer({ min: 2, max: 10 }),
      seed,
      (n, nSplits, seed) => {
        const folds = new KFold({ nSplits, shuffle: true, seed }).split(n);
        expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
        for (const { train, test } of folds) expect(new Set([...train, ...test]).size).toBe(n);
      },
    ),
  );
});

test("stratified sets have each class in proportion, to within one sample", () => {
  const labels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 40, maxLength: 200 });
  fc.assert(
    fc.property(labels, seed, (labels, seed) => {
      const all = [...labels, 0, 0, 1, 1, 2, 2, 3, 3];
      const { test } = trainTestSplit(all.length, { seed, stratify: all });
      const folds = new StratifiedKFold({ nSplits: 2, shuffle: true, seed }).split(all);
      for (const label of [0, 1, 2, 3]) {
        const count = all.filter((other) => other === label).length;
        const inTest = [...test].filter((row) => all[row] === label).length;
        expect(Math.abs(inTest - (count * test.length) / all.length)).toBeLessThanOrEqual(1);
        for (const fold of folds) {
          const inFold = [...fold.test].filter((row) => all[row] === label).length;
          expect(Math.abs(inFold - count / 2)).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});
