// Models as versions of registered models, and back by version, stage and alias.
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import {
  currentRegistry,
  ElasticNet,
  loadDiabetes,
  loadModel,
  logModel,
  registerModel,
  saveModel,
  setTrackingUri,
  TrackingClient,
  withRun,
} from "../../../src/index.ts";
import { openFileStore } from "../../../src/tracking/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { servedStore } from "../../support/tracking-server.ts";

const { features, target } = loadDiabetes();
const weak = new ElasticNet({ alpha: 0.1 }).fit(features, target);
const strong = new ElasticNet({ alpha: 1 }).fit(features, target);
const predictionsOf = async (uri: string): Promise<readonly number[]> =>
  Array.from((await loadModel(uri)).predict(features));

describe.each([
  ["in a folder", () => join(temporaryFolder(), "mlruns")],
  [
    "at a tracking server",
    () =>
      servedStore(openFileStore(join(temporaryFolder(), "mlruns"), { artifactRoot: "mlflow-artifacts:/" })),
  ],
])("%s, a model", (_, place) => {
  let client: TrackingClient;

  beforeEach(async () => {
    const uri = await place();
    setTrackingUri(uri);
    client = new TrackingClient(uri);
  });

  it("is registered as it is logged, and found by its version, its stage and its alias", async () => {
    const { modelId, registeredVersion } = await logModel(weak, { registeredModelName: "net" });
    expect(registeredVersion).toBe(1);
    expect((await logModel(strong, { registeredModelName: "net" })).registeredVersion).toBe(2);
    const registry = currentRegistry();
    await registry.setAlias("net", "champion", 1);
    await registry.transitionStage("net", 2, "Production", false);
    for (const uri of ["models:/net/1", "models:/net@champion"]) {
      expect(await predictionsOf(uri)).toEqual(Array.from(weak.predict(features)));
    }
    for (const uri of ["models:/net/2", "models:/net/latest", "models:/net/Production"]) {
      expect(await predictionsOf(uri)).toEqual(Array.from(strong.predict(features)));
    }
    const { tags } = await client.getLoggedModel(modelId);
    expect(JSON.parse(String(tags.get("mlflow.modelVersions")))).toEqual([{ name: "net", version: 1 }]);
  });

  it("is registered later by the run that logged it, and by another version", async () => {
    const { runId, modelId } = await withRun(async (run) => ({
      ...(await logModel(weak)),
      runId: run.runId,
    }));
    const first = await registerModel(`runs:/${runId}/model`, "net", { description: "the first" });
    expect(first).toMatchObject({
      version: 1,
      source: `models:/${modelId}`,
      runId,
      description: "the first",
    });
    const copy = await registerModel("models:/net/1", "other");
    expect(copy).toMatchObject({ name: "other", version: 1, runId });
    expect(await predictionsOf("models:/other/1")).toEqual(Array.from(weak.predict(features)));
  });

  it("that is not there is not registered, and makes no registered model", async () => {
    const runId = await withRun((run) => run.runId);
    await expect(registerModel(`runs:/${runId}/none`, "net")).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
    });
    expect((await currentRegistry().searchRegisteredModels()).items).toEqual([]);
    await expect(loadModel("models:/net/1")).rejects.toMatchObject({ code: "RESOURCE_DOES_NOT_EXIST" });
  });
});

it("a model among the artifacts of a run is registered by its place", async () => {
  const store = join(temporaryFolder(), "mlruns");
  setTrackingUri(store);
  const runId = await withRun((run) => run.runId);
  const folder = join(store, "0", runId, "artifacts", "model");
  await saveModel(weak, folder);
  const version = await registerModel(`runs:/${runId}/model`, "net");
  expect(version).toMatchObject({ runId, source: expect.stringMatching(/^file:.*\/artifacts\/model$/) });
  expect(await predictionsOf("models:/net/1")).toEqual(Array.from(weak.predict(features)));
});
