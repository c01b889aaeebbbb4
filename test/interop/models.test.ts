// Real MLflow loads the models that are saved here, by their Python flavors, and predicts the same.
import { join } from "node:path";
import { expect, it } from "vitest";
import { saveModel } from "../../src/models/index.ts";
import { disposableFolder } from "../support/disposable-folder.ts";
import { askPython } from "../support/python.ts";
import { sampleModels } from "../support/sample-models.ts";

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
    values = next(iter(predicted.values())) if isinstance(predicted, dict) else predicted.iloc[:, 0]
    answers.append({
        "values": np.asarray(values, dtype=float).reshape(-1).tolist(),
        "columns": list(example.columns) if hasattr(example, "columns") else None,
        "size": model.metadata.model_size_bytes,
    })
print(json.dumps(answers))
`;

it("mlflow.pyfunc loads what is saved here and predicts the same", async () => {
  using folder = disposableFolder();
  const samples = sampleModels();
  const folders = samples.map((_, i) => join(folder.path, String(i)));
  for (const [i, { model, table }] of samples.entries()) {
    await saveModel(model, folders[i]!, { inputExample: table });
  }
  const answers = (await askPython(PREDICT, { args: folders })) as { values: number[] }[];
  expect(answers).toMatchObject(
    samples.map(({ table }) => ({ columns: table.names ?? null, size: expect.any(Number) })),
  );
  samples.forEach(({ model, table }, i) => {
    // Double precision on both sides; only the order of the additions differs.
    expect(answers[i]!.values).toBeAllClose(model.predictTable(table), { rtol: 1e-12, atol: 1e-12 });
  });
});
