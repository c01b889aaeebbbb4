import { join } from "node:path";
import { TrackingClient } from "traintracks";
import { describe, expect, it } from "vitest";
import { askPython, runPython } from "../support/python.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A session that leaves a bit of everything in a file store. */
const WRITE = `
import json, sys, mlflow, numpy as np, pandas as pd
from mlflow.models import infer_signature
from sklearn.linear_model import ElasticNet
mlflow.set_tracking_uri("file:" + sys.argv[1])
mlflow.set_experiment("fjord")
X = pd.DataFrame({"a": [0.0, 1.0, 2.0], "b": [1.0, 0.0, 1.0]})
y = np.array([0.0, 1.0, 2.0])
with mlflow.start_run(run_name="first", description="a note") as run:
    mlflow.log_params({"alpha": 0.1, "nested/key": "v", "empty": "", "umlaut": "größe\\nzwei"})
    for step, value in enumerate([3.5, float("nan"), float("inf"), 1e-300]):
        mlflow.log_metric("loss", value, step=step, timestamp=1700000000000 + step)
    mlflow.set_tag("stage", "tried")
    mlflow.log_input(mlflow.data.from_pandas(X, name="small"), context="training")
    mlflow.log_text("hello", "notes/hello.txt")
with mlflow.start_run(run_name="second") as second:
    model = ElasticNet(alpha=0.1).fit(X, y)
    mlflow.sklearn.log_model(model, name="model", signature=infer_signature(X, y))
with mlflow.start_run(run_name="gone") as gone:
    pass
mlflow.delete_run(gone.info.run_id)
mlflow.MlflowClient().delete_experiment(mlflow.create_experiment("trash"))
print(json.dumps({
    "experiment": run.info.experiment_id,
    "run": run.info.run_id,
    "second": second.info.run_id,
    "gone": gone.info.run_id,
}))
`;

const RESUME = `
import sys, mlflow
mlflow.set_tracking_uri("file:" + sys.argv[1])
with mlflow.start_run(run_id=sys.argv[2]):
    mlflow.log_metric("loss", 0.25, step=2)
    mlflow.log_param("later", "python")
    mlflow.set_tag("by", "python")
`;

describe("a file store that MLflow wrote", () => {
  it("opens here with all that is in it", async () => {
    const folder = join(temporaryFolder(), "mlruns");
    const ids = (await askPython(WRITE, { args: [folder] })) as Record<
      "run" | "experiment" | "second" | "gone",
      string
    >;
    const client = new TrackingClient(`file://${folder}`);

    const experiments = await client.searchExperiments();
    expect(experiments.items.map(({ name }) => name).sort()).toEqual(["Default", "fjord"]);
    const { items } = await client.searchRuns({
      experimentIds: [ids.experiment],
      filter: "params.alpha = '0.1' and tags.stage = 'tried'",
    });
    expect(items.map(({ info }) => info.runId)).toEqual([ids.run]);

    const run = await client.getRun(ids.run);
    expect(run.info).toMatchObject({ runName: "first", status: "FINISHED", lifecycleStage: "active" });
    expect(Object.fromEntries(run.data.params)).toEqual({
      alpha: "0.1",
      "nested/key": "v",
      empty: "",
      umlaut: "größe\nzwei",
    });
    const history = await client.getMetricHistory(ids.run, "loss");
    expect(history.map(({ value, step, timestampMs }) => [value, step, timestampMs])).toEqual([
      [3.5, 0, 1700000000000],
      [Number.NaN, 1, 1700000000001],
      [Number.POSITIVE_INFINITY, 2, 1700000000002],
      [1e-300, 3, 1700000000003],
    ]);
    expect(run.data.tags.get("mlflow.note.content")).toBe("a note");
    expect(
      run.inputs.datasets.map(({ dataset, tags }) => [dataset.name, tags.get("mlflow.data.context")]),
    ).toEqual([["small", "training"]]);
    expect(await client.listArtifacts(ids.run, "notes")).toMatchObject([
      { path: "notes/hello.txt", sizeBytes: 5 },
    ]);

    const [output] = (await client.getRun(ids.second)).outputs;
    const model = await client.getLoggedModel(output!.modelId);
    expect(model).toMatchObject({ name: "model", status: "LOGGED_MODEL_READY", sourceRunId: ids.second });
    expect((await client.getRun(ids.gone)).info.lifecycleStage).toBe("deleted");
  });
});

describe("a run that was begun here", () => {
  it("goes on in MLflow, and again here", async () => {
    const folder = join(temporaryFolder(), "mlruns");
    const client = new TrackingClient(`file://${folder}`);
    const experimentId = await client.createExperiment("shared");
    const { info } = await client.createRun({ experimentId, runName: "relay" });
    await client.logMetric(info.runId, { key: "loss", value: 1 / 3, step: 1, timestampMs: 1700000000000 });

    await runPython(RESUME, { args: [folder, info.runId] });

    await client.setTag(info.runId, "by", "us");
    const run = await client.getRun(info.runId);
    expect(run.info.status).toBe("FINISHED");
    expect(run.data.params.get("later")).toBe("python");
    expect(run.data.tags.get("by")).toBe("us");
    const history = await client.getMetricHistory(info.runId, "loss");
    expect(history.map(({ value, step }) => [value, step])).toEqual([
      [1 / 3, 1],
      [0.25, 2],
    ]);
  });
});
