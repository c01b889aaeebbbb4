"""Measures what mlflow.sklearn.autolog adds to fits of an elastic net: one line of JSON with all times.

Usage: autolog.py FOLDER ROUNDS, with MLFLOW_ALLOW_FILE_STORE=true. Models are not logged, on either side, as what a model's own
files cost is not the overhead of logging by itself.
"""

import json
import sys
import time

import mlflow
import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet


def timed(estimator, X, y, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        estimator.fit(X, y)
        times.append((time.perf_counter() - start) * 1000)
    return times


def main(folder, rounds):
    mlflow.set_tracking_uri("file:" + folder)
    X, y = load_diabetes(return_X_y=True)
    estimator = ElasticNet(alpha=0.01)
    timed(estimator, X, y, 2)
    alone = timed(estimator, X, y, rounds)
    mlflow.sklearn.autolog(log_models=False, silent=True)
    timed(estimator, X, y, 2)
    logged = timed(estimator, X, y, rounds)
    import sklearn

    versions = {"mlflow": mlflow.__version__, "sklearn": sklearn.__version__, "numpy": np.__version__}
    print(json.dumps({"alone": alone, "logged": logged, "versions": versions}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
