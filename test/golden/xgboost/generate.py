"""Makes more.json: small trainings that cases.json does not cover.

Run with XGBoost 3.2.0 and numpy 2.4.6, from this folder: python generate.py
"""
import json

import numpy as np
import xgboost as xgb

rng = np.random.RandomState(7)
N = 300


def features(n=N):
    """Three numbers (one with few values, one with gaps) and two categorical features (3 and 9 categories, gaps)."""
    X = np.c_[rng.randn(n), rng.randint(0, 6, n), rng.randn(n) ** 3, rng.randint(0, 3, n), rng.randint(0, 9, n)]
    X = X.astype(np.float32).astype(float)
    X[::11, 2] = np.nan
    X[::13, 3] = np.nan
    X[5::17, 4] = np.nan
    return X


X = features()
signal = X[:, 0] + 0.3 * X[:, 1] + np.sin(2 * np.nan_to_num(X[:, 4])) + (np.nan_to_num(X[:, 3]) == 1)
noise = rng.randn(N)
TARGETS = {
    "amount": np.round(np.exp(0.3 * signal + 0.2 * noise), 3),
    "count": np.floor(np.exp(0.4 * signal)),
    "number": np.round(signal + 0.3 * noise, 3),
    "share": np.round(1 / (1 + np.exp(-signal)), 4),
    "yes": (signal + noise > 0.7).astype(float),
    "kind": np.digitize(signal, [0, 1.2]).astype(float),
}
WEIGHT = np.round(rng.rand(N) * 2, 2)
TYPES = ["float", "int", "float", "c", "c"]
NUMERIC = ["float", "int", "float", "q", "q"]

CASES = [
    # id, target, params, rounds, weighted, categorical
    ("categorical", "number", {"max_depth": 4}, 3, False, True),
    ("categorical_weighted_lossguide", "number", {"grow_policy": "lossguide", "max_leaves": 9, "max_depth": 0}, 3, True, True),
    ("categorical_onehot", "yes", {"objective": "binary:logitraw", "max_cat_to_onehot": 20, "max_depth": 3, "base_score": 0}, 2, False, True),
    ("categorical_threshold", "number", {"max_cat_threshold": 3, "max_depth": 3}, 2, False, True),
    ("gamma", "amount", {"objective": "reg:gamma", "max_depth": 3}, 3, False, False),
    ("gamma_nloglik", "amount", {"objective": "reg:gamma", "max_depth": 3, "eval_metric": ["gamma-nloglik", "mape", "rmsle"]}, 2, True, False),
    ("tweedie", "amount", {"objective": "reg:tweedie", "tweedie_variance_power": 1.3, "max_depth": 3}, 3, True, False),
    ("poisson_step", "count", {"objective": "count:poisson", "max_delta_step": 0.4, "max_depth": 3, "tree_method": "exact"}, 3, True, False),
    ("quantiles", "number", {"objective": "reg:quantileerror", "quantile_alpha": [0.1, 0.5, 0.9], "max_depth": 3}, 3, False, False),
    ("quantile_weighted", "number", {"objective": "reg:quantileerror", "quantile_alpha": 0.3, "max_depth": 3}, 3, True, False),
    ("absolute_weighted", "number", {"objective": "reg:absoluteerror", "max_depth": 3}, 3, True, False),
    ("logistic_regression", "share", {"objective": "reg:logistic", "max_depth": 3}, 3, True, False),
    ("error_at", "yes", {"objective": "binary:logistic", "max_depth": 3, "eval_metric": ["error@0.7", "aucpr", "auc"]}, 2, True, False),
    ("classes_auc", "kind", {"objective": "multi:softprob", "num_class": 3, "max_depth": 2, "eval_metric": ["auc", "merror", "mlogloss"]}, 2, True, False),
    ("parallel_trees", "number", {"num_parallel_tree": 3, "max_depth": 2}, 2, False, False),
    ("max_leaves_depthwise", "number", {"max_leaves": 5, "max_depth": 4}, 2, False, False),
    ("step_alpha", "number", {"max_delta_step": 0.3, "alpha": 1.5, "max_depth": 3, "tree_method": "exact"}, 3, True, False),
    ("monotone_alpha", "number", {"monotone_constraints": "(1,-1,0,0,0)", "alpha": 2, "max_depth": 4, "gamma": 0.1}, 3, True, False),
    ("scale_regression", "count", {"scale_pos_weight": 3, "max_depth": 3}, 2, False, False),
    ("zero_child_weight", "number", {"min_child_weight": 0, "max_depth": 5, "lambda": 0.5}, 2, True, False),
]


