// Regression metrics against scikit-learn's numbers.
import { describe, expect, test } from "vitest";
import {
  meanAbsoluteError,
  meanSquaredError,
  r2Score,
  rootMeanSquaredError,
} from "../../../src/metrics/index.ts";
import { readGolden } from "../../support/golden.ts";

type Expected = number | { readonly error: string };

interface Case {
  readonly id: string;
  readonly op: string;
  readonly y_true: readonly number[];
  readonly y_pred: readonly number[];
  readonly sample_weight?: readonly number[];
  readonly expect: Readonly<Record<"mse" | "rmse" | "mae" | "r2" | "r2_not_force_finite", Expected>>;
}

const cases = readGolden<{ readonly cases: readonly Case[] }>("metrics.json").cases.filter(
  ({ op }) => op === "regression",
);

/** Sums are taken in another order than NumPy's, so the last few bits may differ. */
const ROUNDING = { rtol: 1e-14 };

function expectSame(measure: () => number, expected: Expected): void {
  if (typeof expected === "number") expect([measure()]).toBeAllClose([expected], ROUNDING);
  else expect(measure).toThrow(RangeError);
}

describe.each(cases)("as scikit-learn: $id", ({ y_true, y_pred, sample_weight, expect: wanted }) => {
  const options = { sampleWeight: sample_weight };

  test("meanSquaredError", () => {
    expectSame(() => meanSquaredError(y_true, y_pred, options), wanted.mse);
  });

  test("rootMeanSquaredError", () => {
    expectSame(() => rootMeanSquaredError(y_true, y_pred, options), wanted.rmse);
  });

  test("meanAbsoluteError", () => {
    expectSame(() => meanAbsoluteError(y_true, y_pred, options), wanted.mae);
  });

  test("r2Score", () => {
    expectSame(() => r2Score(y_true, y_pred, options), wanted.r2);
    expectSame(() => r2Score(y_true, y_pred, { ...options, forceFinite: false }), wanted.r2_not_force_finite);
  });
});

describe("regression metrics", () => {
  test.each([
    [[1, 2], [1], {}, "yPred must have as many elements as yTrue, 2: current length is 1"],
    [[], [], {}, "yTrue must not be empty"],
    [[1, Number.NaN], [1, 2], {}, "yTrue must be finite: element 1 is NaN"],
    [[1, 2], [Number.POSITIVE_INFINITY, 2], {}, "yPred must be finite: element 0 is Infinity"],
    [[1, 2], [1, 2], { sampleWeight: [1] }, "sampleWeight must have as many elements as yTrue, 2"],
    [[1, 2], [1, 2], { sampleWeight: [1, -1] }, "sampleWeight must not be negative: element 1 is -1"],
    [[1, 2], [1, 2], { sampleWeight: [0, 0] }, "sampleWeight must not be 0 for all samples"],
  ])("refuse %j against %j with %j", (yTrue, yPred, options, message) => {
    for (const metric of [meanSquaredError, rootMeanSquaredError, meanAbsoluteError, r2Score]) {
      expect(() => metric(yTrue, yPred, options)).toThrow(message);
    }
  });

  test("r2Score knows equal values even where their mean is rounded", () => {
    expect(r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.1])).toBe(1);
    expect(r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.2])).toBe(0);
  });

  test("take typed arrays", () => {
    expect(meanSquaredError(Float32Array.of(1, 2), Int32Array.of(2, 4))).toBe(2.5);
  });
});
