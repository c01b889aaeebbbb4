// Copying runs to a real MLflow server, over files and over SQL, and back: everything arrives, and only once.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ElasticNet } from "../../src/estimators/index.ts";
import { saveModel } from "../../src/models/index.ts";
import { copyRuns, logFolder, TrackingClient } from "../../src/tracking/index.ts";
import { askPython, startMlflowServer } from "../support/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const X = [
  [1, 0],
  [2, 1],
  [3, 0],
  [4, 1],
];
const MODEL = new ElasticNet({ alpha: 0.1, l1Ratio: 0.5 }).fit(X, [1, 2, 3, 4]);

/** What MLflow's client finds at the server that the runs were copied to. */
const LOOK = `
import json, math, sys, mlflow, numpy as np
from mlflow import MlflowClient
client = MlflowClient(tracking_uri=sys.argv[1])
mlflow.set_tracking_uri(sys.argv[1])
experiment = client.get_experiment_by_name("wine")
runs = {run.info.run_name: run for run in client.search_runs([experiment.experiment_id])}
child = runs["trial"]
[output] = child.outputs.model_outputs
model = client.get_logged_model(output.model_id)
predicted = mlflow.pyfunc.load_model("runs:/%s/model" % child.info.run_id).predict(np.array([[5.0, 0.0]]))
predicted = next(iter(predicted.values())) if isinstance(predicted, dict) else predicted
print(json.dumps({
    "runs": sorted(runs),
    "team": experiment.tags["team"],
    "parent": child.data.tags["mlflow.parentRunId"] == runs["search"].info.run_id,
    "status": [child.info.status, child.info.start_time, child.info.end_time, child.info.user_id],
    "params": [len(child.data.params), child.data.params["p149"]],
    "loss": [[m.timestamp, "nan" if math.isnan(m.value) else m.value, m.step] for m in client.get_metric_history(child.info.run_id, "loss")],
    "dataset": [[i.dataset.name, {t.key: t.value for t in i.tags}] for i in child.inputs.dataset_inputs],
    "model": [model.name, str(model.status), model.params, model.source_run_id == child.info.run_id],
    "model_metrics": [[m.key, m.value] for m in model.metrics],
    "artifacts": [f.path for f in client.list_artifacts(child.info.run_id)],
    "text": mlflow.artifacts.load_text(child.info.artifact_uri + "/notes/a b.txt"),
    "predicted": np.asarray(predicted, dtype=float).ravel().tolist(),
}))
`;

async function source(): Promise<TrackingClient> {
  const client = new TrackingClient(join(temporaryFolder(), "mlruns"));
  const experimentId = await client.createExperiment("wine", { tags: new Map([["team", "red"]]) });
  const parent = await client.createRun({ experimentId, runName: "search", startTimeMs: 1000 });
  const child = await client.createRun({
    experimentId,
    runName: "trial",
    userId: "alice",
    startTimeMs: 2000,
    tags: new Map([["mlflow.parentRunId", parent.info.runId]]),
  });
  const { runId } = child.info;
  const { modelId, artifactUri } = await client.createLoggedModel({
    experimentId,
    name: "model",
    sourceRunId: runId,
    params: new Map([["alpha", "0.1"]]),
  });
  const folder = join(temporaryFolder(), "model");
  await saveModel(MODEL, folder, { inputExample: X, modelId, runId, artifactPath: artifactUri });
  await logFolder(client.openArtifacts(artifactUri), folder, "");
  await client.finalizeLoggedModel(modelId, "LOGGED_MODEL_READY");
  await client.logOutputs(runId, [{ modelId, step: 0 }]);
  for (let i = 0; i < 150; i++) await client.logParam(runId, `p${i}`, `value ${i}`);
  await client.logBatch(runId, {
    metrics: [
      { key: "loss", value: 1 / 3, timestampMs: 5, step: 0 },
      { key: "loss", value: Number.NaN, timestampMs: 6, step: 1 },
      { key: "loss", value: 0.25, timestampMs: 7, step: 2 },
    ],
  });
  await client.logMetric(runId, { key: "rmse", value: 0.5, timestampMs: 8, step: 0, modelId });
  const dataset = { name: "wine", digest: "1234abcd", sourceType: "code", source: "{}" };
  await client.logInputs(runId, {
    datasets: [{ dataset, tags: new Map([["mlflow.data.context", "train"]]) }],
  });
  await (await client.runArtifacts(runId)).write("notes/a b.txt", "a note");
  await client.setTerminated(runId, "FINISHED", 3000);
  await client.setTerminated(parent.info.runId, "FINISHED", 4000);
  return client;
}

describe.each(["mlruns", "sqlite:///runs.db"])("MLflow's server over %s", (store) => {
  it("takes copies of our runs, once, and gives them back", async () => {
    const folder = temporaryFolder();
    await using mlflow = await startMlflowServer(["--backend-store-uri", store], { cwd: folder });
    const [here, there] = [await source(), new TrackingClient(mlflow.url)];
    const first = await copyRuns(here, there);
    expect(first.map(({ kind, outcome, problem }) => [kind, outcome, problem])).toEqual([
      ["model", "new", undefined],
      ["run", "new", undefined],
      ["run", "new", undefined],
    ]);
    expect(await askPython(LOOK, { args: [mlflow.url] })).toEqual({
      runs: ["search", "trial"],
      team: "red",
      parent: true,
      status: ["FINISHED", 2000, 3000, "alice"],
      params: [150, "value 149"],
      loss: [
        [5, 1 / 3, 0],
        [6, "nan", 1],
        [7, 0.25, 2],
      ],
      dataset: [["wine", { "mlflow.data.context": "train" }]],
      model: ["model", "READY", { alpha: "0.1" }, true],
      model_metrics: [["rmse", 0.5]],
      artifacts: ["notes"],
      text: "a note",
      predicted: [expect.closeTo(MODEL.predict([[5, 0]])[0] ?? 0, 5)],
    });
    const again = await copyRuns(here, there);
    expect(again.map(({ outcome }) => outcome)).toEqual(["same", "same", "same"]);

    const back = new TrackingClient(join(temporaryFolder(), "back"));
    const returned = await copyRuns(there, back, {
      experimentIds: [(await there.getExperimentByName("wine"))?.experimentId ?? ""],
    });
    expect(returned.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ["new", undefined],
      ["new", undefined],
      ["new", undefined],
    ]);
    const child = returned.find(({ name }) => name === "trial")?.targetId ?? "";
    const history = await back.getMetricHistory(child, "loss");
    expect(history.map(({ timestampMs, value, step }) => [timestampMs, value, step])).toEqual([
      [5, 1 / 3, 0],
      [6, Number.NaN, 1],
      [7, 0.25, 2],
    ]);
    expect((await back.getRun(child)).outputs).toHaveLength(1);
  });
});
