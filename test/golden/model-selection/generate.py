"""Makes cases.json beside this file: searches of scikit-learn on the bundled data sets.

    pip install scikit-learn==1.9.1
    python generate.py
"""
import json
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import load_diabetes, load_iris
from sklearn.linear_model import ElasticNet, LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV, ParameterSampler, RandomizedSearchCV
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")
diabetes = load_diabetes(return_X_y=True)
iris = load_iris(return_X_y=True)
TIGHT = {"tol": 1e-12, "max_iter": 100_000}


def case(search, X, y):
    search.fit(X, y)
    results = search.cv_results_
    splits = sum(name.startswith("split") and name.endswith("_test_score") for name in results)
    return {
        "params": results["params"],
        "test_scores": numpy.array([results[f"split{k}_test_score"] for k in range(splits)]).T.tolist(),
        "mean_test_score": results["mean_test_score"].tolist(),
        "std_test_score": results["std_test_score"].tolist(),
        "rank_test_score": results["rank_test_score"].tolist(),
        "best_params": search.best_params_,
        "best_index": int(search.best_index_),
    }


net_grid = {"alpha": [0.01, 0.1, 1.0], "l1_ratio": [0.25, 0.75]}
pipeline = Pipeline([("scaler", StandardScaler()), ("ridge", Ridge())])
cases = {
    "grid": case(GridSearchCV(ElasticNet(**TIGHT), net_grid, cv=3), *diabetes),
    "pipeline": case(
        GridSearchCV(
            pipeline,
            {"ridge__alpha": [0.1, 10, 1000], "scaler__with_std": [True, False]},
            scoring="neg_root_mean_squared_error",
        ),
        *diabetes,
    ),
    "classes": case(
        GridSearchCV(LogisticRegression(tol=1e-10, max_iter=10_000), {"C": [0.001, 0.1, 10]}, cv=4, scoring="accuracy"), *iris
    ),
    "random": case(
        RandomizedSearchCV(ElasticNet(**TIGHT), net_grid, n_iter=4, cv=3, random_state=7), *diabetes
    ),
}
ranges = {"a": list(range(10)), "b": list(range(30))}
samples = {
    f"{n} of 300, seed {seed}": [[p["a"], p["b"]] for p in ParameterSampler(ranges, n, random_state=seed)]
    for n, seed in [(2, 0), (3, 1), (40, 2), (298, 3)]
}
content = {"made_with": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__}, "cases": cases, "samples": samples}
Path(__file__).with_name("cases.json").write_text(json.dumps(content) + "\n")
