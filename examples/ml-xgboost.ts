// XGBoost compiled to WebAssembly, by the package ml-xgboost, logged by itself: node dist/examples/ml-xgboost.js
import mlXgboost from "ml-xgboost";
import { autolog, flush, getRun, lastActiveRun, loadIris, loadModel, TrackingClient } from "traintracks";

autolog();
const XGBoost = autolog.wrap(await mlXgboost);

const { features, target } = loadIris();
const booster = new XGBoost({
  booster: "gbtree",
  objective: "multi:softmax",
  max_depth: 4,
  eta: 0.3,
  subsample: 1,
  iterations: 10,
  silent: 1,
});
booster.train(features, target);
const classes = booster.predict(features);
booster.free();

await flush();
const { runId, client } = lastActiveRun()!;
const { data } = await getRun(runId);
console.log("params", Object.fromEntries(data.params));
console.log("training_accuracy_score", data.metrics.get("training_accuracy_score")?.value);
const losses = await new TrackingClient(client.store.uri).getMetricHistory(runId, "train-mlogloss");
console.log("train-mlogloss", new Map(losses.map(({ step, value }) => [step, Number(value.toFixed(4))])));

// The model is XGBoost's own file: it loads without ml-xgboost, here as in Python.
const loaded = await loadModel(`runs:/${runId}/model`);
const isSame = loaded.predict(features).every((value, i) => value === classes[i]);
console.log(
  `flavors ${[...loaded.info.flavors.keys()].join(", ")}; predicts ${isSame ? "the same" : "other classes"}`,
);
