// Models of LightGBM: what they predict here against what LightGBM predicts.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Booster } from "../../../../src/estimators/boosting/booster.ts";
import { goldenCases, goldenData } from "../../../support/xgboost-golden.ts";

const folder = new URL("../../../golden/lightgbm/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

interface Predicted {
  readonly id: string;
  readonly predict: readonly number[];
  readonly raw: readonly number[];
  readonly leaf: readonly number[];
  readonly contributions: readonly number[];
  readonly model: string;
}

const more: { readonly X: readonly (readonly (number | null)[])[]; readonly cases: readonly Predicted[] } =
  JSON.parse(read("more.json"));

describe.each(more.cases)("the LightGBM model $id", (one) => {
  const booster = Booster.fromLightGBM(one.model);

  it("predicts as in LightGBM, missing values and unknown categories included", () => {
    expect(booster.predictMargin(more.X)).toBeAllClose(one.raw, { rtol: 1e-15, atol: 1e-15 });
    // Two exponential functions may differ in the last digit.
    expect(booster.predict(more.X)).toBeAllClose(one.predict, { rtol: 1e-14 });
  });

  it("sends rows to the leaves that LightGBM names", () => {
    expect([...booster.predictLeaf(more.X)]).toEqual(one.leaf);
  });

  it("has LightGBM's Shapley values", () => {
    const contributions = booster.predictContributions(more.X.slice(0, 8));
    // Sums over the paths of a tree in another order.
    expect(contributions).toBeAllClose(one.contributions, { rtol: 1e-9, atol: 1e-9 });
  });

  it("cannot be written for XGBoost", () => {
    expect(() => booster.toXGBoost("json")).toThrow(
      "Cannot write the model for XGBoost: it came from LightGBM",
    );
  });
});

describe.each([
  { id: "lgb_diabetes", like: "exact_d3" },
  { id: "lgb_breast_cancer", like: "logistic_hist_d3" },
])("the LightGBM model $id", ({ id, like }) => {
  const { cases } = JSON.parse(read("cases.json"));
  const { expect: wanted } = cases.find((one: { id: string }) => one.id === id);
  const booster = Booster.fromLightGBM(read(`${id}.txt`));
  const { test } = goldenData(goldenCases.find((one) => one.id === like)!);

  it("predicts, names leaves and counts splits as LightGBM does", () => {
    expect(booster.predictMargin(test.X)).toBeAllClose(wanted.raw, { rtol: 1e-15, atol: 1e-15 });
    expect(booster.predict(test.X)).toBeAllClose(wanted.predict, { rtol: 1e-14 });
    expect([...booster.predictLeaf(test.X)]).toEqual(wanted.leaf.flat());
    const splits = wanted.importance_split.filter((count: number) => count > 0);
    expect([...booster.importance("weight").values()]).toEqual(splits);
  });
});

describe("a broken LightGBM file", () => {
  const text = read("lgb_diabetes.txt");

  it.each([
    ["nothing", "", "must start with a line that says tree"],
    [
      "a foreign objective",
      text.replace("objective=regression", "objective=magic"),
      "objective must be one that is known here",
    ],
    [
      "a child that is no node",
      text.replace("left_child=2 5", "left_child=2 99"),
      "left_child must be whole numbers from -7 to 5",
    ],
    [
      "a circle",
      text.replace("left_child=2 5", "left_child=0 5"),
      "left_child must make a tree, but node 0 has two parents",
    ],
    ["too few thresholds", text.replace(/threshold=\S+ /, "threshold="), "threshold must be 6 numbers"],
    ["linear leaves", text.replace("is_linear=0", "is_linear=1"), "linear leaves are not supported"],
    [
      "a feature that is not there",
      text.replace("split_feature=8", "split_feature=88"),
      "split_feature must be whole numbers from 0 to 9",
    ],
  ])("with %s is refused with the reason", (_, broken, message) => {
    expect(() => Booster.fromLightGBM(broken)).toThrow(message);
    expect(() => Booster.fromLightGBM(broken)).toThrow(SyntaxError);
  });
});
