// A model folder on disk: what is in it, that it is the same each time, and that it comes back.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ElasticNet, LinearModel } from "../../../src/estimators/index.ts";
import { loadModel, saveModel } from "../../../src/models/index.ts";
import { Scorer } from "../../../src/serving/index.ts";
import { sampleModels } from "../../support/sample-models.ts";

const columns = { age: [1, 2, 3, 4], bmi: [4, 1, 3, 2] };
const fitted = new ElasticNet({ alpha: 0.1, l1Ratio: 0.5 }).fit(columns, [3, 5, 4, 8]);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "traintracks-models-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("saveModel", () => {
  it("writes a folder that MLflow's tools take for a model", async () => {
    const path = join(folder, "model");
    await saveModel(fitted, path, {
      inputExample: { bmi: [4, 1], age: [1, 2] },
      metadata: { note: "é" },
      runId: "a".repeat(32),
      modelId: `m-${"b".repeat(32)}`,
      artifactPath: "file:///x/models/m-b/artifacts",
    });
    const mlmodel = parse(readFileSync(join(path, "MLmodel"), "utf8"));
    expect(mlmodel).toMatchObject({
      artifact_path: "file:///x/models/m-b/artifacts",
      flavors: { traintracks: { data: "model.json", estimator: "ElasticNet" } },
      is_signature_from_type_hint: false,
      metadata: { note: "é" },
      model_id: `m-${"b".repeat(32)}`,
      model_uuid: `m-${"b".repeat(32)}`,
      prompts: null,
      run_id: "a".repeat(32),
      saved_input_example_info: {
        artifact_path: "input_example.json",
        pandas_orient: "split",
        serving_input_path: "serving_input_example.json",
        type: "dataframe",
      },
      signature: {
        inputs:
          '[{"type": "double", "name": "age", "required": true}, {"type": "double", "name": "bmi", "required": true}]',
        outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]',
        params: null,
      },
      type_hint_from_example: false,
      utc_time_created: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/),
    });
    expect(readFileSync(join(path, "input_example.json"), "utf8")).toBe(
      '{"columns": ["age", "bmi"], "data": [[1, 4], [2, 1]]}',
    );
    expect(JSON.parse(readFileSync(join(path, "serving_input_example.json"), "utf8"))).toEqual({
      dataframe_split: {
        columns: ["age", "bmi"],
        data: [
          [1, 4],
          [2, 1],
        ],
      },
    });
    const sizes = readdirSync(path)
      .filter((name) => name !== "MLmodel")
      .map((name) => statSync(join(path, name)).size);
    expect(mlmodel.model_size_bytes).toBe(sizes.reduce((total, size) => total + size, 0));
  });

  it("writes coefficients that a person can read", async () => {
    await saveModel(fitted, folder);
    const file = JSON.parse(readFileSync(join(folder, "model.json"), "utf8"));
    expect(file).toMatchObject({
      format: "traintracks-model",
      formatVersion: 1,
      estimator: "ElasticNet",
      arrays: { coefficients: { type: "float64", values: [...fitted.coefficients] } },
      state: { intercept: fitted.intercept, featureNames: ["age", "bmi"] },
    });
  });

  it("writes the same bytes for the same model, but for the time and the id in MLmodel", async () => {
    await saveModel(fitted, join(folder, "a"), { inputExample: columns });
    await saveModel(fitted, join(folder, "b"), { inputExample: columns });
    for (const name of readdirSync(join(folder, "a")).filter((one) => one !== "MLmodel")) {
      expect(readFileSync(join(folder, "a", name))).toEqual(readFileSync(join(folder, "b", name)));
    }
  });

  it("describes a model without column names as one array", async () => {
    const unnamed = new ElasticNet({ alpha: 0.1 }).fit(
      [
        [1, 4],
        [2, 1],
        [3, 3],
      ],
      [3, 5, 4],
    );
    const info = await saveModel(unnamed, folder, { inputExample: [[1, 2]] });
    expect(info.signature?.inputs).toEqual({
      kind: "tensors",
      tensors: [{ name: undefined, dtype: "float64", shape: [-1, 2] }],
    });
    expect(readFileSync(join(folder, "input_example.json"), "utf8")).toBe("[[1, 2]]");
    expect(JSON.parse(readFileSync(join(folder, "serving_input_example.json"), "utf8"))).toEqual({
      inputs: [[1, 2]],
    });
    expect(info.inputExample?.type).toBe("ndarray");
  });

  it("refuses a folder with something in it, an unfitted model, a wrong example, and too long an example", async () => {
    writeFileSync(join(folder, "notes.txt"), "x");
    await expect(saveModel(fitted, folder)).rejects.toThrow(/the folder must be empty: it has "notes.txt"/);
    // @ts-expect-error what somebody without types may write
    await expect(saveModel(new ElasticNet({ alpha: 1 }), folder)).rejects.toThrow(/must be a fitted model/);
    await expect(saveModel(fitted, folder, { inputExample: { age: [1] } })).rejects.toThrow(/missing: "bmi"/);
    const long = Array.from({ length: 1001 }, () => [1, 2]);
    await expect(saveModel(fitted, folder, { inputExample: long })).rejects.toThrow(/at most 1000 rows/);
    expect(readdirSync(folder)).toEqual(["notes.txt"]);
  });
});

