// Models that the real MLflow has saved load and serve here, and predict what they predict in Python.
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadModel } from "../../src/models/index.ts";
import { Scorer } from "../../src/serving/index.ts";
import { disposableFolder } from "../support/disposable-folder.ts";
import { askPython } from "../support/python.ts";

/** Saves a model by each flavor, and tells what `mlflow.pyfunc` predicts for five rows. */
const SAVE = `
import json, sys, warnings
import mlflow, numpy as np, onnx, xgboost
from sklearn.datasets import load_diabetes
from sklearn.linear_model import ElasticNet
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
warnings.filterwarnings("ignore")
X, y = load_diabetes(return_X_y=True, as_frame=True)
high, kinds = (y > 140).astype(int), np.digitize(y, [100, 180])
folder = sys.argv[1]
signature = mlflow.models.infer_signature(X)
booster = xgboost.train({"max_depth": 3}, xgboost.DMatrix(X, y), 10)
trees = {"n_estimators": 10, "max_depth": 3}
cases = {
    "sklearn-elastic-net": (mlflow.sklearn, ElasticNet(alpha=0.01).fit(X, y), {}),
    "sklearn-pipeline": (mlflow.sklearn, make_pipeline(StandardScaler(), ElasticNet(alpha=0.1)).fit(X, y), {}),
    "sklearn-pickle": (mlflow.sklearn, ElasticNet(alpha=0.01).fit(X, y), {"serialization_format": "cloudpickle"}),
    "xgboost-booster": (mlflow.xgboost, booster, {}),
    "xgboost-json": (mlflow.xgboost, booster, {"model_format": "json"}),
    "xgboost-regressor": (mlflow.xgboost, xgboost.XGBRegressor(**trees).fit(X, y), {}),
    "xgboost-classifier": (mlflow.xgboost, xgboost.XGBClassifier(**trees).fit(X, high), {}),
    "xgboost-classes": (mlflow.xgboost, xgboost.XGBClassifier(**trees).fit(X, kinds), {}),
}
answers = {}
for name, (flavor, model, options) in cases.items():
    path = f"{folder}/{name}"
    flavor.save_model(model, path, signature=signature, input_example=X.head(5), **options)
    answers[name] = np.asarray(mlflow.pyfunc.load_model(path).predict(X.head(5)), dtype=float).tolist()
print(json.dumps(answers))
`;

it("models that MLflow has saved predict here what they predict there", async () => {
  using folder = disposableFolder();
  const answers = (await askPython(SAVE, { args: [folder.path] })) as Record<string, number[]>;
  expect(Object.keys(answers)).toHaveLength(8);
  for (const [name, values] of Object.entries(answers)) {
    if (name === "sklearn-pickle") continue;
    const model = await loadModel(join(folder.path, name));
    const predictions = new Scorer(model).predict("application/json", Buffer.from(model.servingExample()!));
    // XGBoost computes in single precision; of sums of ten products only the last digits depend on their order.
    const rtol = name.startsWith("xgboost") ? 1e-6 : 1e-12;
    expect(Array.from(predictions as ArrayLike<unknown>, Number)).toBeAllClose(values, { rtol });
  }
  await expect(loadModel(join(folder.path, "sklearn-pickle"))).rejects.toThrow(
    /it is a pickle, which runs whatever is in it when it is loaded; log the model with serialization_format="skops"/,
  );
});
