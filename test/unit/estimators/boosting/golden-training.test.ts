// Training against XGBoost itself: trees, leaves, files, metrics.
import { describe, expect, it } from "vitest";
import { train } from "../../../../src/estimators/boosting/train.ts";
import {
  goldenBytes,
  goldenCases,
  goldenData,
  goldenParams,
  numbersOf,
} from "../../../support/xgboost-golden.ts";

function trainCase(one: (typeof goldenCases)[number]): ReturnType<typeof train> {
  const { train: data, test } = goldenData(one);
  return train(goldenParams(one), data, {
    numBoostRound: one.rounds,
    evals: { train: data, test },
    ...(one.early_stopping_rounds === undefined ? {} : { earlyStoppingRounds: one.early_stopping_rounds }),
  });
}

describe.each(goldenCases.filter((one) => one.model !== undefined))("training as in case $id", (one) => {
  it("gives the model that XGBoost saved, byte for byte", () => {
    const booster = trainCase(one);
    expect(new TextDecoder().decode(booster.toXGBoost("json"))).toBe(
      new TextDecoder().decode(goldenBytes(one.model!.json)),
    );
    if (one.model!.ubj !== undefined) {
      expect(Buffer.from(booster.toXGBoost("ubj")).equals(goldenBytes(one.model!.ubj))).toBe(true);
    }
  });
});

describe.each(goldenCases)("predictions of case $id", (one) => {
  const booster = trainCase(one);
  const { test } = goldenData(one);

  it("are the float32 values that XGBoost predicts", () => {
    // Where exp and log enter, C's float functions and ours may round one unit apart: 50 to 200 rounds add that up.
    const rtol = one.level === "tree" ? 0 : 1e-5;
    expect(booster.predict(test.X)).toBeAllClose(numbersOf(one.expect.predict).map(Math.fround), {
      rtol,
      atol: rtol,
    });
  });

  it("have XGBoost's metrics after every round", () => {
    for (const [set, metrics] of Object.entries(one.expect.evals)) {
      for (const [metric, values] of Object.entries(metrics)) {
        // Rows are added in single precision, whose logarithms round one unit apart at most: 1e-7 relative.
        expect(booster.history[set]?.[metric]).toBeAllClose(values, { rtol: 1e-7, atol: 1e-12 });
      }
    }
  });

  if (one.expect.margin !== undefined) {
    it("come from the margins that XGBoost has", () => {
      const rtol = one.level === "tree" ? 0 : 1e-5;
      expect(booster.predictMargin(test.X)).toBeAllClose(numbersOf(one.expect.margin!).map(Math.fround), {
        rtol,
        atol: rtol,
      });
    });
  }

  if (one.expect.leaf !== undefined) {
    it("come from the leaves that XGBoost names", () => {
      expect([...booster.predictLeaf(test.X)]).toEqual(numbersOf(one.expect.leaf!));
    });
  }

  if (one.expect.predict_1round !== undefined) {
    it("of the first round alone are XGBoost's too", () => {
      const first = booster.predict(test.X, { iterationRange: [0, 1] });
      expect(first).toBeAllClose(numbersOf(one.expect.predict_1round!).map(Math.fround), { rtol: 0 });
    });
  }

  if (one.early_stopping_rounds !== undefined) {
    it("stop where XGBoost stops, and know the best round", () => {
      expect(booster.nRounds).toBe(one.expect.rounds_kept);
      expect(booster.bestIteration).toBe(one.expect.best_iteration);
      expect(booster.bestScore).toBeCloseTo(one.expect.best_score!, 12);
      const best = booster.predict(test.X, { iterationRange: [0, booster.bestIteration! + 1] });
      expect(best).toBeAllClose(numbersOf(one.expect.predict_best!).map(Math.fround), { rtol: 1e-6 });
    });
  }
});
