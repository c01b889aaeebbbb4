import { describe, expect, it } from "vitest";
import { train } from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

describe("predicting many rows at once", () => {
  const random = new RandomState(5);
  const X = Array.from({ length: 1003 }, () =>
    Array.from({ length: 5 }, () =>
      random.uniform() < 0.1 ? Number.NaN : Math.fround(random.standardNormal()),
    ),
  );
  const y = X.map(([a = 0, b = 0]) => (Number.isNaN(a) ? 1 : a) + (b > 0 ? 1 : 0));

  it.each([
    [{ maxDepth: 6 }, 1],
    [{ maxDepth: 0, maxLeaves: 17, growPolicy: "lossguide" }, 1],
    [{ objective: "multi:softprob", numClass: 3, maxDepth: 3 }, 3],
    [{ maxDepth: 1, minChildWeight: 5000 }, 1],
  ])("with %j gives the bits of predicting each row alone", (params, nOutputs) => {
    const labels = nOutputs === 1 ? y : y.map((value) => (value < 0 ? 0 : value < 1 ? 1 : 2));
    const booster = train(params as object, { X, y: labels }, { numBoostRound: 7 });
    const together = booster.predictMargin(X);
    X.forEach((row, i) => {
      expect(booster.predictMargin([row])).toEqual(together.slice(i * nOutputs, (i + 1) * nOutputs));
    });
  });

  it("with another model in between is not disturbed", () => {
    const first = train({ maxDepth: 2 }, { X, y }, { numBoostRound: 2 });
    const wide = X.map((row) => [...row, ...row]);
    const second = train({ maxDepth: 5 }, { X: wide, y }, { numBoostRound: 20 });
    const before = first.predict(X);
    second.predict(wide);
    expect(first.predict(X)).toEqual(before);
  });
});
