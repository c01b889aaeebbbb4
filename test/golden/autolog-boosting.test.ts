// What autologging records of boosting, held against what MLflow records of XGBoost for the same scripts.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  accuracyScore,
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  loadDiabetes,
  loadIris,
  logLoss,
  logMetrics,
  trainTestSplit,
  withRun,
} from "../../src/index.ts";
import { artifactPaths, autologStore } from "../support/autologged.ts";

type Point = readonly [step: number, value: number];

interface Recorded {
  readonly params: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly histories: Readonly<Record<string, readonly Point[]>>;
  readonly artifacts: readonly string[];
  readonly datasets: readonly (readonly [name: string, context: string])[];
  readonly feature_importance_weight?: Readonly<Record<string, number>>;
}

const golden: Readonly<Record<string, Recorded>> = JSON.parse(
  readFileSync(new URL("autolog/mlflow-xgboost.json", import.meta.url), "utf8"),
);

/** Values by step; MLflow has step 0 twice, and with early stopping a third time for the best round. */
function bySteps(points: readonly Point[]): ReadonlyMap<number, number> {
  const steps = new Map<number, number>();
  for (const [step, value] of points) if (!steps.has(step)) steps.set(step, value);
  return steps;
}

it("records the tutorial's boosting of iris: parameters, rounds, importances and the metrics of the script", async () => {
  const { client, runs } = autologStore();
  const { train, test } = trainTestSplit(loadIris(), { testSize: 0.2, seed: 42 });
  await withRun(() => {
    const X = train.features.matrix;
    const model = new GradientBoostingClassifier({
      objective: "multi:softprob",
      nEstimators: 10,
      learningRate: 0.3,
      colsampleBytree: 1,
      subsample: 1,
      seed: 42,
      evalMetric: "mlogloss",
    }).fit(X, train.target, { evals: { train: { X, y: train.target } } });
    const XTest = test.features.matrix;
    logMetrics({
      log_loss: logLoss(test.target, model.predictProba(XTest)),
      accuracy: accuracyScore(test.target, model.predict(XTest)),
    });
  });
  const [run] = await runs();
  const recorded = golden["xgb iris"]!;
  const { params, metrics } = run!.data;
  const inBoth = Object.keys(recorded.params).filter((name) => params.has(name));
  expect(inBoth).toEqual([
    "colsample_bytree",
    "early_stopping_rounds",
    "eval_metric",
    "learning_rate",
    "num_class",
    "objective",
    "seed",
    "subsample",
  ]);
  const numbers = ["colsample_bytree", "subsample"];
  for (const name of inBoth) {
    const text = recorded.params[name]!;
    expect([name, params.get(name)]).toEqual([name, numbers.includes(name) ? String(Number(text)) : text]);
  }
  const { runId } = run!.info;
  const history = await client.getMetricHistory(runId, "train-mlogloss");
  const wanted = [...bySteps(recorded.histories["train-mlogloss"]!)];
  const rounds = new Map(history.map(({ step, value }) => [step, value]));
  expect([...rounds.keys()]).toEqual(wanted.map(([step]) => step));
  // MLflow's list was printed with five digits.
  for (const [step, value] of wanted) expect(rounds.get(step)).toBeCloseTo(value, 5);
  expect(metrics.get("log_loss")?.value).toBeCloseTo(recorded.metrics["log_loss"]!, 6);
  expect(metrics.get("accuracy")?.value).toBe(recorded.metrics["accuracy"]);
  expect(await artifactPaths(client, runId)).toEqual(expect.arrayContaining([...recorded.artifacts]));
  const { localFolder } = await client.runArtifacts(runId);
  const weights = readFileSync(join(localFolder!, "feature_importance_weight.json"), "utf8");
  expect(JSON.parse(weights)).toEqual(recorded.feature_importance_weight);
  // The metrics that the script takes are taken of data, which are noted here too.
  expect(datasetsOf(run!)).toEqual([...recorded.datasets, ["eval_dataset", "eval"]].toSorted());
});

it("records where early stopping stopped, what was best, and the best round last", async () => {
  const { client, runs } = autologStore();
  const { train, test } = trainTestSplit(loadDiabetes(), { seed: 0 });
  const evals = {
    train: { X: train.features, y: train.target },
    valid: { X: test.features, y: test.target },
  };
  new GradientBoostingRegressor({
    nEstimators: 30,
    earlyStoppingRounds: 3,
    maxDepth: 2,
    learningRate: 0.3,
    evalMetric: ["rmse", "mae"],
  }).fit(train.features, train.target, { evals });
  const [run] = await runs();
  const recorded = golden["xgb diabetes early stopping"]!;
  const { metrics } = run!.data;
  for (const name of ["best_iteration", "stopped_iteration"]) {
    expect([name, metrics.get(name)?.value]).toEqual([name, recorded.metrics[name]]);
  }
  for (const [name, points] of Object.entries(recorded.histories)) {
    const history = await client.getMetricHistory(run!.info.runId, name);
    const rounds = new Map(history.map(({ step, value }) => [step, value]));
    const wanted = bySteps(points);
    for (const [step, value] of wanted) expect(rounds.get(step)).toBeCloseTo(value, 3);
    // The step after the last round has the best round again, so that the latest value is that of the model.
    expect(rounds.get(wanted.size)).toBeCloseTo(wanted.get(recorded.metrics["best_iteration"]!)!, 3);
  }
  expect(metrics.get("best_score")?.value).toBe(metrics.get("valid-mae")?.value);
  expect(datasetsOf(run!)).toEqual(recorded.datasets.toSorted());
});

function datasetsOf({
  inputs,
}: {
  readonly inputs: {
    readonly datasets: readonly {
      readonly dataset: { readonly name: string };
      readonly tags: ReadonlyMap<string, string>;
    }[];
  };
}): readonly (readonly [string, string | undefined])[] {
  return inputs.datasets
    .map(({ dataset, tags }): [string, string | undefined] => [dataset.name, tags.get("mlflow.data.context")])
    .toSorted();
}