describe("loadModel", () => {
  it("gives the fitted model back, with the same predictions for columns in any order", async () => {
    await saveModel(fitted, folder);
    const loaded = await loadModel(folder);
    expect(loaded.flavor).toBe("traintracks");
    expect(loaded.fittedModel).toBeInstanceOf(LinearModel);
    expect(loaded.fittedModel?.params).toEqual(fitted.params);
    expect(loaded.predict({ bmi: [2, 3], age: [7, 8] })).toEqual(
      fitted.predict({ age: [7, 8], bmi: [2, 3] }),
    );
    expect(() => loaded.predict({ bmi: [2] })).toThrow(/missing: "age"/);
  });

  it.each(sampleModels())(
    "$label: predicts as before, and for its example as a server does",
    async (sample) => {
      const { model, table, expected } = sample;
      await saveModel(model, folder, { inputExample: table });
      const loaded = await loadModel(folder);
      const isText = typeof expected[0] === "string";
      if (isText) expect(() => loaded.predict(table)).toThrow(/use predictLabels/);
      else expect(loaded.predict(table)).toBeAllClose(Array.from(expected, Number), { rtol: 0 });
      expect(loaded.predictLabels(table)).toEqual(Array.from(expected));
      const answer = new Scorer(loaded).score("application/json", Buffer.from(loaded.servingExample() ?? ""));
      expect(JSON.parse(answer)).toEqual({ predictions: Array.from(expected) });
    },
  );

  it("says what is wrong with a folder that is no model", async () => {
    await expect(loadModel(folder)).rejects.toThrow(`Cannot read ${folder}/MLmodel: there is no such file`);
    await expect(loadModel(join(folder, "absent"))).rejects.toMatchObject({
      code: "RESOURCE_DOES_NOT_EXIST",
    });
    writeFileSync(join(folder, "MLmodel"), Buffer.from([0xff, 0xfe]));
    await expect(loadModel(folder)).rejects.toThrow(/it is not UTF-8 text/);
  });

  it("says which flavors it can read", async () => {
    writeFileSync(join(folder, "MLmodel"), "flavors: {pytorch: {}, python_function: {}}");
    await expect(loadModel(folder)).rejects.toThrow(
      /one of the flavors traintracks, sklearn, xgboost, lightgbm, onnx: it has pytorch, python_function/,
    );
  });

  it("reads what scikit-learn left to Python's MLflow", async () => {
    const loaded = await loadModel(
      fileURLToPath(new URL("../../golden/scoring/models/en_sig", import.meta.url)),
    );
    expect(loaded.flavor).toBe("sklearn");
    // The first recorded request, and what MLflow answered.
    const columns = { age: 0.0381, sex: 0.0507, bmi: 0.0617, bp: 0.0219, s1: -0.0442, s2: -0.0348 };
    const row = { ...columns, s3: -0.0434, s4: -0.0026, s5: 0.0199, s6: -0.0176 };
    expect(loaded.predict([row])).toBeAllClose([181.4742869895014], { rtol: 1e-14 });
  });

  it("reads no file outside the folder, whatever MLmodel says", async () => {
    await saveModel(fitted, join(folder, "model"));
    const path = join(folder, "model", "MLmodel");
    const text = readFileSync(path, "utf8");
    for (const data of ["../other.json", "/etc/passwd", "a/../../x"]) {
      writeFileSync(path, text.replace("data: model.json", `data: ${data}`));
      await expect(loadModel(join(folder, "model"))).rejects.toThrow(/must be relative and stay inside/);
    }
  });
});
