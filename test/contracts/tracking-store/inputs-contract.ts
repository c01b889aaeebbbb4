// What every tracking store must do with data sets and models that runs use and make.
import { beforeEach, describe, expect, it } from "vitest";
import type { TrackingStore } from "../../../src/tracking/index.ts";
import type { StoreMaker } from "./store-maker.ts";

/** Runs this part of the contract against one kind of store. */
export function testInputs(open: StoreMaker): void {
  let store: TrackingStore;
  beforeEach(async () => {
    store = await open();
  });

  const newRun = async (experimentId = "0") => (await store.createRun({ experimentId })).info.runId;

  describe("inputs and outputs", () => {
    const dataset = {
      name: "toy data",
      digest: "4fb5574f",
      sourceType: "code",
      source: '{"tags": {"a": "b"}}',
      schema: `{"mlflow_colspec": [${'{"type": "double", "name": "x", "required": true}, '.repeat(5)}]}`,
      profile: '{"num_rows": 2}',
    };

    it("are kept once for each data set, with the tags that came first", async () => {
      const runId = await newRun();
      const training = new Map([["mlflow.data.context", "training"]]);
      await store.logInputs(runId, { datasets: [{ dataset, tags: training }] });
      await store.logInputs(runId, { datasets: [{ dataset, tags: new Map() }] });
      const { inputs } = await store.run(runId);
      expect(inputs.datasets).toEqual([{ dataset, tags: training }]);
      expect(inputs.modelIds).toEqual([]);
    });

    it("link models used and models made", async () => {
      const runId = await newRun();
      const { modelId } = await store.createLoggedModel({ experimentId: "0", name: "m", sourceRunId: runId });
      await store.logInputs(runId, { modelIds: [modelId, modelId] });
      await store.logOutputs(runId, [{ modelId, step: 3 }]);
      await store.logOutputs(runId, [{ modelId, step: 4 }]);
      const run = await store.run(runId);
      expect(run.inputs.modelIds).toEqual([modelId]);
      expect(run.outputs).toEqual([{ modelId, step: 4 }]);
    });

    it("are searched by name, digest and context of a data set", async () => {
      const runId = await newRun();
      await newRun();
      const tags = new Map([["mlflow.data.context", "training"]]);
      await store.logInputs(runId, { datasets: [{ dataset, tags }] });
      for (const filter of [
        "datasets.name = 'toy data'",
        "dataset.digest LIKE '4fb%'",
        "datasets.context IN ('training', 'eval')",
      ]) {
        const { items } = await store.searchRuns({ experimentIds: ["0"], filter });
        expect(items.map(({ info }) => info.runId)).toEqual([runId]);
      }
    });

    it("refuse data sets over their limits", async () => {
      const runId = await newRun();
      for (const change of [
        { name: "x".repeat(501) },
        { digest: "x".repeat(37) },
        { source: "x".repeat(65_536) },
      ]) {
        const input = { dataset: { ...dataset, ...change }, tags: new Map() };
        await expect(async () => store.logInputs(runId, { datasets: [input] })).rejects.toMatchObject({
          code: "INVALID_PARAMETER_VALUE",
        });
      }
    });
  });
}
