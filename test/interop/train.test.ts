import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DisposableFolder, disposableFolder } from "../support/disposable-folder.ts";
import { runCommand } from "../support/processes.ts";
import { askPython } from "../support/python.ts";

const TRAIN = fileURLToPath(new URL("../../dist/examples/train.js", import.meta.url));
const SETTINGS = [[], ["0.01", "0.01"], ["0.01", "0.75"], ["0.01", "1.0"], ["0.8", "1.0"]];
const FEATURES = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"];

/** What MLflow makes of the store, as one JSON object. */
const LOOK = `
import json, sys, mlflow, numpy as np
from mlflow.models import get_model_info, Model
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from sklearn.model_selection import train_test_split
client = mlflow.MlflowClient(tracking_uri="file:" + sys.argv[1])
mlflow.set_tracking_uri("file:" + sys.argv[1])
best = client.search_runs(["0"], "params.l1_ratio = '0.75' and metrics.rmse < 66", order_by=["metrics.rmse"])
[run] = best
plot = client.download_artifacts(run.info.run_id, "ElasticNet-paths.png")
[dataset] = run.inputs.dataset_inputs
[output] = run.outputs.model_outputs
model = client.get_logged_model(output.model_id)
info = get_model_info("runs:/%s/model" % run.info.run_id)
folder = mlflow.artifacts.download_artifacts("runs:/%s/model" % run.info.run_id)
np.random.seed(40)
train, test = train_test_split(load_diabetes(as_frame=True).frame)
peer = ElasticNet(alpha=0.01, l1_ratio=0.75, tol=1e-12).fit(train.drop(columns="target"), train["target"])
rows = test.drop(columns="target").head(20)
predicted = mlflow.pyfunc.load_model("runs:/%s/model" % run.info.run_id).predict(rows)
print(json.dumps({
    "experiments": [(e.experiment_id, e.name, e.lifecycle_stage) for e in client.search_experiments()],
    "params": sorted((r.data.params["alpha"], r.data.params["l1_ratio"]) for r in client.search_runs(["0"])),
    "statuses": [r.info.status for r in client.search_runs(["0"])],
    "metrics": run.data.metrics,
    "history": [(m.value, m.step) for m in client.get_metric_history(run.info.run_id, "rmse")],
    "tags": run.data.tags,
    "user": run.info.user_id,
    "artifacts": [(a.path, a.is_dir) for a in client.list_artifacts(run.info.run_id)],
    "plot": open(plot, "rb").read(8).hex(),
    "dataset": {
        "name": dataset.dataset.name,
        "digest": dataset.dataset.digest,
        "profile": json.loads(dataset.dataset.profile),
        "context": {t.key: t.value for t in dataset.tags},
    },
    "model": {"name": model.name, "status": str(model.status), "run": model.source_run_id == run.info.run_id},
    "found": [m.model_id == model.model_id for m in client.search_logged_models(["0"], "params.l1_ratio = '0.75'")],
    "inputs": [(c.name, c.type.name, c.required) for c in info.signature.inputs],
    "outputs": [str(o) for o in info.signature.outputs],
    "example": Model.load(folder).load_input_example(folder).shape,
    "predicted": np.asarray(predicted, dtype=float).reshape(-1).tolist(),
    "peer": peer.predict(rows).tolist(),
}))
`;

describe("what train writes, MLflow reads", () => {
  let folder: DisposableFolder;
  let seen: Record<string, unknown>;

  beforeAll(async () => {
    folder = disposableFolder();
    for (const args of SETTINGS) await runCommand("node", [TRAIN, ...args], { cwd: folder.path });
    seen = (await askPython(LOOK, { args: [join(folder.path, "mlruns")] })) as Record<string, unknown>;
  });
  afterAll(() => folder[Symbol.dispose]());

  it("the experiment and every run, finished", () => {
    expect(seen["experiments"]).toEqual([["0", "Default", "active"]]);
    expect(seen["statuses"]).toEqual(SETTINGS.map(() => "FINISHED"));
    expect(seen["params"]).toEqual([
      ["0.01", "0.01"],
      ["0.01", "0.75"],
      ["0.01", "1"],
      ["0.05", "0.05"],
      ["0.8", "1"],
    ]);
  });

  it("metrics, and their histories", () => {
    // What scikit-learn's default tol leaves open: the rows and the optimum are the same, the last digits are not.
    const { rmse, r2, mae } = seen["metrics"] as Record<string, number>;
    expect([rmse!, mae!, r2!]).toBeAllClose([65.29001843024307, 53.759276763786666, 0.3554691065351454], {
      rtol: 1e-5,
    });
    // Twice, as MLflow's own client does: once for the run, once more for the model that the run logs.
    expect(seen["history"]).toEqual([
      [rmse, 0],
      [rmse, 0],
    ]);
  });

  it("tags: who, from what, under which name", () => {
    expect(seen["tags"]).toMatchObject({
      "mlflow.user": seen["user"],
      "mlflow.source.name": TRAIN,
      "mlflow.source.type": "LOCAL",
      "mlflow.source.git.commit": expect.stringMatching(/^[0-9a-f]{40}$/),
      "mlflow.runName": expect.stringMatching(/^[a-z]+-[a-z]+-\d+$/),
    });
  });

  it("the plot, and what it takes to run it again", () => {
    expect(seen["artifacts"]).toEqual([
      ["ElasticNet-paths.png", false],
      ["reproduce", true],
    ]);
    expect(seen["plot"]).toBe("89504e470d0a1a0a");
  });

  it("the data set that went in", () => {
    expect(seen["dataset"]).toEqual({
      name: "diabetes",
      digest: expect.stringMatching(/^[0-9a-f]{8}$/),
      profile: { num_rows: 331, num_elements: 3310 },
      context: { "mlflow.data.context": "training" },
    });
  });

  it("the model, with its signature and input example", () => {
    expect(seen["model"]).toEqual({ name: "model", status: "READY", run: true });
    expect(seen["found"]).toEqual([true]);
    expect(seen["inputs"]).toEqual(FEATURES.map((name) => [name, "double", true]));
    expect(seen["outputs"]).toHaveLength(1);
    expect(seen["example"]).toEqual([5, 10]);
  });

  it("the model itself: Python predicts with it what scikit-learn's own would", () => {
    // scikit-learn is run to the optimum here; what is left is its stopping rule at 1e-12 of the target's sum of squares.
    expect(seen["predicted"] as number[]).toBeAllClose(seen["peer"] as number[], { rtol: 1e-6 });
  });
});
