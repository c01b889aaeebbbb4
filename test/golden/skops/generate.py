"""Makes skops files of scikit-learn's linear models, and what scikit-learn predicts with them.

    pip install scikit-learn==1.9.1 skops==0.16.0 pandas==3.1.1
    python generate.py
"""

import json
from pathlib import Path
from zipfile import ZIP_DEFLATED

import numpy as np
import pandas as pd
import skops
import skops.io
import sklearn
from sklearn.datasets import load_diabetes
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import ElasticNet, LinearRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, StandardScaler

FOLDER = Path(__file__).parent
X, y = load_diabetes(return_X_y=True, as_frame=True)
X, rows = X.iloc[:, :4], X.iloc[:5, :4]

models = {
    "elastic-net": ElasticNet(alpha=0.01).fit(X, y),
    "unnamed": LinearRegression(fit_intercept=False).fit(X.to_numpy(), y),
    "two-dimensional": Ridge().fit(X, y.to_frame()),
    "pipeline": make_pipeline(StandardScaler(), MinMaxScaler(), MaxAbsScaler(), Ridge()).fit(X, y),
    "only-scaled": make_pipeline(StandardScaler(with_mean=False), Ridge()).fit(X, y),
    "only-centred": make_pipeline(StandardScaler(with_std=False), Ridge()).fit(X, y),
}
for name, model in models.items():
    skops.io.dump(model, FOLDER / f"{name}.skops", compression=ZIP_DEFLATED)
for name, model in {
    "two-targets": LinearRegression().fit(X, np.column_stack([y, -y])),
    "forest": RandomForestRegressor(n_estimators=1, max_depth=1).fit(X, y),
}.items():
    skops.io.dump(model, FOLDER / f"{name}.skops", compression=ZIP_DEFLATED)

text = json.dumps(
    {
        "made_with": {m.__name__: m.__version__ for m in (sklearn, skops, np, pd)},
        "columns": list(rows.columns),
        "rows": rows.to_numpy().tolist(),
        "cases": [
            {"file": f"{name}.skops", "predictions": np.ravel(m.predict(rows.to_numpy() if name == "unnamed" else rows)).tolist()}
            for name, m in models.items()
        ],
    },
    indent=1,
)
(FOLDER / "predictions.json").write_text(text + "\n")
