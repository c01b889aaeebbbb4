"""Makes the ONNX files of other tools, and what onnxruntime predicts with them.

    pip install onnx==1.23.2 onnxruntime==1.32.0 skl2onnx scikit-learn==1.9.1
    python generate.py

mlflow-linear.onnx is not made here: MLflow 3.17.2 logged it, from skl2onnx.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import skl2onnx
import sklearn
from onnx import TensorProto, helper, numpy_helper
from skl2onnx import to_onnx
from sklearn.datasets import load_diabetes
from sklearn.ensemble import GradientBoostingClassifier, GradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import ElasticNet, LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FOLDER = Path(__file__).parent
X, y = load_diabetes(return_X_y=True)
rows = X[:5]

pipeline = make_pipeline(StandardScaler(), ElasticNet(alpha=0.1)).fit(X, y)
(FOLDER / "sklearn-pipeline-float.onnx").write_bytes(to_onnx(pipeline, X[:1].astype(np.float32)).SerializeToString())
(FOLDER / "sklearn-pipeline-double.onnx").write_bytes(to_onnx(pipeline, X[:1]).SerializeToString())
two = LinearRegression().fit(X, np.column_stack([y, -y]))
(FOLDER / "sklearn-two-targets.onnx").write_bytes(to_onnx(two, X[:1].astype(np.float32)).SerializeToString())

# Classifiers, with the probabilities as maps (the default of skl2onnx) and as a table.
isHigh = (y > 140).astype(int)
kinds = np.array(["low", "médium", "high"])[np.digitize(y, [100, 180])]
single = X[:1].astype(np.float32)
for name, model, classes, options in (
    ("logistic-maps", LogisticRegression(C=100), isHigh, {}),
    ("logistic-texts", LogisticRegression(C=100), kinds, {"zipmap": False}),
    ("forest-texts", RandomForestClassifier(5, max_depth=4, random_state=0), kinds, {"zipmap": False}),
    ("boosting-binary", GradientBoostingClassifier(n_estimators=8, random_state=0), isHigh, {"zipmap": False}),
    ("boosting-three", GradientBoostingClassifier(n_estimators=4, random_state=0), kinds, {}),
):
    fitted = model.fit(X, classes)
    (FOLDER / f"sklearn-{name}.onnx").write_bytes(
        to_onnx(fitted, single, options={id(fitted): options} if options else None).SerializeToString()
    )
boosted = GradientBoostingRegressor(n_estimators=8, random_state=0).fit(X, y)
(FOLDER / "sklearn-boosting.onnx").write_bytes(to_onnx(boosted, single).SerializeToString())

# As PyTorch writes a linear layer: Gemm with the transposed weights, constants among the inputs, floats not as raw bytes.
weights = helper.make_tensor("w", TensorProto.FLOAT, [1, 10], np.arange(10, dtype=np.float32) / 7)
bias = numpy_helper.from_array(np.array([0.5], dtype=np.float32), "b")
ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in (("x", [None, 10]), ("w", [1, 10]), ("b", [1]))]
out = helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 1])
gemm = helper.make_node("Gemm", ["x", "w", "b"], ["g"], alpha=2.0, beta=0.5, transB=1)
graph = helper.make_graph([gemm, helper.make_node("Identity", ["g"], ["y"])], "linear", ports, [out], [weights, bias])
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
onnx.checker.check_model(model)
(FOLDER / "torch-linear.onnx").write_bytes(model.SerializeToString())

# An operator that this project does not know.
graph = helper.make_graph([helper.make_node("Tanh", ["x"], ["y"])], "tanh", ports[:1], [out])
(FOLDER / "tanh.onnx").write_bytes(
    helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7).SerializeToString()
)


def run(name):
    session = onnxruntime.InferenceSession(FOLDER / name, providers=["CPUExecutionProvider"])
    port = session.get_inputs()[0]
    data = rows if port.type == "tensor(double)" else rows.astype(np.float32)
    answers = session.run(None, {port.name: data})
    return [
        {"name": o.name, "values": v if isinstance(v, list) else v.reshape(len(rows), -1).tolist()}
        for o, v in zip(session.get_outputs(), answers)
    ]


names = sorted(path.name for path in FOLDER.glob("*.onnx") if path.name != "tanh.onnx")
text = json.dumps(
    {
        "made_with": {m.__name__: m.__version__ for m in (onnx, onnxruntime, skl2onnx, sklearn, np)},
        "rows": rows.tolist(),
        "cases": [{"file": name, "outputs": run(name)} for name in names],
    },
    indent=1,
)
(FOLDER / "predictions.json").write_text(text + "\n")
