// Boosters of XGBoost and LightGBM in MLflow's folders: predictions as the libraries themselves make them.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lightgbmFlavor } from "../../../src/models/flavors/lightgbm.ts";
import { xgboostFlavor } from "../../../src/models/flavors/xgboost.ts";
import { memoryModelFolder } from "../../support/memory-model-folder.ts";

const golden = new URL("../../golden/boosters/", import.meta.url);
const {
  cases,
}: { cases: { file: string; model_class: string; rows: number[][]; predictions: (number | number[])[] }[] } =
  JSON.parse(readFileSync(new URL("predictions.json", golden), "utf8"));

describe("a booster of another library", () => {
  it.each(cases)("$file as $model_class predicts what it predicts there", (one) => {
    const folder = memoryModelFolder(new Map([[one.file, readFileSync(new URL(one.file, golden))]]));
    const flavor = one.file.endsWith(".lgb") ? lightgbmFlavor : xgboostFlavor;
    const predictor = flavor.load(folder, { data: one.file, model_class: one.model_class });
    const values = Float64Array.from(one.rows.flat());
    const shape = [one.rows.length, values.length / one.rows.length];
    const predictions = predictor.predict(
      { kind: "tensors", tensors: [{ name: undefined, dtype: "float64", shape, values }] },
      new Map(),
    );
    const flat = Object.values<unknown>(predictions).flat().map(Number);
    // XGBoost adds and links in single precision: one unit in the last place of it.
    expect(flat).toBeAllClose(one.predictions.flat(), { rtol: flavor === xgboostFlavor ? 2 ** -23 : 1e-14 });
  });

  it("of a class that LightGBM leaves to pickles is refused, with the way out", () => {
    const folder = memoryModelFolder(new Map([["model.skops", "x"]]));
    expect(() =>
      lightgbmFlavor.load(folder, { data: "model.skops", model_class: "lightgbm.sklearn.LGBMRegressor" }),
    ).toThrow("log model.booster_ instead");
  });
});
