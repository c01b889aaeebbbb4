// ml-xgboost's part in the boosting benchmark: XGBoost as it was in 2018, compiled to WebAssembly.
import { createRequire } from "node:module";
import { report, settingsGiven } from "../boosting-report.ts";

/** What is used of the package, which has no types. */
interface MlXGBoost {
  train(X: readonly (readonly number[])[], y: readonly number[]): void;
  predict(X: readonly (readonly number[])[]): readonly number[];
  free(): void;
}
type MakeMlXGBoost = new (options: Readonly<Record<string, unknown>>) => MlXGBoost;

const settings = settingsGiven();
const { nColumns, learningRate, minChildWeight, lambda, nTrees } = settings;
const XGBoost = (await createRequire(import.meta.url)("ml-xgboost")) as MakeMlXGBoost;
const inRows = (numbers: Float32Array): number[][] =>
  Array.from({ length: numbers.length / nColumns }, (_, i) => [
    ...numbers.subarray(i * nColumns, (i + 1) * nColumns),
  ]);

let last: MlXGBoost | undefined;
report(settings, ({ features, labels }) => {
  last?.free();
  const booster = new XGBoost({
    booster: "gbtree",
    objective: "reg:linear",
    tree_method: "exact",
    max_depth: 6,
    eta: learningRate,
    min_child_weight: minChildWeight,
    lambda,
    iterations: nTrees,
    silent: 1,
  });
  last = booster;
  booster.train(inRows(features), [...labels]);
  return (data) => booster.predict(inRows(data));
});
