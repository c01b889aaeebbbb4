// Real MLflow loads the models that are saved here, by their Python flavors, and predicts the same.
import { join } from "node:path";
import { expect, it } from "vitest";
import { saveModel } from "../../src/models/index.ts";
import { disposableFolder } from "../support/disposable-folder.ts";
import { askPython } from "../support/python.ts";
import { sampleModels } from "../support/sample-models.ts";

/** Loads each folder of the first argument by pyfunc and predicts for its table. */
const PREDICT = `
import json, sys
import mlflow, numpy as np, pandas as pd
answers = []
for folder, columns, rows in json.loads(sys.argv[1]):
    model = mlflow.pyfunc.load_model(folder)
    data = np.array(rows) if columns is None else pd.DataFrame(rows, columns=columns)
    predicted = model.predict(data)
    values = next(iter(predicted.values())) if isinstance(predicted, dict) else predicted.iloc[:, 0]
    answers.append({
        "values": np.asarray(values, dtype=float).reshape(-1).tolist(),
        "required": None if columns is None else [c.name for c in model.metadata.signature.inputs if c.required],
        "size": model.metadata.model_size_bytes,
    })
print(json.dumps(answers))
`;

it("mlflow.pyfunc loads what is saved here and predicts the same", async () => {
  using folder = disposableFolder();
  const samples = sampleModels();
  const cases = await Promise.all(
    samples.map(async ({ model, table }, i) => {
      const path = join(folder.path, String(i));
      await saveModel(model, path, { inputExample: table });
      return [path, table.names ?? null, rowsOf(table.matrix)];
    }),
  );
  const answers = await askPython(PREDICT, { args: [JSON.stringify(cases)] });
  const expected = samples.map(({ table }) => ({ required: table.names ?? null, size: expect.any(Number) }));
  expect(answers).toMatchObject(expected);
  samples.forEach(({ model, table }, i) => {
    const { values } = (answers as { values: number[] }[])[i]!;
    // Double precision on both sides; only the order of the additions differs.
    expect(values).toBeAllClose(model.predictTable(table), { rtol: 1e-12, atol: 1e-12 });
  });
});

function rowsOf({
  nRows,
  nColumns,
  values,
}: {
  nRows: number;
  nColumns: number;
  values: Float64Array;
}): number[][] {
  return Array.from({ length: nRows }, (_, i) =>
    Array.from({ length: nColumns }, (_, j) => values[j * nRows + i]!),
  );
}
