// Our client at the real MLflow server: what it logs is there, for us and for MLflow's own client.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  ElasticNet,
  endRun,
  flush,
  getMetricHistory,
  getRun,
  listArtifacts,
  loadDiabetes,
  loadModel,
  logArtifacts,
  logDict,
  logInput,
  logMetric,
  logMetrics,
  logModel,
  logParam,
  logParams,
  logText,
  searchRuns,
  setExperiment,
  setTag,
  setTags,
  setTrackingUri,
  startRun,
  TrackingClient,
  withRun,
} from "traintracks";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { askPython, type PythonServer, startMlflowServer } from "../support/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe.each([
  ["a file store", "mlruns"],
  ["SQLite", "sqlite:///mlflow.db"],
])("at a server over %s", (_, backend) => {
  let server: PythonServer;
  let folder: DisposableFolder;
  let client: TrackingClient;
  const experimentName = "à la carte";

  beforeAll(async () => {
    folder = disposableFolder();
    server = await startMlflowServer(["--backend-store-uri", backend], { cwd: folder.path });
    setTrackingUri(server.url);
    client = new TrackingClient(server.url);
    await setExperiment(experimentName);
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  });

  it("a run keeps all that is logged to it", async () => {
    const run = await startRun({ runName: "first", description: "a *note*", tags: { k: "v" } });
    logParam("alpha", 0.01);
    logParam("alpha", 0.01);
    logParams({ l1_ratio: 0.75, "nested/p": "x", "unicode é": "가나다", multi: "line1\nline2" });
    logParams(new Map(Array.from({ length: 250 }, (_value, i) => [`p${i}`, i])));
    logMetric("rmse", 65.29001843024307);
    for (let step = 0; step < 1200; step++) logMetric("loss", 1 / (step + 1), { step });
    logMetrics({ nan: Number.NaN, up: Number.POSITIVE_INFINITY, down: Number.NEGATIVE_INFINITY, big: 1e300 });
    logMetric("negative", -1.5, { step: -3, timestampMs: 1_700_000_000_000 });
    setTags({ a: 1, b: "2" });
    run.deleteTag("b");
    logInput(loadDiabetes(), { context: "training", tags: { fold: 1 } });
    await endRun();

    const { info, data, inputs } = await getRun(run.runId);
    expect(info).toMatchObject({ runName: "first", status: "FINISHED", lifecycleStage: "active" });
    expect(info.endTimeMs).toBeGreaterThanOrEqual(info.startTimeMs);
    expect(data.params.size).toBe(255);
    expect(data.params.get("unicode é")).toBe("가나다");
    expect(data.params.get("multi")).toBe("line1\nline2");
    const values = new Map([...data.metrics.values()].map(({ key, value }) => [key, value]));
    expect(values.get("rmse")).toBe(65.29001843024307);
    expect(values.get("nan")).toBeNaN();
    expect(values.get("up")).toBeGreaterThan(1e308);
    expect(values.get("down")).toBeLessThan(-1e308);
    expect(data.metrics.get("negative")).toMatchObject({
      value: -1.5,
      step: -3,
      timestampMs: 1_700_000_000_000,
    });
    expect(Object.fromEntries(data.tags)).toMatchObject({
      a: "1",
      k: "v",
      "mlflow.note.content": "a *note*",
      "mlflow.runName": "first",
      "mlflow.source.type": "LOCAL",
    });
    expect(data.tags.has("b")).toBe(false);
    expect(inputs.datasets).toMatchObject([{ dataset: { name: "diabetes" } }]);
    const history = await getMetricHistory(run.runId, "loss");
    expect(history.map(({ step }) => step)).toEqual(Array.from({ length: 1200 }, (_value, i) => i));
  });

  it("runs are found by filter and order, nested and failed ones too", async () => {
    const parentId = await withRun({ runName: "parent" }, async (parent) => {
      await Promise.all(
        [3, 1, 2].map((value) =>
          withRun({ runName: `child ${value}`, nested: true }, async () => {
            logMetric("score", value);
            setTag("family", "yes");
          }),
        ),
      );
      return parent.runId;
    });
    await expect(
      withRun({ runName: "fails" }, () => {
        throw new TypeError("mine");
      }),
    ).rejects.toThrow("mine");
    const children = await searchRuns({
      filter: `tags.mlflow.parentRunId = '${parentId}' and metrics.score < 3`,
      orderBy: ["metrics.score DESC"],
    });
    expect(children.map(({ info }) => info.runName)).toEqual(["child 2", "child 1"]);
    const failed = await searchRuns({ filter: "attributes.status = 'FAILED'" });
    expect(failed.map(({ info }) => info.runName)).toEqual(["fails"]);
    expect(await searchRuns({ filter: "tags.family = 'yes'", maxResults: 2 })).toHaveLength(2);
  });

  it("artifacts go up, are listed, and come down", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.txt"), "text");
    writeFileSync(join(folder, "b.bin"), new Uint8Array(3_000_000).fill(7));
    const runId = await withRun(async (run) => {
      await logArtifacts(folder, "deep/er");
      await logText("hello\n", "notes/hello.txt");
      await logDict({ a: [1] }, "conf.json");
      return run.runId;
    });
    expect((await listArtifacts(runId)).map(({ path }) => path)).toEqual([
      "conf.json",
      "deep",
      "notes",
      "reproduce",
    ]);
    expect(await listArtifacts(runId, "deep/er")).toEqual([
      { path: "deep/er/a.txt", isFolder: false, sizeBytes: 4 },
      { path: "deep/er/b.bin", isFolder: false, sizeBytes: 3_000_000 },
    ]);
    const target = temporaryFolder();
    await client.downloadArtifacts(runId, "", target);
    expect(readFileSync(join(target, "notes", "hello.txt"), "utf8")).toBe("hello\n");
    const [up, down] = [folder, join(target, "deep", "er")].map((place) =>
      readFileSync(join(place, "b.bin")),
    );
    expect(down?.equals(up ?? new Uint8Array())).toBe(true);
  });

  it("models are logged and loaded", async () => {
    const { features, target } = loadDiabetes();
    const model = new ElasticNet({ alpha: 0.1 }).fit(features, target);
    const { runId, modelUri, modelId } = await withRun(async (run) => {
      logParam("alpha", 0.1);
      logMetric("rmse", 54);
      return { runId: run.runId, ...(await logModel(model)) };
    });
    const predictions = Array.from(model.predict(features));
    for (const uri of [`runs:/${runId}/model`, modelUri]) {
      expect(Array.from((await loadModel(uri)).predict(features))).toEqual(predictions);
    }
    expect(await client.getLoggedModel(modelId)).toMatchObject({
      status: "LOGGED_MODEL_READY",
      sourceRunId: runId,
      metrics: [{ key: "rmse", value: 54 }],
    });
    const found = await client.searchLoggedModels({
      experimentIds: [(await getRun(runId)).info.experimentId],
      filter: "name = 'model'",
      orderBy: ["metrics.rmse DESC"],
    });
    expect(found.items.map((item) => item.modelId)).toEqual([modelId]);
    await expect(loadModel(`runs:/${runId}/none`)).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
  });

  it("experiments are made, renamed, tagged, deleted and restored", async () => {
    const experimentId = await client.createExperiment("one", { tags: new Map([["t", "v"]]) });
    await expect(client.createExperiment("one")).rejects.toMatchObject({ code: "RESOURCE_ALREADY_EXISTS" });
    await client.renameExperiment(experimentId, "two");
    await client.setExperimentTag(experimentId, "u", 1);
    expect(await client.getExperimentByName("one")).toBeUndefined();
    expect(Object.fromEntries((await client.getExperimentByName("two"))?.tags ?? [])).toMatchObject({
      t: "v",
      u: "1",
    });
    await client.deleteExperiment(experimentId);
    expect((await client.getExperiment(experimentId)).lifecycleStage).toBe("deleted");
    await client.restoreExperiment(experimentId);
    const { items } = await client.searchExperiments({ filter: "name LIKE 'tw%'", orderBy: ["name ASC"] });
    expect(items.map(({ name }) => name)).toEqual(["two"]);
  });

  it("mistakes have MLflow's codes", async () => {
    await expect(getRun("0".repeat(32))).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
    await expect(searchRuns({ filter: "metrics.m == 1" })).rejects.toMatchObject({
      code: "INVALID_PARAMETER_VALUE",
    });
    const run = await startRun();
    onTestFinished(() => endRun().catch(() => {}));
    logParam("alpha", 1);
    await flush();
    await expect(client.logParam(run.runId, "alpha", 2)).rejects.toThrow(
      /Changing param values|already logged/,
    );
  });

  it("runs can be deleted, restored and continued", async () => {
    const runId = await withRun((run) => run.runId);
    await client.deleteRun(runId);
    expect((await getRun(runId)).info.lifecycleStage).toBe("deleted");
    await expect(startRun({ runId })).rejects.toThrow(/deleted/);
    await client.restoreRun(runId);
    await withRun({ runId, tags: { again: 1 } }, () => logMetric("late", 1));
    const { info, data } = await getRun(runId);
    expect(info.status).toBe("FINISHED");
    expect(data.tags.get("again")).toBe("1");
    expect(data.metrics.get("late")?.value).toBe(1);
  });

  it("MLflow's own client reads it all", async () => {
    const seen = await askPython(
      `
import json, sys, mlflow
mlflow.set_tracking_uri(sys.argv[1])
runs = mlflow.search_runs(experiment_names=[sys.argv[2]], output_format="list")
first = next(run for run in runs if run.info.run_name == "first")
model_run = next(run for run in runs if run.outputs and run.outputs.model_outputs)
print(json.dumps({
    "status": first.info.status,
    "alpha": first.data.params["alpha"],
    "rmse": first.data.metrics["rmse"],
    "points": len(mlflow.MlflowClient().get_metric_history(first.info.run_id, "loss")),
    "dataset": first.inputs.dataset_inputs[0].dataset.name,
    "context": first.inputs.dataset_inputs[0].tags[0].value,
    "columns": len(mlflow.models.get_model_info(f"runs:/{model_run.info.run_id}/model").signature.inputs.inputs),
}))
`,
      { args: [server.url, experimentName] },
    );
    expect(seen).toMatchObject({
      status: "FINISHED",
      alpha: "0.01",
      rmse: 65.29001843024307,
      points: 1200,
      dataset: "diabetes",
      columns: 10,
    });
  });
});
