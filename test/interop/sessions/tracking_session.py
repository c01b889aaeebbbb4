# Everything a user tracks with MLflow's client, at the server named by MLFLOW_TRACKING_URI; prints what came back as JSON.
import json
import pathlib

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.entities import Metric, Param, RunTag

client = MlflowClient()
facts = {}


def error_of(action):
    try:
        action()
    except mlflow.exceptions.MlflowException as error:
        return [error.error_code, str(error).split("\n")[0]]
    return None


experiment_id = client.create_experiment("session", tags={"team": "ts"})
mlflow.set_experiment("session-2")
mlflow.set_experiment("session")
facts["experiment"] = dict(mlflow.get_experiment(experiment_id).tags)
facts["exists"] = error_of(lambda: client.create_experiment("session"))
facts["missing_experiment"] = client.get_experiment_by_name("nope")

run = mlflow.start_run(run_name="first", description="a description", tags={"k1": "v1"})
run_id = run.info.run_id
mlflow.log_param("alpha", 0.5)
mlflow.log_param("alpha", 0.5)
facts["changed_param"] = error_of(lambda: mlflow.log_param("alpha", 0.6))
mlflow.log_params({"l1_ratio": 0.1, "nested/param": "x", "unicode é": "가나다", "multi": "line1\nline2", "empty": ""})
mlflow.log_params({f"p{i}": i for i in range(250)})
mlflow.log_metric("rmse", 0.7862)
for step in range(3):
    mlflow.log_metric("loss", 1.0 / (step + 1), step=step)
for key, value in {"nan": float("nan"), "pinf": float("inf"), "ninf": float("-inf")}.items():
    mlflow.log_metric(key, value)
mlflow.log_metrics({"r2": 0.11, "nested/m": 1, "big": 1e300}, step=7)
mlflow.log_metric("later", 1, synchronous=False)
mlflow.flush_async_logging()
mlflow.set_tags({"a": "1", "b": 2})
mlflow.delete_tag("b")
mlflow.log_text("hello\n", "dir/hello.txt")
mlflow.log_dict({"a": 1}, "conf.json")
mlflow.log_table({"q": ["a", "b"], "n": [1, 2]}, "table.json")
pathlib.Path("folder/deep").mkdir(parents=True)
pathlib.Path("folder/été 1.txt").write_text("été")
pathlib.Path("folder/deep/empty").write_text("")
mlflow.log_artifacts("folder", "all")
data = mlflow.data.from_pandas(pd.DataFrame({"x": [1.0, 2.0], "y": [0, 1]}), name="toy", targets="y")
mlflow.log_input(data, context="training", tags={"t": "1"})
client.log_batch(run_id, [Metric("m1", 1.5, 1700000000000, 0)], [Param("q", "v")], [RunTag("t1", "v")])
mlflow.end_run()

with mlflow.start_run(run_name="parent"):
    with mlflow.start_run(run_name="child", nested=True) as child:
        mlflow.log_metric("m", 2)
try:
    with mlflow.start_run(run_name="fails"):
        raise ValueError("x")
except ValueError:
    pass
with mlflow.start_run(run_id=run_id):
    mlflow.log_metric("resumed", 1)

found = client.get_run(run_id)
facts["params"] = {key: value for key, value in found.data.params.items() if not key.startswith("p")}
facts["param_count"] = len(found.data.params)
facts["metrics"] = {key: repr(value) for key, value in found.data.metrics.items()}
facts["tags"] = {key: found.data.tags[key] for key in ["a", "k1", "t1", "mlflow.runName", "mlflow.note.content"]}
facts["has_b"] = "b" in found.data.tags
facts["status"] = found.info.status
facts["dataset"] = [[i.dataset.name, [t.value for t in i.tags]] for i in found.inputs.dataset_inputs]
facts["history"] = [[m.step, m.value] for m in client.get_metric_history(run_id, "loss")]
facts["artifacts"] = [[f.path, f.is_dir, f.file_size] for f in client.list_artifacts(run_id)]
facts["deep"] = [[f.path, f.is_dir] for f in client.list_artifacts(run_id, "all")]
facts["text"] = mlflow.artifacts.load_text(f"runs:/{run_id}/dir/hello.txt")
folder = pathlib.Path(client.download_artifacts(run_id, "all"))
facts["downloaded"] = sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
facts["table"] = mlflow.load_table("table.json", run_ids=[run_id]).to_dict("list")
facts["missing_artifact"] = error_of(lambda: mlflow.artifacts.load_text(f"runs:/{run_id}/nope.txt"))

query = "metrics.rmse < 1 and params.alpha = '0.5' and tags.`k1` = 'v1' and datasets.name = 'toy'"
facts["search"] = [r.info.run_name for r in client.search_runs([experiment_id], query, order_by=["metrics.rmse ASC"])]
facts["search_frame"] = sorted(mlflow.search_runs([experiment_id])["tags.mlflow.runName"])
page = client.search_runs([experiment_id], max_results=2, order_by=["start_time ASC"])
rest = client.search_runs([experiment_id], max_results=2, order_by=["start_time ASC"], page_token=page.token)
facts["pages"] = [len(page), len(rest), rest.token]
facts["statuses"] = {r.info.run_name: r.info.status for r in client.search_runs([experiment_id])}
facts["bad_filter"] = error_of(lambda: client.search_runs([experiment_id], "metrics.m >"))[0]
facts["search_experiments"] = [e.name for e in client.search_experiments(filter_string="name LIKE 'session%'")]

client.rename_experiment(experiment_id, "renamed")
client.set_experiment_tag(experiment_id, "note", "n")
facts["renamed"] = [client.get_experiment(experiment_id).name, client.get_experiment(experiment_id).tags]
client.update_run(run_id, status="FINISHED", name="second")
client.delete_run(child.info.run_id)
facts["deleted_run"] = client.get_run(child.info.run_id).info.lifecycle_stage
client.restore_run(child.info.run_id)
other = client.get_experiment_by_name("session-2").experiment_id
client.delete_experiment(other)
facts["deleted_experiment"] = client.get_experiment(other).lifecycle_stage
client.restore_experiment(other)
facts["restored"] = [client.get_run(child.info.run_id).info.lifecycle_stage, client.get_experiment(other).lifecycle_stage]
facts["renamed_run"] = client.get_run(run_id).data.tags["mlflow.runName"]
facts["missing_run"] = error_of(lambda: client.get_run("0" * 32))
facts["ids"] = {"experiment": experiment_id, "run": run_id}
print(json.dumps(facts))
