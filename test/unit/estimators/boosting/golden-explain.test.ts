// Importances, dumps and Shapley values against XGBoost's own.
import { describe, expect, it } from "vitest";
import { Booster } from "../../../../src/estimators/boosting/booster.ts";
import type { ImportanceType } from "../../../../src/estimators/boosting/explain/feature-importance.ts";
import { GradientBoostingRegressor, permutationImportance } from "../../../../src/estimators/index.ts";
import {
  goldenBytes,
  goldenCase,
  goldenCases,
  goldenData,
  numbersOf,
} from "../../../support/xgboost-golden.ts";

const withModel = goldenCases.filter((one) => one.model !== undefined);

function loadCase(one: (typeof goldenCases)[number]): Booster {
  return Booster.fromXGBoost(goldenBytes(one.model!.json));
}

describe.each(withModel)("the loaded model of case $id", (one) => {
  const booster = loadCase(one);

  it("has XGBoost's importances of every type, to the last bit", () => {
    for (const [type, values] of Object.entries(one.expect.importance)) {
      const rounded = new Map(Object.entries(values).map(([name, value]) => [name, Math.fround(value)]));
      expect(booster.importance(type as ImportanceType), type).toEqual(rounded);
    }
  });

  it("writes itself as it was read, byte for byte", () => {
    expect(Buffer.from(booster.toXGBoost("json")).equals(goldenBytes(one.model!.json))).toBe(true);
    const again = Booster.fromXGBoost(booster.toXGBoost("ubj"));
    expect(Buffer.from(again.toXGBoost("json")).equals(goldenBytes(one.model!.json))).toBe(true);
  });

  it("predicts bit-equal margins", () => {
    if (one.expect.margin === undefined) return;
    const margins = booster.predictMargin(goldenData(one).test.X);
    expect(margins).toBeAllClose(numbersOf(one.expect.margin).map(Math.fround), { rtol: 0 });
  });
});

describe.each(withModel.filter((one) => one.expect.contribs !== undefined))(
  "the explanation of case $id",
  (one) => {
    const booster = loadCase(one);
    const X = (goldenData(one).test.X as unknown[]).slice(0, one.expect.contribs_first_rows) as Record<
      string,
      number
    >[];
    const width = booster.nFeatures + 1;
    const contributions = booster.predictContributions(X);

    it("has XGBoost's Shapley values", () => {
      // XGBoost's are float32 sums; 1e-5 is what the reference itself promises.
      expect(contributions).toBeAllClose(numbersOf(one.expect.contribs!), { rtol: 1e-5, atol: 1e-6 });
    });

    it("sums to the margin", () => {
      const margins = booster.predictMargin(X);
      const sums = Float64Array.from(margins, (_, i) =>
        contributions.subarray(i * width, (i + 1) * width).reduce((sum, value) => sum + value, 0),
      );
      // The margin is a float32 sum of the trees.
      expect(sums).toBeAllClose(margins, { rtol: 1e-6, atol: 1e-6 });
    });

    it("has symmetric interactions whose rows sum to the Shapley values", () => {
      const interactions = booster.predictInteractions(X);
      contributions.forEach((value, i) => {
        const row = interactions.subarray(i * width, (i + 1) * width);
        expect(row.reduce((sum, one) => sum + one, 0)).toBeCloseTo(value, 9);
        const matrix = Math.floor(i / width) * width * width;
        row.forEach((shared, b) => {
          expect(shared).toBeCloseTo(interactions[matrix + b * width + (i % width)]!, 9);
        });
      });
    });
  },
);

describe("dumps", () => {
  it.each(["exact_d3", "tiny_exact"])("as text are XGBoost's lines in case %s", (id) => {
    const one = goldenCase(id);
    expect(loadCase(one).dumpText({ withStats: true })).toEqual(one.expect.dump_text);
  });

  it.each(withModel.filter((one) => one.expect.dump_json !== undefined))(
    "as JSON are XGBoost's in case $id",
    (one) => {
      expect(loadCase(one).dumpJson({ withStats: true })).toEqual(one.expect.dump_json);
    },
  );

  it("leave gains and covers out unless asked for", () => {
    const [tree] = loadCase(goldenCase("exact_d3")).dumpText();
    expect(tree!.split("\n").slice(0, 2)).toEqual([
      "0:[s5<-0.00376117602] yes=1,no=2,missing=1",
      "\t1:[bmi<0.00618888484] yes=3,no=4,missing=3",
    ]);
  });
});

describe("permutation importance", () => {
  const X = Array.from({ length: 200 }, (_, i) => ({ used: i % 20, idle: (i * 7) % 13 }));
  const y = X.map(({ used }) => used);
  const model = new GradientBoostingRegressor({ nEstimators: 20 }).fit(X, y);

  it("is the drop of the score: large for what the label is made of, none for what is not", () => {
    const { baseScore, means, deviations } = permutationImportance((table) => model.score(table, y), X);
    expect(baseScore).toBe(model.score(X, y));
    // Predictions of a shuffled label have twice its variance as mean squared error: R² falls from about 1 to about -1.
    expect(means[0]).toBeGreaterThan(1.5);
    expect(deviations[0]).toBeGreaterThan(0);
    expect(means[1]).toBe(0);
  });

  it("is the same for the same seed, and leaves X as it was", () => {
    const before = JSON.stringify(X);
    const importanceOf = (seed: number) =>
      permutationImportance((table) => model.score(table, y), X, { seed });
    expect(importanceOf(1)).toEqual(importanceOf(1));
    expect(importanceOf(2)).not.toEqual(importanceOf(1));
    expect(JSON.stringify(X)).toBe(before);
    expect(() => permutationImportance(() => 0, X, { nRepeats: 0 })).toThrow(
      "nRepeats must be a whole number",
    );
  });
});
