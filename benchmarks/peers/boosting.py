"""A peer's part in the boosting benchmark: prints its times and its test metric as JSON.

Usage: boosting.py xgboost|lightgbm|lightgbm-quantized|sklearn|catboost SETTINGS, or boosting.py versions.
"""

import json
import os
import platform
import resource
import sys
import time

settings = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {"nThreads": 1}
os.environ["OMP_NUM_THREADS"] = str(settings["nThreads"])

import numpy as np


def fit_xgboost(X, y, s):
    import xgboost as xgb

    grow = {
        "levels": {"tree_method": "hist", "max_depth": 6},
        "leaves": {"tree_method": "hist", "grow_policy": "lossguide", "max_depth": 0, "max_leaves": 31},
        "exact": {"tree_method": "exact", "max_depth": 6},
    }[s["grows"]]
    objective = "reg:squarederror" if s["task"] == "regression" else "binary:logistic"
    params = {"objective": objective, "eta": s["learningRate"], "min_child_weight": s["minChildWeight"],
              "lambda": s["lambda"], "nthread": s["nThreads"], **grow}
    booster = xgb.train(params, xgb.DMatrix(X, y, nthread=s["nThreads"]), s["nTrees"])
    return lambda rows: booster.predict(xgb.DMatrix(rows, nthread=s["nThreads"]))


def fit_lightgbm(X, y, s, quantized=False):
    import lightgbm as lgb

    leaves = {"num_leaves": 31} if s["grows"] == "leaves" else {"num_leaves": 63, "max_depth": 6}
    objective = "regression" if s["task"] == "regression" else "binary"
    params = {"objective": objective, "learning_rate": s["learningRate"], "num_threads": s["nThreads"],
              "use_quantized_grad": quantized, "verbosity": -1, **leaves}
    booster = lgb.train(params, lgb.Dataset(X, y), s["nTrees"])
    return booster.predict


def fit_sklearn(X, y, s):
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    leaves = {"max_leaf_nodes": 31} if s["grows"] == "leaves" else {"max_leaf_nodes": None, "max_depth": 6}
    model = HistGradientBoostingRegressor if s["task"] == "regression" else HistGradientBoostingClassifier
    fitted = model(max_iter=s["nTrees"], learning_rate=s["learningRate"], early_stopping=False, **leaves).fit(X, y)
    return fitted.predict if s["task"] == "regression" else lambda rows: fitted.predict_proba(rows)[:, 1]


def fit_catboost(X, y, s):
    import catboost

    model = catboost.CatBoostRegressor if s["task"] == "regression" else catboost.CatBoostClassifier
    fitted = model(iterations=s["nTrees"], depth=6, learning_rate=s["learningRate"], thread_count=s["nThreads"],
                   verbose=False, allow_writing_files=False).fit(X, y)
    return fitted.predict if s["task"] == "regression" else lambda rows: fitted.predict_proba(rows)[:, 1]


FITS = {
    "xgboost": fit_xgboost,
    "lightgbm": fit_lightgbm,
    "lightgbm-quantized": lambda X, y, s: fit_lightgbm(X, y, s, quantized=True),
    "sklearn": fit_sklearn,
    "catboost": fit_catboost,
}


def main(who, s):
    rows, columns = s["nRows"], s["nColumns"]
    X = np.fromfile(os.path.join(s["folder"], "X.f32"), np.float32, count=rows * columns).reshape(-1, columns)
    y = np.fromfile(os.path.join(s["folder"], "y.f32"), np.float32, count=rows)
    FITS[who](X[:100], y[:100] if s["task"] == "regression" else np.arange(100) % 2, {**s, "nTrees": 1})
    times = []
    for _ in range(s["nRepeats"]):
        start, start_cpu = time.perf_counter(), time.process_time()
        predict = FITS[who](X, y, s)
        times.append((time.perf_counter() - start, time.process_time() - start_cpu))
    fit, fit_cpu = sorted(times)[len(times) // 2]
    start = time.perf_counter()
    predict(X)
    predicting = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    test = np.fromfile(os.path.join(s["folder"], "X.f32"), np.float32, offset=4 * rows * columns).reshape(-1, columns)
    label = np.fromfile(os.path.join(s["folder"], "y.f32"), np.float32, offset=4 * rows).astype(float)
    p = np.asarray(predict(test), float)
    if s["task"] == "regression":
        metric = float(np.sqrt(np.mean((p - label) ** 2)))
    else:
        metric = float(-np.mean(np.log(np.where(label == 1, p, 1 - p))))
    print(json.dumps({"fitMs": 1000 * fit, "fitCpuMs": 1000 * fit_cpu, "predictMs": 1000 * predicting, "metric": metric, "peakMb": peak}))


def versions():
    import catboost
    import lightgbm
    import sklearn
    import xgboost

    found = {module.__name__: module.__version__ for module in (np, xgboost, lightgbm, sklearn, catboost)}
    print(json.dumps({"python": platform.python_version(), **found}))


if __name__ == "__main__":
    versions() if sys.argv[1] == "versions" else main(sys.argv[1], settings)
