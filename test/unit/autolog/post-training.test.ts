// Scores and metrics taken after the fit go into the run of the fit, under the names that MLflow gives them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  accuracyScore,
  ElasticNet,
  LinearRegression,
  LogisticRegression,
  logLoss,
  meanAbsoluteError,
  type Run,
  r2Score,
  rootMeanSquaredError,
  type TrackingClient,
  withRun,
} from "../../../src/index.ts";
import { autologStore } from "../../support/autologged.ts";

const X = [[1], [2], [3], [4], [5]];
const y = [1, 2, 3, 4, 6];
const testX = [[6], [7]];
const testY = [7, 8];

function postTraining(run: Run): Readonly<Record<string, number>> {
  const metrics = [...run.data.metrics.values()].filter(({ key }) => !key.startsWith("training_"));
  return Object.fromEntries(metrics.map(({ key, value }) => [key, value]));
}

async function callsOf(client: TrackingClient, run: Run): Promise<unknown> {
  const artifacts = await client.runArtifacts(run.info.runId);
  return JSON.parse(readFileSync(join(artifacts.localFolder!, "metric_info.json"), "utf8"));
}

describe("metrics after the fit", () => {
  it("of the model's predictions go into the ended run, with the calls that made them", async () => {
    const { client, runs } = autologStore();
    const model = new LinearRegression().fit(X, y);
    const predicted = model.predict(testX);
    const mae = meanAbsoluteError(testY, predicted);
    const again = meanAbsoluteError(testY, predicted);
    const rmse = rootMeanSquaredError(testY, predicted);
    const [run] = await runs();
    expect(postTraining(run!)).toEqual({
      mean_absolute_error_eval_dataset: mae,
      "mean_absolute_error-2_eval_dataset": again,
      root_mean_squared_error_eval_dataset: rmse,
    });
    expect(await callsOf(client, run!)).toEqual({
      "mean_absolute_error-2_eval_dataset": "meanAbsoluteError(yTrue, yPred)",
      mean_absolute_error_eval_dataset: "meanAbsoluteError(yTrue, yPred)",
      root_mean_squared_error_eval_dataset: "rootMeanSquaredError(yTrue, yPred)",
    });
    expect(run?.info.status).toBe("FINISHED");
  });

  it("are the scores of the model too, on data it knows and on other data", async () => {
    const { runs } = autologStore();
    const model = new ElasticNet({ alpha: 0.1 }).fit(X, y);
    const onTest = model.score(testX, testY);
    const onTraining = model.score(X, y);
    const [run] = await runs();
    expect(postTraining(run!)).toEqual({
      ElasticNet_score_eval_dataset: onTest,
      "ElasticNet_score-2_dataset": onTraining,
    });
  });

  it("tell data sets apart, and note each as what the model was evaluated on", async () => {
    const { runs } = autologStore();
    const model = new LinearRegression().fit(X, y);
    for (const data of [testX, [[8], [9]], testX]) r2Score(testY, model.predict(data));
    const [run] = await runs();
    expect(Object.keys(postTraining(run!))).toEqual([
      "r2_score-2_eval_dataset-2",
      "r2_score-3_eval_dataset",
      "r2_score_eval_dataset",
    ]);
    const contexts = run!.inputs.datasets.map(({ dataset, tags }) => [
      dataset.name,
      tags.get("mlflow.data.context"),
    ]);
    expect(contexts.sort()).toEqual([
      ["dataset", "train"],
      ["eval_dataset", "eval"],
      ["eval_dataset-2", "eval"],
    ]);
  });

  it("of two models go each to its own run", async () => {
    const { runs } = autologStore();
    const models = [0.1, 10].map((alpha) => new ElasticNet({ alpha }).fit(X, y));
    const scores = models.map((model) => r2Score(testY, model.predict(testX)));
    const all = await runs();
    const logged = all.map((run) => [
      run.data.params.get("alpha"),
      postTraining(run)["r2_score_eval_dataset"],
    ]);
    expect(Object.fromEntries(logged)).toEqual({ "0.1": scores[0], 10: scores[1] });
  });

  it("of classes and probabilities are known as such", async () => {
    const { runs } = autologStore();
    const model = new LogisticRegression().fit([[0], [1], [2], [3]], [0, 0, 1, 1]);
    accuracyScore([0, 1], model.predict([[0.5], [2.5]]));
    const loss = logLoss([0, 1], model.predictProba([[0.5], [2.5]]));
    const [run] = await runs();
    expect(postTraining(run!)).toEqual({ accuracy_score_eval_dataset: 1, "log_loss_eval_dataset-2": loss });
  });

  it("of anything else are nobody's business", async () => {
    const { runs } = autologStore();
    const model = new LinearRegression().fit(X, y);
    r2Score(testY, [...model.predict(testX)]);
    r2Score(testY, [1, 2]);
    const [run] = await runs();
    expect(postTraining(run!)).toEqual({});
  });

  it("stay away when they are not wanted", async () => {
    const { runs } = autologStore({ logPostTrainingMetrics: false });
    await withRun(() => {
      const model = new LinearRegression().fit(X, y);
      r2Score(testY, model.predict(testX));
    });
    const [run] = await runs();
    expect(postTraining(run!)).toEqual({});
  });
});
