"""One fit of the boosting benchmark: prints its times and its test metric as JSON.

Usage: boosting.py xgboost|lightgbm|sklearn SETTINGS, or boosting.py versions.
"""

import json
import os
import platform
import resource
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np


def fit_xgboost(X, y, s):
    import xgboost as xgb

    grow = {"grow_policy": "lossguide", "max_depth": 0, "max_leaves": 31} if s["leafWise"] else {"max_depth": 6}
    objective = "reg:squarederror" if s["task"] == "regression" else "binary:logistic"
    params = {"objective": objective, "eta": 0.1, "tree_method": "hist", "nthread": 1, **grow}
    booster = xgb.train(params, xgb.DMatrix(X, y, nthread=1), s["nTrees"])
    return lambda rows: booster.predict(xgb.DMatrix(rows, nthread=1))


def fit_lightgbm(X, y, s):
    import lightgbm as lgb

    leaves = {"num_leaves": 31} if s["leafWise"] else {"num_leaves": 63, "max_depth": 6}
    objective = "regression" if s["task"] == "regression" else "binary"
    params = {"objective": objective, "learning_rate": 0.1, "num_threads": 1, "verbosity": -1, **leaves}
    booster = lgb.train(params, lgb.Dataset(X, y), s["nTrees"])
    return booster.predict


def fit_sklearn(X, y, s):
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    leaves = {"max_leaf_nodes": 31} if s["leafWise"] else {"max_leaf_nodes": None, "max_depth": 6}
    model = HistGradientBoostingRegressor if s["task"] == "regression" else HistGradientBoostingClassifier
    fitted = model(max_iter=s["nTrees"], learning_rate=0.1, early_stopping=False, **leaves).fit(X, y)
    return fitted.predict if s["task"] == "regression" else lambda rows: fitted.predict_proba(rows)[:, 1]


def main(who, s):
    rows, columns = s["nRows"], s["nColumns"]
    X = np.fromfile(os.path.join(s["folder"], "X.f32"), np.float32).reshape(-1, columns)
    y = np.fromfile(os.path.join(s["folder"], "y.f32"), np.float32)
    start, start_cpu = time.perf_counter(), time.process_time()
    predict = {"xgboost": fit_xgboost, "lightgbm": fit_lightgbm, "sklearn": fit_sklearn}[who](X[:rows], y[:rows], s)
    fit, fit_cpu = time.perf_counter() - start, time.process_time() - start_cpu
    start = time.perf_counter()
    predict(X[:rows])
    predicting = time.perf_counter() - start
    p, label = predict(X[rows:]).astype(float), y[rows:].astype(float)
    if s["task"] == "regression":
        metric = float(np.sqrt(np.mean((p - label) ** 2)))
    else:
        metric = float(-np.mean(np.log(np.where(label == 1, p, 1 - p))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"fitMs": 1000 * fit, "fitCpuMs": 1000 * fit_cpu, "predictMs": 1000 * predicting, "metric": metric, "peakMb": peak}))


def versions():
    import lightgbm
    import sklearn
    import xgboost

    found = {module.__name__: module.__version__ for module in (np, xgboost, lightgbm, sklearn)}
    print(json.dumps({"python": platform.python_version(), **found}))


if __name__ == "__main__":
    versions() if sys.argv[1] == "versions" else main(sys.argv[1], json.loads(sys.argv[2]))
