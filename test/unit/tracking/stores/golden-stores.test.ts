// Stores that the real MLflow wrote, read by ours.
import { describe, expect, it } from "vitest";
import { openFileStore } from "../../../../src/tracking/index.ts";
import { goldenStore } from "../../../support/golden-store.ts";

const ELASTIC_NET = "a0000000000000000000000000000004";
const SESSION = "a0000000000000000000000000000001";

describe("a store written straight by MLflow's client", () => {
  it("has its experiments, the deleted one in the trash", () => {
    const store = openFileStore(goldenStore("direct"));
    const names = (viewType: "ACTIVE_ONLY" | "DELETED_ONLY") =>
      store.searchExperiments({ viewType, orderBy: ["experiment_id"] }).items.map(({ name }) => name);
    expect(names("ACTIVE_ONLY")).toEqual(["Default", "elasticnet-diabetes", "autolog"]);
    expect(names("DELETED_ONLY")).toEqual(["to-delete"]);
    expect(store.damage()).toEqual([]);
  });

  it("has its runs with params, last metrics, tags and outputs", () => {
    const store = openFileStore(goldenStore("direct"));
    const run = store.run(ELASTIC_NET);
    expect(run.info).toMatchObject({ status: "FINISHED", userId: "alice", lifecycleStage: "active" });
    expect([...run.data.params]).toEqual([
      ["alpha", "0.01"],
      ["l1_ratio", "0.75"],
    ]);
    expect([...run.data.metrics.keys()]).toEqual(["mae", "r2", "rmse"]);
    expect(run.data.tags.get("mlflow.source.type")).toBe("LOCAL");
    expect(run.outputs).toEqual([{ modelId: "m-b0000000000000000000000000000001", step: 0 }]);
    expect(store.damage()).toEqual([]);
  });

  it("has the inputs and histories of autologged runs", () => {
    const store = openFileStore(goldenStore("direct"));
    const { items } = store.searchRuns({
      experimentIds: ["100000000000000003"],
      filter: "datasets.name = 'train'",
    });
    expect(items).toHaveLength(1);
    const [run] = items;
    expect(run?.inputs.datasets.map(({ dataset }) => dataset.digest).sort()).toEqual([
      "ba6dbfcb",
      "ba6dbfcb",
    ]);
    const history = store.metricHistory("a0000000000000000000000000000002", "train-mlogloss").items;
    expect(history.map(({ step }) => step)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(history[2]?.value).toBe(0.5405635257562001);
  });

  it("restores what MLflow deleted, and deletes what it left", () => {
    const store = openFileStore(goldenStore("direct"));
    store.restoreExperiment("100000000000000001");
    expect(store.run("a0000000000000000000000000000003").info.lifecycleStage).toBe("active");
    store.deleteExperiment("100000000000000002");
    expect(store.run(ELASTIC_NET).info.lifecycleStage).toBe("deleted");
  });
});

describe("a store written by MLflow's server", () => {
  it("has every kind of param, metric and tag", () => {
    const store = openFileStore(goldenStore("server"));
    const { data, inputs } = store.run(SESSION);
    expect(data.params.get("empty")).toBe("");
    expect(data.params.get("nested/param")).toBeDefined();
    expect(data.params.get("unicode é")).toBeDefined();
    expect(data.params.get("multi")).toContain("\n");
    const values = Object.fromEntries([...data.metrics].map(([key, { value }]) => [key, value]));
    expect(values).toMatchObject({
      nan: Number.NaN,
      pinf: Number.POSITIVE_INFINITY,
      ninf: Number.NEGATIVE_INFINITY,
      big: 1e300,
      loss: 1 / 3,
      rmse: 0.7862,
    });
    expect(data.metrics.get("nested/m")).toBeDefined();
    expect(inputs.datasets).toEqual([
      {
        dataset: expect.objectContaining({
          name: "toy",
          digest: "4fb5574f",
          profile: '{"num_rows": 2, "num_elements": 4}',
          schema: expect.stringMatching(
            /^\{"mlflow_colspec": .*\{"type": "long", "name": "y", "required": true\}\]\}$/,
          ),
        }),
        tags: new Map([
          ["mlflow.data.context", "training"],
          ["t", "1"],
        ]),
      },
    ]);
    expect(store.metricHistory(SESSION, "loss").items.map(({ value }) => value)).toEqual([1, 0.5, 1 / 3]);
    expect(store.damage()).toEqual([]);
  });

  it("has its logged models with metrics, params and tags", () => {
    const store = openFileStore(goldenStore("server"));
    const { items } = store.searchLoggedModels({ experimentIds: ["100000000000000001"] });
    expect(items).toHaveLength(7);
    const model = store.loggedModel("m-b0000000000000000000000000000005");
    expect(model.metrics.map(({ key, value, runId }) => [key, value, runId])).toEqual([
      ["rmse", 0.5, "a0000000000000000000000000000005"],
      ["rmse_model", 0.7, "a0000000000000000000000000000005"],
    ]);
    expect(store.damage()).toEqual([]);
  });
});
