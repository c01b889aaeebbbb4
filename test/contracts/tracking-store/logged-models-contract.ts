// What every tracking store must do with logged models.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import { passTime, type StoreMaker } from "./store-maker.ts";

/** Runs this part of the contract against one kind of store. */
export function testLoggedModels(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  const newRun = async (experimentId = "0") => (await store.createRun({ experimentId })).info.runId;

  describe("logged models", () => {
    it("are made pending, then finished", async () => {
      const runId = await newRun();
      const made = await store.createLoggedModel({
        experimentId: "0",
        name: "elastic net",
        modelType: "regressor",
        sourceRunId: runId,
        params: new Map([["alpha", "1"]]),
        tags: new Map([["t", "v"]]),
      });
      expect(made.modelId).toMatch(/^m-[0-9a-f]{32}$/);
      expect(made).toMatchObject({
        experimentId: "0",
        name: "elastic net",
        modelType: "regressor",
        sourceRunId: runId,
        status: "LOGGED_MODEL_PENDING",
        lifecycleStage: "active",
      });
      expect(made.artifactUri).toMatch(new RegExp(`/models/${made.modelId}/artifacts$`));
      expect(await store.loggedModel(made.modelId)).toEqual(made);
      const finished = await store.finishLoggedModel(made.modelId, "LOGGED_MODEL_READY");
      expect(finished).toMatchObject({
        ...made,
        status: "LOGGED_MODEL_READY",
        lastUpdateTimeMs: expect.anything(),
      });
    });

    it("get the points that name them, with the run they came from, the last one for each data set", async () => {
      const runId = await newRun();
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      const on = (datasetName: string, value: number, step: number) => ({
        key: "rmse",
        value,
        timestampMs: 1,
        step,
        modelId,
        datasetName,
        datasetDigest: "d1",
      });
      await store.logBatch(runId, {
        metrics: [
          on("train", 0.5, 0),
          on("train", 0.4, 1),
          on("test", 0.9, 0),
          { key: "rmse", value: 1, timestampMs: 1, step: 2 },
        ],
      });
      const { metrics } = await store.loggedModel(modelId);
      expect(metrics.map(({ datasetName, value, runId: from }) => [datasetName, value, from])).toEqual([
        ["train", 0.4, runId],
        ["test", 0.9, runId],
      ]);
      expect((await store.metricHistory(runId, "rmse")).items).toHaveLength(4);
    });

    it("keep tags and params of their own", async () => {
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      await store.setLoggedModelTags(
        modelId,
        new Map([
          ["a", "1"],
          ["b", "2"],
        ]),
      );
      await store.setLoggedModelTags(modelId, new Map([["a", "3"]]));
      await store.deleteLoggedModelTag(modelId, "b");
      await expect(async () => store.deleteLoggedModelTag(modelId, "b")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await store.logLoggedModelParams(modelId, new Map([["p", "1"]]));
      const { tags, params } = await store.loggedModel(modelId);
      expect([...tags]).toEqual([["a", "3"]]);
      expect([...params]).toEqual([["p", "1"]]);
    });

    it("are gone once they are deleted", async () => {
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m" });
      await store.deleteLoggedModel(modelId);
      await expect(async () => store.loggedModel(modelId)).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
        message: `Model '${modelId}' not found`,
      });
      expect((await store.searchLoggedModels({ experimentIds: ["0"] })).items).toEqual([]);
    });

    it("are searched and ordered by attributes and by metrics on a data set, the newest first", async () => {
      const runId = await newRun();
      const ids = new Map<string, string>();
      for (const [i, name] of ["a", "b"].entries()) {
        const { modelId } = await store.createLoggedModel({ experimentId: "0", name, sourceRunId: runId });
        ids.set(name, modelId);
        const point = { key: "rmse", timestampMs: 1, step: 0, modelId, datasetDigest: "d" };
        await store.logBatch(runId, {
          metrics: [
            { ...point, value: i, datasetName: "train" },
            { ...point, value: -i, datasetName: "test" },
          ],
        });
        await passTime();
      }
      const named = async (request: object) =>
        (await store.searchLoggedModels({ experimentIds: ["0"], ...request })).items.map(({ name }) => name);
      expect(await named({})).toEqual(["b", "a"]);
      expect(await named({ filter: "name = 'a'" })).toEqual(["a"]);
      expect(await named({ filter: `source_run_id = '${runId}' AND name IN ('a', 'b')` })).toEqual([
        "b",
        "a",
      ]);
      expect(await named({ filter: "metrics.rmse > 0.5", datasets: [{ name: "train" }] })).toEqual(["b"]);
      expect(
        await named({ filter: "metrics.rmse > 0.5", datasets: [{ name: "test", digest: "d" }] }),
      ).toEqual([]);
      const byTest = { field: "metrics.rmse", datasetName: "test", datasetDigest: "d" };
      expect(await named({ orderBy: [byTest] })).toEqual(["b", "a"]);
      expect(await named({ orderBy: [{ ...byTest, ascending: false }] })).toEqual(["a", "b"]);
      expect(await named({ orderBy: [{ field: "creation_time" }] })).toEqual(["a", "b"]);

      const first = await store.searchLoggedModels({ experimentIds: ["0"], maxResults: 1 });
      const rest = { experimentIds: ["0"], maxResults: 1, pageToken: first.nextPageToken };
      expect((await store.searchLoggedModels(rest)).items.map(({ name }) => name)).toEqual(["a"]);
      await expect(async () =>
        store.searchLoggedModels({ ...rest, filter: "name = 'a'" }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it.each(["a/b", "a:b", "a.b", "a%b", "it's", ""])("cannot be called %j", async (name) => {
      await expect(async () => store.createLoggedModel({ experimentId: "0", name })).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
        message: expect.stringContaining(`Invalid model name ('${name}') provided.`),
      });
    });

    it("are not found under an unknown id", async () => {
      for (const modelId of ["m-xxx", "..", "x"]) {
        await expect(async () => store.loggedModel(modelId)).rejects.toMatchObject({
          code: "RESOURCE_DOES_NOT_EXIST",
        });
      }
    });
  });
}
