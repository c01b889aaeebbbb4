"""Makes more.json: LightGBM models with categories, missing values and several classes.

Run with LightGBM 4.7.0 and numpy 2.4.6, from this folder: python generate.py
"""
import json

import lightgbm as lgb
import numpy as np

rng = np.random.RandomState(3)
N = 400
X = np.c_[rng.randn(N), rng.randint(0, 40, N), rng.randn(N), np.where(rng.rand(N) < 0.5, 0, rng.randn(N))]
X[::9, 2] = np.nan
X[4::15, 1] = np.nan
signal = X[:, 0] + np.sin(np.nan_to_num(X[:, 1])) + np.nan_to_num(X[:, 2]) + (X[:, 3] > 0)
PROBE = X[:60].copy()
PROBE[::7, 0] = np.nan
PROBE[::5, 1] = [45, -1, 3.7, np.nan] * 3
CASES = {
    "regression_categories": ({"objective": "regression"}, signal),
    "multiclass": ({"objective": "multiclass", "num_class": 3}, np.digitize(signal, [-0.5, 1])),
    "poisson": ({"objective": "poisson"}, np.floor(np.exp(signal / 2))),
    "one_leaf": ({"objective": "binary", "min_data_in_leaf": 300}, (signal > 0).astype(float)),
    "sigmoid": ({"objective": "binary", "sigmoid": 2.0}, (signal > 0).astype(float)),
}
cases = []
for name, (params, y) in CASES.items():
    data = lgb.Dataset(X, y, categorical_feature=[1])
    booster = lgb.train({"num_leaves": 9, "verbosity": -1, "num_threads": 1, **params}, data, 4)
    cases.append({
        "id": name, "model": booster.model_to_string(),
        "predict": booster.predict(PROBE).ravel().tolist(), "raw": booster.predict(PROBE, raw_score=True).ravel().tolist(),
        "leaf": booster.predict(PROBE, pred_leaf=True).ravel().tolist(),
        "contributions": booster.predict(PROBE[:8], pred_contrib=True).ravel().tolist(),
    })
probe = [[None if np.isnan(v) else v for v in row] for row in PROBE.tolist()]
with open("more.json", "w") as file:
    json.dump({"made_with": {"lightgbm": lgb.__version__, "numpy": np.__version__}, "X": probe, "cases": cases}, file, separators=(",", ":"))
