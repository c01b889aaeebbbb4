"""Saves the model that both scoring servers serve: an elastic net on scikit-learn's diabetes data."""

import sys

import mlflow.sklearn
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet

X, y = load_diabetes(return_X_y=True, as_frame=True)
model = ElasticNet(alpha=0.01, l1_ratio=0.75, random_state=42).fit(X, y)
mlflow.sklearn.save_model(
    model,
    sys.argv[1],
    input_example=X.head(2),
    signature=mlflow.models.infer_signature(X, model.predict(X)),
)
