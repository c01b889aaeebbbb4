// Classification metrics against scikit-learn's numbers.
import { describe, expect, test } from "vitest";
import {
  accuracyScore,
  confusionMatrix,
  f1Score,
  logLoss,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
  rocAucScore,
  rocCurve,
} from "../../../src/metrics/index.ts";
import { readGolden } from "../../support/golden.ts";

type Label = number | string;

interface Prf<T> {
  readonly precision: T;
  readonly recall: T;
  readonly f1: T;
}

interface Case {
  readonly id: string;
  readonly op: string;
  readonly y_true: readonly Label[];
  readonly y_pred?: readonly Label[];
  readonly y_score?: readonly number[] | readonly (readonly number[])[];
  readonly labels?: readonly Label[];
  readonly sample_weight?: readonly number[];
  readonly zero_division?: number;
  readonly expect: {
    readonly accuracy: number;
    readonly labels: readonly Label[];
    readonly confusion_matrix: readonly (readonly number[])[];
    readonly prf_per_class: Prf<readonly number[]> & { readonly support: readonly number[] };
    readonly prf_macro: Prf<number>;
    readonly prf_weighted: Prf<number>;
    readonly prf_micro: Prf<number>;
    readonly prf_binary?: Prf<number>;
    readonly log_loss?: number;
    readonly roc_auc?: number;
    readonly roc_auc_ovr_macro?: number;
    readonly roc_auc_ovr_weighted?: number;
    readonly roc_auc_ovo_macro?: number;
    readonly roc_auc_ovo_weighted?: number;
    readonly roc_curve?: Record<"fpr" | "tpr" | "thresholds", readonly number[]>;
  };
}

const cases = readGolden<{ readonly cases: readonly Case[] }>("metrics.json").cases.filter(
  ({ op }) => op === "classification",
);

/** Sums are taken in another order than NumPy's, so the last few bits may differ. */
const ROUNDING = { rtol: 1e-14 };

function close(actual: number, expected: number): void {
  expect([actual]).toBeAllClose([expected], ROUNDING);
}

const predicted = cases.flatMap((one) => (one.y_pred === undefined ? [] : [{ ...one, y_pred: one.y_pred }]));
const scored = cases.flatMap((one) => (one.y_score === undefined ? [] : [{ ...one, y_score: one.y_score }]));

describe.each(predicted)("predicted classes as scikit-learn: $id", (one) => {
  const { y_true, y_pred, expect: wanted } = one;
  const options = { sampleWeight: one.sample_weight };

  test("accuracyScore", () => {
    close(accuracyScore(y_true, y_pred, options), wanted.accuracy);
  });

  test("confusionMatrix", () => {
    const { labels, counts } = confusionMatrix(y_true, y_pred, options);
    expect(labels).toEqual(wanted.labels);
    expect(counts.flat()).toBeAllClose(wanted.confusion_matrix.flat(), ROUNDING);
  });

  test("precisionRecallFscoreSupport", () => {
    const scores = precisionRecallFscoreSupport(y_true, y_pred, {
      ...options,
      zeroDivision: one.zero_division,
    });
    const { precision, recall, f1, support } = wanted.prf_per_class;
    expect(scores.precision).toBeAllClose(precision, ROUNDING);
    expect(scores.recall).toBeAllClose(recall, ROUNDING);
    expect(scores.f1).toBeAllClose(f1, ROUNDING);
    expect(scores.support).toBeAllClose(support, ROUNDING);
  });

  test.each(["macro", "weighted", "micro", "binary"] as const)("%s averages", (average) => {
    const averages = wanted[`prf_${average}`];
    if (averages === undefined) return;
    const all = { ...options, average, zeroDivision: one.zero_division };
    close(precisionScore(y_true, y_pred, all), averages.precision);
    close(recallScore(y_true, y_pred, all), averages.recall);
    close(f1Score(y_true, y_pred, all), averages.f1);
  });
});

describe.each(scored)("scores as scikit-learn: $id", (one) => {
  const { y_true, y_score, expect: wanted } = one;
  const options = { sampleWeight: one.sample_weight, labels: one.labels };

  test("logLoss", () => {
    if (wanted.log_loss !== undefined) close(logLoss(y_true, y_score, options), wanted.log_loss);
  });

  test("rocAucScore", () => {
    const { labels: _, ...binary } = options;
    if (wanted.roc_auc !== undefined) close(rocAucScore(y_true, y_score, binary), wanted.roc_auc);
    for (const multiClass of ["ovr", "ovo"] as const) {
      for (const average of ["macro", "weighted"] as const) {
        const area = wanted[`roc_auc_${multiClass}_${average}`];
        if (area !== undefined)
          close(rocAucScore(y_true, y_score, { ...options, multiClass, average }), area);
      }
    }
  });

  test("rocCurve", () => {
    if (wanted.roc_curve === undefined) return;
    const flat = y_score.map(Number);
    const { fpr, tpr, thresholds } = rocCurve(y_true, flat, { sampleWeight: one.sample_weight });
    expect(fpr).toBeAllClose(wanted.roc_curve.fpr, ROUNDING);
    expect(tpr).toBeAllClose(wanted.roc_curve.tpr, ROUNDING);
    expect(thresholds).toBeAllClose(wanted.roc_curve.thresholds, ROUNDING);
  });
});

