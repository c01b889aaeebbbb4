// Fitted models as logged models of a run, and back by every URI.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  ElasticNet,
  getRun,
  type LoggedModelInfo,
  loadDiabetes,
  loadModel,
  logInput,
  logMetric,
  logModel,
  logParam,
  saveModel,
  setTrackingUri,
  TrackingClient,
  withRun,
} from "../../../src/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const { features, target } = loadDiabetes();
const model = new ElasticNet({ alpha: 0.1 }).fit(features, target);

let store: string;
let client: TrackingClient;

beforeEach(() => {
  store = join(temporaryFolder(), "mlruns");
  setTrackingUri(store);
  client = new TrackingClient(store);
});

async function runWithModel(): Promise<LoggedModelInfo & { readonly runId: string }> {
  return await withRun(async ({ runId }) => {
    logParam("alpha", 0.1);
    logMetric("rmse", 55, { step: 1, timestampMs: 1_700_000_000_000 });
    logMetric("rmse", 54, { step: 2, timestampMs: 1_700_000_000_001 });
    return {
      ...(await logModel(model, { params: { own: 1 }, tags: { t: "v" }, modelType: "linear" })),
      runId,
    };
  });
}

describe("a logged model", () => {
  it("lies in the experiment's own folder of models, ready, with the run's params and metrics", async () => {
    const { modelId, artifactUri, runId } = await runWithModel();
    expect(artifactUri).toMatch(new RegExp(`/mlruns/0/models/${modelId}/artifacts$`));
    expect(readdirSync(join(store, "0", "models", modelId, "artifacts"))).toContain("MLmodel");
    const logged = await client.getLoggedModel(modelId);
    expect(logged).toMatchObject({
      name: "model",
      status: "LOGGED_MODEL_READY",
      sourceRunId: runId,
      modelType: "linear",
      metrics: [{ key: "rmse", value: 54, step: 2, runId }],
    });
    expect(Object.fromEntries(logged.params)).toEqual({ alpha: "0.1", own: "1" });
    expect(Object.fromEntries(logged.tags)).toMatchObject({ t: "v", "mlflow.source.type": "LOCAL" });
  });

  it("is an output of the run, and knows the run in its MLmodel", async () => {
    const { modelId, runId } = await runWithModel();
    expect((await getRun(runId)).outputs).toEqual([{ modelId, step: 0 }]);
    const mlmodel = readFileSync(join(store, "0", "models", modelId, "artifacts", "MLmodel"), "utf8");
    expect(mlmodel).toContain(`run_id: ${runId}`);
    expect(mlmodel).toContain(`model_id: ${modelId}`);
    expect(mlmodel).toContain(`model_uuid: ${modelId}`);
  });

  it("gets the points logged to the run after it", async () => {
    const modelId = await withRun(async () => {
      const logged = await logModel(model);
      logMetric("late", 1);
      return logged.modelId;
    });
    expect((await client.getLoggedModel(modelId)).metrics).toMatchObject([{ key: "late", value: 1 }]);
  });

  it("does not multiply the points of the run with each further model", async () => {
    const runId = await withRun(async (run) => {
      for (let i = 0; i < 3; i++) logMetric("m", i, { step: i });
      for (let k = 0; k < 4; k++) await logModel(model, { name: `model${k}` });
      return run.runId;
    });
    expect(await client.getMetricHistory(runId, "m")).toHaveLength(3 * (1 + 4));
  });

  it("belongs to no run when none is active, and starts none", async () => {
    const { modelId } = await logModel(model, { name: "alone" });
    expect((await client.getLoggedModel(modelId)).sourceRunId).toBeUndefined();
    expect((await client.searchRuns({ experimentIds: ["0"] })).items).toEqual([]);
  });

  it("is marked as failed when its files cannot be made, and the error goes on", async () => {
    await expect(logModel(model, { inputExample: [[1]] })).rejects.toThrow();
    const { items } = await client.searchLoggedModels({ experimentIds: ["0"] });
    expect(items.map(({ status }) => status)).toEqual(["LOGGED_MODEL_UPLOAD_FAILED"]);
  });

  it.each(["", "a/b", "a:b", 'a"b'])("is not called %j", async (name) => {
    await expect(logModel(model, { name })).rejects.toThrow(/model name/i);
  });
});

describe("a model is loaded", () => {
  const predictions = Array.from(model.predict(features));
  const predictionsOf = async (uri: string): Promise<readonly number[]> =>
    Array.from((await loadModel(uri)).predict(features));

  it("by runs:/<run id>/<name>, models:/<model id>, file URI and path, and predicts the same bits", async () => {
    const { runId, modelUri, artifactUri, modelId } = await runWithModel();
    expect(await predictionsOf(`runs:/${runId}/model`)).toEqual(predictions);
    expect(await predictionsOf(modelUri)).toEqual(predictions);
    expect(await predictionsOf(artifactUri)).toEqual(predictions);
    expect(await predictionsOf(join(store, "0", "models", modelId, "artifacts"))).toEqual(predictions);
  });

  it("from the run's artifacts before any logged model of that name", async () => {
    const { runId } = await runWithModel();
    const other = new ElasticNet({ alpha: 1 }).fit(features, target);
    const folder = join(store, "0", runId, "artifacts", "model");
    mkdirSync(folder);
    await saveModel(other, folder);
    expect(await predictionsOf(`runs:/${runId}/model`)).toEqual(Array.from(other.predict(features)));
  });

  it("in its newest version when a run has logged the name twice", async () => {
    const other = new ElasticNet({ alpha: 1 }).fit(features, target);
    const runId = await withRun(async (run) => {
      await logModel(model);
      await new Promise((resolve) => setTimeout(resolve, 2));
      await logModel(other);
      return run.runId;
    });
    expect(await predictionsOf(`runs:/${runId}/model`)).toEqual(Array.from(other.predict(features)));
  });

  it("or the error says what was looked for where", async () => {
    const { runId } = await runWithModel();
    const empty = temporaryFolder();
    writeFileSync(join(empty, "other"), "");
    await expect(loadModel(`runs:/${runId}/none`)).rejects.toThrow(
      /no none\/MLmodel in file:.*\/artifacts, and the run has logged no model of that name, only "model"/,
    );
    await expect(loadModel(`runs:/${"0".repeat(32)}/model`)).rejects.toThrow(/not found/);
    await expect(loadModel(`models:/m-${"0".repeat(32)}`)).rejects.toThrow(/not found/);
    await expect(loadModel(empty)).rejects.toThrow(/it holds no MLmodel/);
    await expect(loadModel("/no/such/folder")).rejects.toThrow(/there is no such folder/);
    await expect(loadModel("nowhere:/x")).rejects.toThrow(/nowhere/);
    expect(existsSync("/no/such/folder")).toBe(false);
  });
});

it("a data set becomes an input of the run, with what it is used for", async () => {
  const runId = await withRun((run) => {
    logInput(loadDiabetes(), { context: "training", tags: { fold: 1 } });
    return run.runId;
  });
  const { datasets } = (await getRun(runId)).inputs;
  expect(datasets).toMatchObject([
    { dataset: { name: "diabetes", digest: expect.stringMatching(/^[0-9a-f]{8}$/) } },
  ]);
  expect(Object.fromEntries(datasets[0]?.tags ?? [])).toEqual({
    "mlflow.data.context": "training",
    fold: "1",
  });
});
