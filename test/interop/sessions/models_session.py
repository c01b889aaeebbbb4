# Models and their registry with MLflow's client, at the server named by MLFLOW_TRACKING_URI; prints what came back as JSON.
import json
import os

import mlflow
import numpy as np
import xgboost
from mlflow import MlflowClient
from mlflow.models import infer_signature
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet

client = MlflowClient()
facts = {}


def error_of(action):
    try:
        action()
    except mlflow.exceptions.MlflowException as error:
        return [error.error_code, str(error)]
    return None


def predict(uri):
    return [round(float(value), 6) for value in mlflow.pyfunc.load_model(uri).predict(X.head(2))]


X, y = load_diabetes(return_X_y=True, as_frame=True)
model = ElasticNet(alpha=0.01, l1_ratio=0.75, random_state=42).fit(X, y)
signature = infer_signature(X, model.predict(X))
mlflow.set_experiment("models")
with mlflow.start_run(run_name="sk") as run:
    info = mlflow.sklearn.log_model(
        model, name="model", signature=signature, registered_model_name="Diabetes",
        params={"alpha": "0.01"}, tags={"mt": "1"}, pip_requirements=["scikit-learn"],
    )
    mlflow.log_metric("rmse", 0.5)
    mlflow.log_metric("rmse_model", 0.7, model_id=info.model_id)
    second = mlflow.sklearn.log_model(model, artifact_path="legacy", pip_requirements=["scikit-learn"])
booster = xgboost.train({"max_depth": 2, "nthread": 1}, xgboost.DMatrix(X, label=y), num_boost_round=3)
with mlflow.start_run(run_name="xgb") as run2:
    mlflow.xgboost.log_model(booster, name="xmodel", signature=signature, pip_requirements=["xgboost"])

facts["expected"] = [round(float(value), 6) for value in model.predict(X.head(2))]
logged = client.get_logged_model(info.model_id)
facts["logged"] = [logged.name, logged.status.name, logged.params, logged.tags["mt"], logged.source_run_id == run.info.run_id]
facts["logged_metrics"] = sorted([m.key, m.value] for m in logged.metrics)
facts["outputs"] = len(client.get_run(run.info.run_id).outputs.model_outputs)
facts["run_artifacts"] = sorted(f.path for f in client.list_artifacts(run.info.run_id, "model"))
found = client.search_logged_models(
    [run.info.experiment_id], filter_string="name = 'model' AND metrics.rmse < 1",
    order_by=[{"field_name": "metrics.rmse", "ascending": False}],
)
facts["search_logged"] = [m.model_id == info.model_id for m in found]
external = mlflow.create_external_model(name="ext", params={"a": "1"}, tags={"t": "v"}, model_type="agent")
mlflow.log_model_params({"q": "1"}, model_id=external.model_id)
mlflow.set_logged_model_tags(external.model_id, {"z": "1"})
client.delete_logged_model_tag(external.model_id, "z")
facts["external"] = [client.get_logged_model(external.model_id).params, client.get_logged_model(external.model_id).model_type]
client.delete_logged_model(external.model_id)
facts["deleted_model"] = error_of(lambda: client.get_logged_model(external.model_id))[0]

client.set_registered_model_alias("Diabetes", "champion", 1)
mlflow.register_model(second.model_uri, "Diabetes", tags={"q": "1"})
mlflow.register_model(f"runs:/{run2.info.run_id}/xmodel", "Boosted")
client.transition_model_version_stage("Diabetes", 2, "Production", archive_existing_versions=True)
facts["loads"] = {
    kind: predict(uri)
    for kind, uri in {
        "id": info.model_uri,
        "run": f"runs:/{run.info.run_id}/model",
        "version": "models:/Diabetes/1",
        "latest": "models:/Diabetes/latest",
        "alias": "models:/Diabetes@champion",
        "stage": "models:/Diabetes/Production",
    }.items()
}
boosted = booster.predict(xgboost.DMatrix(X.head(2)))
facts["boosted"] = bool(np.allclose(mlflow.xgboost.load_model("models:/Boosted/1").predict(xgboost.DMatrix(X.head(2))), boosted))
facts["downloaded"] = sorted(os.listdir(mlflow.artifacts.download_artifacts("models:/Diabetes/1")))

client.update_registered_model("Diabetes", description="desc")
client.update_model_version("Diabetes", 1, description="v1 desc")
client.set_registered_model_tag("Diabetes", "k", "v")
client.set_model_version_tag("Diabetes", 1, "k", "v")
registered = client.get_registered_model("Diabetes")
version = client.get_model_version("Diabetes", 1)
facts["registered"] = [registered.description, registered.tags, registered.aliases]
facts["version"] = [version.description, version.tags, list(version.aliases), version.run_id == run.info.run_id, version.status]
client.delete_registered_model_tag("Diabetes", "k")
client.delete_model_version_tag("Diabetes", 1, "k")
facts["untagged"] = [client.get_registered_model("Diabetes").tags, client.get_model_version("Diabetes", 1).tags]
facts["latest"] = sorted([v.version, v.current_stage] for v in client.get_latest_versions("Diabetes"))
facts["models"] = [m.name for m in client.search_registered_models("name ILIKE 'dia%'", order_by=["name ASC"])]
facts["all_models"] = [m.name for m in client.search_registered_models()]
facts["versions"] = [v.version for v in client.search_model_versions("name='Diabetes'", order_by=["version_number DESC"])]
facts["of_run"] = len(client.search_model_versions(f"run_id='{run.info.run_id}'"))
client.rename_registered_model("Boosted", "Renamed")
client.delete_model_version("Renamed", 1)
client.delete_registered_model("Renamed")
client.delete_registered_model_alias("Diabetes", "champion")
facts["errors"] = [
    error_of(action)
    for action in [
        lambda: client.get_model_version_by_alias("Diabetes", "champion"),
        lambda: client.get_registered_model("nope"),
        lambda: client.create_registered_model("Diabetes"),
        lambda: client.get_model_version("Diabetes", 99),
        lambda: client.transition_model_version_stage("Diabetes", 2, "Prod"),
    ]
]
print(json.dumps(facts))
