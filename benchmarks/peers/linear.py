"""The peers of the linear benchmark: reads one request a line, fits, and answers with one line of JSON.

{"load": FOLDER, "rows": n, "columns": p, "sparse": false}
{"fit": PEER, "alpha": a, "l1_ratio": l, "coefficients": FILE}   or   {"fit": PEER, "folds": k}
"""

import json
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import sklearn
from scipy import sparse
from sklearn.linear_model import ElasticNet, ElasticNetCV

warnings.simplefilter("ignore")


def versions():
    import celer
    import skglm

    return {"python": sys.version.split()[0], "numpy": np.__version__, "scikit-learn": sklearn.__version__,
            "skglm": skglm.__version__, "celer": celer.__version__}


def load(folder, rows, columns, is_sparse):
    folder = Path(folder)
    y = np.fromfile(folder / "y.bin")
    if not is_sparse:
        return np.fromfile(folder / "X.bin").reshape((rows, columns), order="F"), y
    parts = (np.fromfile(folder / "data.bin"), np.fromfile(folder / "indices.bin", np.int32), np.fromfile(folder / "indptr.bin", np.int32))
    return sparse.csc_matrix(parts, shape=(rows, columns)), y


def estimator(peer, alpha, l1_ratio):
    if peer == "scikit-learn":
        return ElasticNet(alpha=alpha, l1_ratio=l1_ratio)
    if peer == "skglm":
        from skglm import ElasticNet as Net
        return Net(alpha=alpha, l1_ratio=l1_ratio)
    from celer import ElasticNet as Net
    return Net(alpha=alpha, l1_ratio=l1_ratio)


def main():
    X = y = None
    for line in sys.stdin:
        request = json.loads(line)
        if "versions" in request:
            answer = versions()
        elif "load" in request:
            X, y = load(request["load"], request["rows"], request["columns"], request["sparse"])
            answer = {}
        else:
            folds = request.get("folds")
            model = ElasticNetCV(cv=folds) if folds else estimator(request["fit"], request["alpha"], request["l1_ratio"])
            started = time.perf_counter()
            model.fit(X, y)
            answer = {"ms": 1000 * (time.perf_counter() - started), "alpha": getattr(model, "alpha_", None)}
            if "coefficients" in request:
                np.asarray(model.coef_, dtype=float).ravel().tofile(request["coefficients"])
        print(json.dumps(answer), flush=True)


main()
