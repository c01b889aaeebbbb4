// The real onnxruntime loads the ONNX files that are written here, and predicts the same: values, classes, probabilities.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Table } from "../../src/data/index.ts";
import {
  GradientBoostingClassifier,
  GradientBoostingRegressor,
  LogisticRegression,
  Pipeline,
  StandardScaler,
} from "../../src/estimators/index.ts";
import { onnxFlavor } from "../../src/models/flavors/onnx.ts";
import { signatureOfModel } from "../../src/models/infer-signature.ts";
import { frameOfTable } from "../../src/models/model-input.ts";
import { RandomState } from "../../src/numeric/index.ts";
import { disposableFolder } from "../support/disposable-folder.ts";
import { memoryModelFolder } from "../support/memory-model-folder.ts";
import { askPython } from "../support/python.ts";

/** Checks each file and predicts for the rows in rows.json. */
const PREDICT = `
import json, sys
import numpy as np, onnx, onnxruntime
rows = np.array(json.load(open(sys.argv[1])), dtype=float)
answers = []
for path in sys.argv[2:]:
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    outputs = session.run(None, {session.get_inputs()[0].name: rows})
    answers.append({o.name: v.reshape(-1).tolist() for o, v in zip(session.get_outputs(), outputs)})
print(json.dumps(answers))
`;

const N_ROWS = 400;
const NAMES = ["a", "b", "c", "d"];

/** Features with gaps, and a target that bends. */
function problem(withGaps: boolean): { table: Table; y: Float64Array } {
  const random = new RandomState(11);
  const cell = (): number => {
    const value = random.uniform() * 4 - 2;
    return withGaps && random.uniform() < 0.1 ? Number.NaN : value;
  };
  const columns = NAMES.map(() => Float64Array.from({ length: N_ROWS }, cell));
  const y = Float64Array.from({ length: N_ROWS }, (_, i) => {
    const [a = 0, b = 0, c = 0] = columns.map((column) => column[i]! || 0);
    return Math.sin(2 * a) + b * c + (Number.isNaN(columns[3]![i]) ? 1 : 0);
  });
  return { table: { nRows: N_ROWS, names: NAMES, columns }, y };
}

const kinds = (y: Float64Array): string[] =>
  Array.from(y, (value) => (value > 1 ? "high" : value > -0.5 ? "médium" : "low"));

const gaps = problem(true);
const whole = problem(false);
const trees = { nEstimators: 30, maxDepth: 4 };
const CASES = {
  regressor: [gaps, new GradientBoostingRegressor(trees).fit(gaps.table, gaps.y)],
  "stopped early": [
    gaps,
    new GradientBoostingRegressor({ ...trees, earlyStoppingRounds: 2 }).fit(gaps.table, gaps.y, {
      evals: { valid: { X: whole.table, y: whole.y } },
    }),
  ],
  counts: [
    gaps,
    new GradientBoostingRegressor({ ...trees, objective: "count:poisson" }).fit(
      gaps.table,
      gaps.y.map((value) => Math.round(Math.exp(value))),
    ),
  ],
  binary: [
    gaps,
    new GradientBoostingClassifier(trees).fit(
      gaps.table,
      Array.from(gaps.y, (v) => v > 0),
    ),
  ],
  "several classes": [gaps, new GradientBoostingClassifier(trees).fit(gaps.table, kinds(gaps.y))],
  logistic: [
    whole,
    new LogisticRegression().fit(
      whole.table,
      Array.from(whole.y, (v) => (v > 0 ? 7 : -3)),
    ),
  ],
  "logistic on texts": [whole, new LogisticRegression().fit(whole.table, kinds(whole.y))],
  "trees behind a scaler": [
    whole,
    new Pipeline([
      ["scale", new StandardScaler()],
      ["trees", new GradientBoostingRegressor(trees)],
    ]).fit(whole.table, whole.y),
  ],
} as const;

it("onnxruntime predicts from each file what is predicted here", async () => {
  using folder = disposableFolder();
  for (const problems of [gaps, whole]) {
    const cases = Object.entries(CASES).filter(([, [data]]) => data === problems);
    const { columns } = problems.table;
    const rows = join(folder.path, "rows.json");
    const list = Array.from({ length: N_ROWS }, (_, i) => columns.map((column) => Number(column[i])));
    // Python reads NaN, which JSON does not have.
    writeFileSync(rows, `[${list.map((row) => `[${row.join(",")}]`).join(",")}]`);
    const packed = cases.map(([, [, model]]) => onnxFlavor.pack(model, signatureOfModel(model))!);
    const paths = packed.map(({ files }, i) => {
      const path = join(folder.path, `${i}.onnx`);
      writeFileSync(path, files.get("model.onnx")!);
      return path;
    });
    const answers = (await askPython(PREDICT, { args: [rows, ...paths] })) as Record<string, unknown[]>[];
    cases.forEach(([name, [, model]], k) => {
      const isLinear = name.startsWith("logistic");
      // Trees are computed in single precision, and the runtime adds in an order of its own.
      const tolerance = isLinear ? 1e-12 : 1e-6;
      const { files, attributes } = packed[k]!;
      const loaded = onnxFlavor.load(memoryModelFolder(files), attributes);
      const records = loaded.predict(frameOfTable(problems.table), new Map()) as Record<string, unknown>[];
      const answer = answers[k]!;
      expect(Object.keys(records[0]!), name).toEqual(Object.keys(answer));
      for (const [output, values] of Object.entries(answer)) {
        const ours = records.map((record) => record[output]);
        if (output === "label") expect(ours).toEqual(values);
        else expect(ours.map(Number)).toBeAllClose(values.map(Number), { rtol: tolerance, atol: tolerance });
      }
      if ("predictProba" in model) {
        const probabilities = model.predictProba(problems.table).map((row) => Array.from(row));
        const columnsOfClasses = Object.entries(answer).filter(([output]) => output !== "label");
        columnsOfClasses.forEach(([output, values], c) => {
          expect(output).toBe(`probability_${model.classes[c]}`);
          expect(probabilities.map((row) => row[c]!)).toBeAllClose(values.map(Number), {
            rtol: tolerance,
            atol: tolerance,
          });
        });
        expect(Array.from(model.predict(problems.table)), name).toEqual(answer["label"]);
      } else {
        expect(answer["prediction"]!.map(Number)).toBeAllClose(Array.from(model.predict(problems.table)), {
          rtol: tolerance,
          atol: tolerance,
        });
      }
    });
  }
});
