// Real MLflow loads the models that are saved here, by their Python flavors, and predicts the same.
import { join } from "node:path";
import { expect, it } from "vitest";
import { saveModel } from "../../src/models/index.ts";
import { disposableFolder } from "../support/disposable-folder.ts";
import { askPython } from "../support/python.ts";
import { type SampleModel, sampleModels } from "../support/sample-models.ts";

/** Loads the model in each folder by pyfunc and predicts for the input example that lies beside it. */
const PREDICT = `
import json, sys
import mlflow, numpy as np
from mlflow.models import Model
answers = []
for folder in sys.argv[1:]:
    model = mlflow.pyfunc.load_model(folder)
    example = Model.load(folder).load_input_example(folder)
    predicted = model.predict(example)
    if isinstance(predicted, dict):
        predicted = next(iter(predicted.values()))
    if hasattr(predicted, "iloc"):
        predicted = predicted.iloc[:, 0]  # the values, or the classes before their probabilities
    answers.append({
        "values": np.asarray(predicted).reshape(-1).tolist(),
        "columns": list(example.columns) if hasattr(example, "columns") else None,
        "size": model.metadata.model_size_bytes,
    })
print(json.dumps(answers))
`;

it("mlflow.pyfunc loads what is saved here for Python too, and predicts the same", async () => {
  using folder = disposableFolder();
  const saved: (SampleModel & { path: string })[] = [];
  for (const [i, sample] of sampleModels().entries()) {
    const path = join(folder.path, String(i));
    const info = await saveModel(sample.model, path, { inputExample: sample.table });
    if (info.flavors.has("python_function")) saved.push({ ...sample, path });
  }
  expect(saved.map(({ label }) => label)).toEqual(
    expect.arrayContaining([
      "ElasticNet on named columns",
      "Pipeline of numbers",
      "GradientBoostingRegressor",
      "GradientBoostingClassifier on texts",
      "LogisticRegression on texts",
    ]),
  );
  const answers = (await askPython(PREDICT, { args: saved.map(({ path }) => path) })) as {
    values: (number | string)[];
  }[];
  expect(answers).toMatchObject(
    saved.map(({ table }) => ({ columns: table.names ?? null, size: expect.any(Number) })),
  );
  saved.forEach(({ label, expected }, i) => {
    // XGBoost computes in single precision, everything else in double; only the order of the additions differs.
    const tolerance = label.includes("Boosting") ? 1e-6 : 1e-12;
    const { values } = answers[i]!;
    if (typeof values[0] === "string") expect(values).toEqual(Array.from(expected));
    else {
      expect(values.map(Number)).toBeAllClose(Array.from(expected, Number), {
        rtol: tolerance,
        atol: tolerance,
      });
    }
  });
});
