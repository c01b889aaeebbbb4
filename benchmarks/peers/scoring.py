"""Saves the models that both scoring servers serve: an elastic net and 100 boosted trees on scikit-learn's diabetes data."""

import sys
from pathlib import Path

import mlflow.sklearn
import mlflow.xgboost
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from xgboost import XGBRegressor

folder = Path(sys.argv[1])
X, y = load_diabetes(return_X_y=True, as_frame=True)
for name, flavor, model in (
    ("linear", mlflow.sklearn, ElasticNet(alpha=0.01, l1_ratio=0.75, random_state=42)),
    ("trees", mlflow.xgboost, XGBRegressor(n_estimators=100, max_depth=6, n_jobs=1)),
):
    model.fit(X, y)
    signature = mlflow.models.infer_signature(X, model.predict(X))
    flavor.save_model(model, folder / name, input_example=X.head(2), signature=signature)
