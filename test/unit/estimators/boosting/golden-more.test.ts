// The other objectives, categorical features and long features against XGBoost itself.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeCuts } from "../../../../src/estimators/boosting/binning/histogram-cuts.ts";
import { Booster } from "../../../../src/estimators/boosting/booster.ts";
import type { FeatureType } from "../../../../src/estimators/boosting/booster-model.ts";
import { train } from "../../../../src/estimators/boosting/train.ts";
import { denseFeatures } from "../../../../src/estimators/boosting/trees/features.ts";
import { camelParams } from "../../../support/xgboost-golden.ts";

interface MoreCases {
  readonly X: readonly (readonly (number | null)[])[];
  readonly targets: Readonly<Record<string, readonly number[]>>;
  readonly weight: readonly number[];
  readonly cases: readonly {
    readonly id: string;
    readonly target: string;
    readonly params: Readonly<Record<string, unknown>>;
    readonly rounds: number;
    readonly weighted: boolean;
    readonly types: readonly FeatureType[];
    readonly model: string;
    readonly evals: Readonly<Record<string, readonly number[]>>;
    readonly dump: readonly string[] | null;
  }[];
  readonly loaded: readonly {
    readonly id: string;
    readonly model: string;
    readonly margin: readonly number[];
    readonly predict: readonly number[];
  }[];
  readonly sketch: {
    readonly values: readonly number[];
    readonly weights: readonly number[];
    readonly expect: readonly {
      readonly max_bin: number;
      readonly weighted: boolean;
      readonly cuts: readonly number[];
    }[];
  };
}

const more: MoreCases = JSON.parse(
  readFileSync(new URL("../../../golden/xgboost/more.json", import.meta.url), "utf8"),
);

describe.each(more.cases)("training as in case $id", (one) => {
  const data = {
    X: more.X,
    y: more.targets[one.target]!,
    featureTypes: one.types,
    ...(one.weighted ? { weight: more.weight } : {}),
  };
  const booster = train(camelParams(one.params), data, { numBoostRound: one.rounds, evals: { train: data } });

  it("gives the model that XGBoost saved, byte for byte", () => {
    expect(new TextDecoder().decode(booster.toXGBoost("json"))).toBe(one.model);
  });

  it("reports XGBoost's metrics", () => {
    for (const [metric, values] of Object.entries(one.evals)) {
      // Rows are added in single precision, whose logarithms round one unit apart at most: 1e-7 relative.
      expect(booster.history["train"]?.[metric], metric).toBeAllClose(values, { rtol: 1e-7 });
    }
  });

  if (one.dump !== null) {
    it("dumps the trees as XGBoost does", () => {
      expect(booster.dumpText({ withStats: true })).toEqual(one.dump);
    });
  }
});

describe.each(more.loaded)("a model that is not trained here: $id", (one) => {
  const booster = Booster.fromXGBoost(one.model);

  it("predicts as in XGBoost", () => {
    expect(booster.predictMargin(more.X)).toBeAllClose(one.margin.map(Math.fround), { rtol: 0 });
    // Exponentials in single precision may differ by one unit.
    expect(booster.predict(more.X)).toBeAllClose(one.predict.map(Math.fround), { rtol: 1.2e-7 });
  });

  it("writes itself as it was read", () => {
    expect(new TextDecoder().decode(booster.toXGBoost("json"))).toBe(one.model);
  });
});

describe("the quantile sketch", () => {
  const values = Float32Array.from(more.sketch.values);
  const features = denseFeatures({ nRows: values.length, nColumns: 1, values });

  it.each(more.sketch.expect)(
    "of a long feature cuts where XGBoost cuts ($max_bin bins, weighted $weighted)",
    (one) => {
      const weights = one.weighted ? Float32Array.from(more.sketch.weights) : undefined;
      const cuts = makeCuts(features, weights, new Uint8Array(1), {
        maxBin: one.max_bin,
        sketch: "xgboost",
        uniform: () => 0,
      });
      expect([cuts.minValues[0], ...cuts.values]).toEqual(one.cuts.map(Math.fround));
    },
  );
});