LOADED = [
    # id, target, params: models that are read and predicted with, but not trained here
    ("dart", "number", {"booster": "dart", "rate_drop": 0.5, "max_depth": 3, "seed": 4}),
    ("hinge", "yes", {"objective": "binary:hinge", "max_depth": 3}),
    ("ranking", "kind", {"objective": "rank:pairwise", "max_depth": 3}),
    ("cox", "amount", {"objective": "survival:cox", "max_depth": 2}),
]


def text(raw):
    return raw.decode()


def main():
    cases = []
    for name, target, params, rounds, weighted, categorical in CASES:
        types = TYPES if categorical else NUMERIC
        y = TARGETS[target]
        data = xgb.DMatrix(X, y, weight=WEIGHT if weighted else None, feature_types=types, enable_categorical=categorical)
        evals = {}
        booster = xgb.train({"nthread": 1, **params}, data, rounds, evals=[(data, "train")], evals_result=evals, verbose_eval=False)
        cases.append({
            "id": name, "target": target, "params": params, "rounds": rounds, "weighted": weighted, "types": types,
            "model": text(bytes(booster.save_raw("json"))), "evals": evals["train"],
            "dump": booster.get_dump(with_stats=True) if name in ("categorical", "gamma") else None,
        })
    loaded = []
    for name, target, params in LOADED:
        data = xgb.DMatrix(X, TARGETS[target], feature_types=NUMERIC)
        if name == "ranking":
            data.set_group([30] * 10)
        booster = xgb.train({"nthread": 1, **params}, data, 5)
        loaded.append({
            "id": name, "model": text(bytes(booster.save_raw("json"))),
            "margin": [float(v) for v in booster.predict(data, output_margin=True)],
            "predict": [float(v) for v in booster.predict(data)],
        })
    # More rows than the first buffer of the quantile sketch holds, in an order that matters to it.
    long = np.round(np.r_[rng.randn(700), rng.rand(600) * 4].astype(np.float32), 4)
    weights = np.round(rng.rand(len(long)).astype(np.float32), 3)
    sketches = []
    for max_bin in (4, 9):
        for weight in (None, weights):
            data = xgb.QuantileDMatrix(long.reshape(-1, 1), label=long, weight=weight, max_bin=max_bin, nthread=1)
            plain = xgb.DMatrix(long.reshape(-1, 1), label=long, weight=weight, nthread=1)
            xgb.train({"max_bin": max_bin, "max_depth": 1, "nthread": 1}, plain, 1)
            sketches.append({"max_bin": max_bin, "weighted": weight is not None, "cuts": [float(v) for v in plain.get_quantile_cut()[1]],
                             "streamed": [float(v) for v in data.get_quantile_cut()[1]]})
    out = {
        "made_with": {"xgboost": xgb.__version__, "numpy": np.__version__},
        "X": [[None if np.isnan(v) else v for v in row] for row in X.tolist()],
        "targets": {k: v.tolist() for k, v in TARGETS.items()},
        "weight": WEIGHT.tolist(),
        "cases": cases,
        "loaded": loaded,
        "sketch": {"values": [float(v) for v in long], "weights": [float(v) for v in weights], "expect": sketches},
    }
    with open("more.json", "w") as file:
        json.dump(out, file, separators=(",", ":"))


main()
