// What must hold for metrics whatever the numbers.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  accuracyScore,
  confusionMatrix,
  f1Score,
  meanSquaredError,
  r2Score,
  rocAucScore,
  rocCurve,
} from "../../../src/metrics/index.ts";

const samples = fc.array(
  fc.record({
    label: fc.integer({ min: 0, max: 1 }),
    guess: fc.integer({ min: 0, max: 1 }),
    // Few distinct scores, so that there are ties.
    score: fc.integer({ min: 0, max: 20 }),
    copies: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 60 },
);

type Sample = { label: number; guess: number; score: number; copies: number };

function bothClasses(drawn: readonly Sample[]): readonly Sample[] {
  return [...drawn, { label: 0, guess: 1, score: 3, copies: 1 }, { label: 1, guess: 1, score: 3, copies: 2 }];
}

function column(rows: readonly Sample[], key: keyof Sample): number[] {
  return rows.map((row) => row[key]);
}

/** Sums of at most 200 terms of size 1. */
const ROUNDING = { rtol: 1e-13, atol: 1e-13 };

describe("the area under the ROC curve", () => {
  test("is the share of pairs in the right order, ties counting half", () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        const rows = bothClasses(drawn);
        const positives = rows.filter(({ label }) => label === 1);
        const negatives = rows.filter(({ label }) => label === 0);
        const pairs = positives.flatMap((p) => negatives.map((n) => (Math.sign(p.score - n.score) + 1) / 2));
        const share = pairs.reduce((sum, pair) => sum + pair, 0) / pairs.length;
        expect([rocAucScore(column(rows, "label"), column(rows, "score"))]).toBeAllClose([share], ROUNDING);
      }),
    );
  });

  test("stays the same when points on straight lines are dropped", () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        const rows = bothClasses(drawn);
        const areas = [true, false].map((dropIntermediate) => {
          const { fpr, tpr } = rocCurve(column(rows, "label"), column(rows, "score"), { dropIntermediate });
          return fpr
            .slice(1)
            .reduce((sum, right, k) => sum + ((right - fpr[k]!) * (tpr[k + 1]! + tpr[k]!)) / 2, 0);
        });
        expect([areas[0]!]).toBeAllClose([areas[1]!], ROUNDING);
      }),
    );
  });
});

test("a weight counts as that many copies of the sample", () => {
  fc.assert(
    fc.property(samples, (drawn) => {
      const rows = bothClasses(drawn);
      const copied = rows.flatMap((row) => Array<Sample>(row.copies).fill(row));
      const sampleWeight = column(rows, "copies");
      const metrics = [accuracyScore, f1Score, meanSquaredError, r2Score];
      const weighted = metrics.map((metric) =>
        metric(column(rows, "label"), column(rows, "guess"), { sampleWeight }),
      );
      const counted = metrics.map((metric) => metric(column(copied, "label"), column(copied, "guess")));
      expect(weighted).toBeAllClose(counted, ROUNDING);
      const area = rocAucScore(column(rows, "label"), column(rows, "score"), { sampleWeight });
      expect([area]).toBeAllClose([rocAucScore(column(copied, "label"), column(copied, "score"))], ROUNDING);
    }),
  );
});

test("the confusion matrix counts every sample once, and its diagonal is the accuracy", () => {
  fc.assert(
    fc.property(samples, (drawn) => {
      const rows = bothClasses(drawn);
      const { counts } = confusionMatrix(column(rows, "label"), column(rows, "guess"));
      expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(rows.length);
      const hits = counts.reduce((sum, row, k) => sum + row[k]!, 0);
      expect(accuracyScore(column(rows, "label"), column(rows, "guess"))).toBe(hits / rows.length);
    }),
  );
});

test("predicting the mean has an R squared of 0, and the truth one of 1", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 50 }), (drawn) => {
      const yTrue = [...drawn, drawn[0]! + 1];
      const mean = yTrue.reduce((sum, value) => sum + value, 0) / yTrue.length;
      expect([
        r2Score(
          yTrue,
          yTrue.map(() => mean),
        ),
      ]).toBeAllClose([0], { atol: 1e-9 });
      expect(r2Score(yTrue, yTrue)).toBe(1);
    }),
  );
});