describe("classification metrics refuse", () => {
  test("lengths that differ, and nothing", () => {
    expect(() => accuracyScore([0, 1], [0])).toThrow("yPred must have as many elements as yTrue, 2");
    expect(() => accuracyScore([], [])).toThrow("yTrue must not be empty");
    expect(() => rocAucScore([0, 1], [0.5])).toThrow("yScore must have as many elements as yTrue, 2");
    expect(() => logLoss([], [])).toThrow("yTrue must not be empty");
  });

  test("labels of two types", () => {
    expect(() => accuracyScore([0, 1], ["0", "1"])).toThrow(
      'true and predicted labels must be of one type: yTrue has 0, yPred has "0"',
    );
    expect(() => accuracyScore([0, "1"], [0, 1])).toThrow('label 1 is "1"');
    expect(() => accuracyScore([0, Number.NaN], [0, 1])).toThrow("label 1 is NaN");
  });

  test("a binary average of three classes, or of two without the positive one", () => {
    expect(() => f1Score([0, 1, 2], [0, 1, 2])).toThrow(
      "with 3 classes average must be micro, macro or weighted",
    );
    expect(() => f1Score(["no", "yes"], ["no", "yes"])).toThrow(
      'posLabel must be one of "no", "yes": current value is 1',
    );
    expect(f1Score(["no", "yes"], ["no", "yes"], { posLabel: "yes" })).toBe(1);
  });

  test("labels none of which is true, or that repeat", () => {
    expect(() => confusionMatrix([0, 1], [0, 1], { labels: [2] })).toThrow("at least one of the labels");
    expect(() => confusionMatrix([0, 1], [0, 1], { labels: [1, 1] })).toThrow("labels must be distinct");
  });

  test("probabilities that are none, or of another number of classes", () => {
    expect(() => logLoss([0, 1], [0.5, 1.5])).toThrow("a probability must be from 0 to 1: element 1 is 1.5");
    expect(() =>
      logLoss(
        [0, 1, 2],
        [
          [0.5, 0.5],
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ),
    ).toThrow("one column for each of 3 classes");
    expect(() => logLoss([1, 1], [0.5, 0.5])).toThrow("there must be at least two classes");
    expect(() => logLoss([0, 2], [0.5, 0.5], { labels: [0, 1] })).toThrow("2 is missing");
    expect(() => logLoss([0, 1], [[0.5, 0.5], [1]])).toThrow("row 1 of yProb must have 2 numbers");
  });

  test("an area for several classes that does not say how, or whose rows are no probabilities", () => {
    const thirds = [0, 1, 2].map(() => [0.25, 0.25, 0.5]);
    expect(() => rocAucScore([0, 1, 2], thirds)).toThrow(
      'multiClass must be "ovr" or "ovo": current value is undefined',
    );
    expect(() =>
      rocAucScore(
        [0, 1, 2],
        [
          [1, 0, 0],
          [1, 1, 0],
          [0, 0, 1],
        ],
        { multiClass: "ovr" },
      ),
    ).toThrow("row 1 does not");
    expect(() => rocAucScore([0, 1, 2], thirds, { multiClass: "ovo", sampleWeight: [1, 1, 1] })).toThrow(
      "sampleWeight cannot be used",
    );
    expect(() =>
      rocAucScore(
        [0, 1],
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
      ),
    ).toThrow("yScore for two classes must have one column");
  });

  test("a curve without a known positive class", () => {
    expect(() => rocCurve(["a", "b"], [0, 1])).toThrow(
      'posLabel must say which class is positive: current classes are "a", "b"',
    );
    expect(() => rocCurve([0, 1, 2], [0, 1, 2])).toThrow("at most two classes: current number is 3");
  });
});

describe("classification metrics", () => {
  test("leave samples with other labels out of the confusion matrix", () => {
    const { counts } = confusionMatrix(["a", "b", "c"], ["a", "c", "b"], { labels: ["b", "a"] });
    expect(counts).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  test("leave undefined scores out of averages when 0/0 is NaN", () => {
    const options = { average: "macro", zeroDivision: Number.NaN } as const;
    expect(precisionScore([0, 1, 2, 2], [0, 0, 2, 2], options)).toBe((0.5 + 1) / 2);
  });

  test("take columns of a matrix as probabilities", () => {
    const values = Float64Array.of(0.7, 0.2, 0.1, 0.2, 0.7, 0.1, 0.1, 0.1, 0.8);
    const rows = [0, 1, 2].map((i) => [0, 1, 2].map((j) => values[3 * j + i] ?? 0));
    expect(logLoss([0, 1, 2], { nRows: 3, nColumns: 3, values })).toBe(logLoss([0, 1, 2], rows));
  });

  test("know booleans, true being positive", () => {
    expect(rocAucScore([false, true, true, false], [0.1, 0.4, 0.35, 0.8])).toBe(0.5);
    expect([...rocCurve([false, true], [0.1, 0.4]).tpr]).toEqual([0, 1, 1]);
  });
});
