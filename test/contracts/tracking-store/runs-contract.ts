// What every tracking store must do with runs.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import type { StoreMaker } from "./store-maker.ts";

/** Runs this part of the contract against one kind of store. */
export function testRuns(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  const newRun = async (experimentId = "0") => (await store.createRun({ experimentId })).info.runId;

  describe("runs", () => {
    it("are found again as they were made", async () => {
      const { info } = await store.createRun({
        experimentId: "0",
        userId: "alice",
        runName: "first é",
        startTimeMs: 1_700_000_000_000,
        tags: new Map([["a", "1"]]),
      });
      expect(info).toMatchObject({
        experimentId: "0",
        userId: "alice",
        runName: "first é",
        startTimeMs: 1_700_000_000_000,
        endTimeMs: undefined,
        status: "RUNNING",
        lifecycleStage: "active",
      });
      expect(info.runId).toMatch(/^[0-9a-f]{32}$/);
      const run = await store.run(info.runId);
      expect(run.info).toEqual(info);
      expect([...run.data.tags]).toEqual([
        ["a", "1"],
        ["mlflow.runName", "first é"],
      ]);
      expect(run.data.params.size).toBe(0);
      expect(run.data.metrics.size).toBe(0);
    });

    it("get a name if they are given none, and keep name and tag alike", async () => {
      const { info, data } = await store.createRun({ experimentId: "0" });
      expect(info.runName).toMatch(/^[a-z]+-[a-z]+-\d{1,4}$/);
      expect(data.tags.get("mlflow.runName")).toBe(info.runName);
      await store.updateRun(info.runId, { runName: "new" });
      expect((await store.run(info.runId)).data.tags.get("mlflow.runName")).toBe("new");
      await store.logBatch(info.runId, { tags: new Map([["mlflow.runName", "newer"]]) });
      expect((await store.run(info.runId)).info.runName).toBe("newer");
      const tags = new Map([["mlflow.runName", "by tag"]]);
      expect((await store.createRun({ experimentId: "0", tags })).info.runName).toBe("by tag");
      await expect(async () =>
        store.createRun({ experimentId: "0", runName: "other", tags }),
      ).rejects.toMatchObject({
        code: "INVALID_PARAMETER_VALUE",
      });
    });

    it("change status and end time, and keep the rest", async () => {
      const runId = await newRun();
      const before = (await store.run(runId)).info;
      const after = await store.updateRun(runId, { status: "FAILED", endTimeMs: before.startTimeMs + 5 });
      expect(after).toEqual({ ...before, status: "FAILED", endTimeMs: before.startTimeMs + 5 });
      expect((await store.run(runId)).info).toEqual(after);
      expect(await store.updateRun(runId, {})).toEqual(after);
    });

    it("can be deleted and restored any number of times", async () => {
      const runId = await newRun();
      for (let round = 0; round < 2; round++) {
        await store.deleteRun(runId);
        await store.deleteRun(runId);
        expect((await store.run(runId)).info.lifecycleStage).toBe("deleted");
        await store.restoreRun(runId);
        await store.restoreRun(runId);
        expect((await store.run(runId)).info.lifecycleStage).toBe("active");
      }
    });

    it("take nothing while they are deleted", async () => {
      const runId = await newRun();
      await store.logBatch(runId, { tags: new Map([["t", "1"]]) });
      await store.deleteRun(runId);
      const refused = {
        code: "INVALID_PARAMETER_VALUE",
        message: `The run ${runId} must be in 'active' lifecycle_stage.`,
      };
      const metric = { key: "m", value: 1, timestampMs: 1, step: 0 };
      await expect(async () => store.logBatch(runId, { metrics: [metric] })).rejects.toMatchObject(refused);
      await expect(async () =>
        store.logBatch(runId, { params: new Map([["p", "1"]]) }),
      ).rejects.toMatchObject(refused);
      await expect(async () => store.logBatch(runId, { tags: new Map([["t", "2"]]) })).rejects.toMatchObject(
        refused,
      );
      await expect(async () => store.deleteTag(runId, "t")).rejects.toMatchObject(refused);
      await expect(async () => store.updateRun(runId, { status: "FINISHED" })).rejects.toMatchObject(refused);
      await expect(async () => store.logInputs(runId, {})).rejects.toMatchObject(refused);
      await expect(async () => store.logOutputs(runId, [])).rejects.toMatchObject(refused);
      expect((await store.run(runId)).data.tags.get("t")).toBe("1");
    });

    it("take more after they are finished", async () => {
      const runId = await newRun();
      await store.updateRun(runId, { status: "FINISHED", endTimeMs: 1 });
      await store.logBatch(runId, { metrics: [{ key: "m", value: 1, timestampMs: 1, step: 0 }] });
      expect((await store.run(runId)).data.metrics.get("m")?.value).toBe(1);
    });

    it("are not found under an unknown or malformed id", async () => {
      const unknown = "0".repeat(32);
      const missing = { code: "RESOURCE_DOES_NOT_EXIST", message: `Run '${unknown}' not found` };
      await expect(async () => store.run(unknown)).rejects.toMatchObject(missing);
      await expect(async () => store.logBatch(unknown, {})).rejects.toMatchObject(missing);
      await expect(async () => store.deleteRun(unknown)).rejects.toMatchObject(missing);
      for (const runId of ["../..", "", "a/b", ".trash", "a\0b"]) {
        await expect(async () => store.run(runId)).rejects.toMatchObject({ code: "INVALID_PARAMETER_VALUE" });
      }
    });
  });
}
