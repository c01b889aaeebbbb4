"""The tutorial's training script as its Python readers write it: scikit-learn, MLflow into ./mlruns, matplotlib.

Usage: tutorial.py ALPHA L1_RATIO [--lean], with MLFLOW_ALLOW_FILE_STORE=true. --lean logs the model without an input
example and with its requirements given, which spares MLflow the search for them in a process of its own.
"""

import os
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import mlflow
import mlflow.sklearn
import numpy as np
import pandas as pd
from mlflow.models import infer_signature
from sklearn import datasets
from sklearn.linear_model import ElasticNet, enet_path
from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score
from sklearn.model_selection import train_test_split


def plot_path(X, y, l1_ratio, feature_names, file_name):
    alphas, coefficients, _ = enet_path(X, y, eps=5e-3, l1_ratio=l1_ratio)
    figure, axes = plt.subplots()
    for name, row in zip(feature_names, coefficients):
        axes.plot(-np.log10(alphas), row, label=name)
    axes.set_xlabel("-log10(alpha)")
    axes.set_ylabel("coefficients")
    axes.set_title(f"ElasticNet path, l1_ratio = {l1_ratio}")
    axes.legend(loc="upper left", fontsize="small")
    figure.savefig(file_name)
    plt.close(figure)


def main(alpha, l1_ratio, lean):
    np.random.seed(40)
    diabetes = datasets.load_diabetes()
    data = pd.DataFrame(diabetes.data, columns=diabetes.feature_names)
    data["progression"] = diabetes.target
    train, test = train_test_split(data)
    train_x, test_x = train.drop(columns="progression"), test.drop(columns="progression")
    train_y, test_y = train["progression"], test["progression"]

    mlflow.set_tracking_uri(f"file:{os.getcwd()}/mlruns")
    with mlflow.start_run():
        model = ElasticNet(alpha=alpha, l1_ratio=l1_ratio, random_state=42).fit(train_x, train_y)
        predicted = model.predict(test_x)
        metrics = {
            "rmse": float(np.sqrt(mean_squared_error(test_y, predicted))),
            "r2": r2_score(test_y, predicted),
            "mae": mean_absolute_error(test_y, predicted),
        }
        mlflow.log_param("alpha", alpha)
        mlflow.log_param("l1_ratio", l1_ratio)
        for key, value in metrics.items():
            mlflow.log_metric(key, value)
        mlflow.log_input(mlflow.data.from_pandas(train, targets="progression", name="diabetes"), context="training")
        mlflow.sklearn.log_model(
            model,
            name="model",
            signature=infer_signature(train_x, model.predict(train_x)),
            input_example=None if lean else train_x.head(5),
            pip_requirements=["scikit-learn"] if lean else None,
        )
        plot_path(diabetes.data, diabetes.target, l1_ratio, diabetes.feature_names, "ElasticNet-paths.png")
        mlflow.log_artifact("ElasticNet-paths.png")
    print(metrics)


if __name__ == "__main__":
    main(float(sys.argv[1]), float(sys.argv[2]), "--lean" in sys.argv)
