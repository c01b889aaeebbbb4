"""What XGBoost and LightGBM predict with the boosters that MLflow 3.17.2 logged, and classifiers of XGBoost's own.

    pip install xgboost==3.2.0 lightgbm==4.7.0 scikit-learn==1.9.1
    python generate.py

model.ubj, model.json, iris.json and model.lgb are not made here: MLflow logged them.
"""

import json
from pathlib import Path

import lightgbm
import numpy as np
import sklearn
import xgboost
from sklearn.datasets import load_breast_cancer, load_diabetes, load_iris

FOLDER = Path(__file__).parent
diabetes, iris = load_diabetes(), load_iris()
cancer = load_breast_cancer()

binary = xgboost.XGBClassifier(n_estimators=5, max_depth=2).fit(cancer.data[:, :4], cancer.target)
binary.save_model(FOLDER / "binary.ubj")
stopped = xgboost.XGBRegressor(n_estimators=20, max_depth=2, early_stopping_rounds=2, learning_rate=1.0)
stopped.fit(diabetes.data[:300], diabetes.target[:300], eval_set=[(diabetes.data[300:], diabetes.target[300:])], verbose=False)
stopped.save_model(FOLDER / "stopped.ubj")
multi = xgboost.XGBClassifier(n_estimators=3, max_depth=2).fit(iris.data, iris.target)
multi.save_model(FOLDER / "multi.ubj")


def case(file, kind, rows, predicted):
    return {"file": file, "model_class": kind, "rows": np.asarray(rows).tolist(), "predictions": np.asarray(predicted, dtype=float).tolist()}


def booster(file):
    model = xgboost.Booster(model_file=FOLDER / file)
    rows = iris.data[::40][:5] if model.num_features() == 4 else diabetes.data[::40][:5]
    matrix = xgboost.DMatrix(rows, feature_names=model.feature_names)
    return case(file, "xgboost.core.Booster", rows, model.predict(matrix))


lgb = lightgbm.Booster(model_file=str(FOLDER / "model.lgb"))
cases = [
    *(booster(name) for name in ("model.ubj", "model.json", "iris.json")),
    case("binary.ubj", "xgboost.sklearn.XGBClassifier", cancer.data[::80, :4], binary.predict(cancer.data[::80, :4])),
    case("multi.ubj", "xgboost.sklearn.XGBClassifier", iris.data[::40], multi.predict(iris.data[::40])),
    case("stopped.ubj", "xgboost.sklearn.XGBRegressor", diabetes.data[::80], stopped.predict(diabetes.data[::80])),
    case("model.lgb", "lightgbm.basic.Booster", diabetes.data[::80], lgb.predict(diabetes.data[::80])),
]
made_with = {m.__name__: m.__version__ for m in (xgboost, lightgbm, sklearn, np)}
(FOLDER / "predictions.json").write_text(json.dumps({"made_with": made_with, "cases": cases}, indent=1) + "\n")
