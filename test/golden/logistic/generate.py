"""Makes cases.json beside this file: logistic regressions of scikit-learn, run until nothing moves any more.

    pip install scikit-learn==1.9.1
    python generate.py
"""
import json
import platform
import warnings
from pathlib import Path

import numpy
import sklearn
from sklearn.datasets import load_breast_cancer, load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

warnings.simplefilter("ignore")


def rounded(X):
    return numpy.round(X, 4)


def datasets():
    cancer, iris = load_breast_cancer(), load_iris()
    random = numpy.random.RandomState(0)
    wide = random.randn(40, 60)
    return {
        # Every second row and every third column, standardised.
        "cancer": (rounded(StandardScaler().fit_transform(cancer.data))[::2, ::3], cancer.target[::2]),
        "iris": (rounded(iris.data), iris.target),
        "wide": (rounded(wide), (wide[:, 0] - wide[:, 1] + 0.5 * random.randn(40) > 0).astype(int)),
    }


def fit(X, y, solver, weight, **params):
    settings = {"newton-cholesky": dict(tol=1e-13, max_iter=1000), "saga": dict(tol=1e-14, max_iter=2_000_000)}
    model = LogisticRegression(solver=solver, **settings[solver], **params).fit(X, y, sample_weight=weight)
    return {
        "coef": model.coef_.tolist(),
        "intercept": model.intercept_.tolist(),
        "predict_proba": model.predict_proba(X[:5]).tolist(),
    }


def main():
    data = datasets()
    weight = (1.0 + numpy.arange(len(data["cancer"][1])) % 3).tolist()
    specs = [
        ("cancer_l2", "cancer", "newton-cholesky", None, dict(C=1.0)),
        ("cancer_l2_strong", "cancer", "newton-cholesky", None, dict(C=0.01)),
        ("cancer_l2_weak", "cancer", "newton-cholesky", None, dict(C=100.0)),
        ("cancer_l2_weights", "cancer", "newton-cholesky", weight, dict(C=0.5)),
        ("cancer_l2_no_intercept", "cancer", "newton-cholesky", None, dict(C=1.0, fit_intercept=False)),
        ("cancer_l1", "cancer", "saga", None, dict(C=0.1, l1_ratio=1.0)),
        ("cancer_elastic", "cancer", "saga", None, dict(C=0.2, l1_ratio=0.5)),
        ("wide_l1", "wide", "saga", None, dict(C=0.5, l1_ratio=1.0)),
        ("wide_elastic", "wide", "saga", None, dict(C=1.0, l1_ratio=0.3)),
        ("iris_l2", "iris", "newton-cholesky", None, dict(C=1.0)),
        ("iris_l2_weak", "iris", "newton-cholesky", None, dict(C=50.0)),
        ("iris_elastic", "iris", "saga", None, dict(C=0.3, l1_ratio=0.5)),
    ]
    cases = [
        {"id": name, "dataset": dataset, "params": params, "sample_weight": w, "expect": fit(*data[dataset], solver, w, **params)}
        for name, dataset, solver, w, params in specs
    ]
    out = {
        "made_with": {"python": platform.python_version(), "numpy": numpy.__version__, "scikit-learn": sklearn.__version__},
        "datasets": {name: {"X": X.tolist(), "y": y.tolist()} for name, (X, y) in data.items()},
        "cases": cases,
    }
    Path(__file__).with_name("cases.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


main()
