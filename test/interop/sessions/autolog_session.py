# The autologs of MLflow's client, at the server named by MLFLOW_TRACKING_URI; prints what they recorded as JSON.
import json

import mlflow
import xgboost
from mlflow import MlflowClient
from sklearn.datasets import load_iris
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

client = MlflowClient()
X, y = load_iris(return_X_y=True, as_frame=True)
mlflow.set_experiment("autolog")


def record(run):
    found = client.get_run(run.info.run_id)
    return {
        "params": len(found.data.params),
        "metrics": sorted(found.data.metrics),
        "datasets": len(found.inputs.dataset_inputs),
        "models": len(found.outputs.model_outputs),
        "autologging": found.data.tags.get("mlflow.autologging"),
        "artifacts": sorted(f.path for f in client.list_artifacts(run.info.run_id)),
        "status": found.info.status,
    }


mlflow.sklearn.autolog()
Pipeline([("scaler", StandardScaler()), ("lr", LinearRegression())]).fit(X, y)
facts = {"sklearn": record(mlflow.last_active_run())}
mlflow.sklearn.autolog(disable=True)

mlflow.xgboost.autolog()
with mlflow.start_run() as run:
    train = xgboost.DMatrix(X, label=y)
    params = {"objective": "multi:softprob", "num_class": 3, "nthread": 1}
    xgboost.train(params, train, num_boost_round=5, evals=[(train, "train")], verbose_eval=False)
facts["xgboost"] = record(run)
facts["history"] = [m.step for m in client.get_metric_history(run.info.run_id, "train-mlogloss")]
print(json.dumps(facts))
