// ONNX files of other tools: predictions as onnxruntime makes them, and a clear refusal for what is not known here.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { onnxFlavor } from "../../../../src/models/flavors/onnx.ts";
import { frameOfTable } from "../../../../src/models/model-input.ts";
import { memoryModelFolder } from "../../../support/memory-model-folder.ts";

type Cell = number | string;

const golden = new URL("../../../golden/onnx/", import.meta.url);
const {
  rows,
  cases,
}: {
  rows: number[][];
  cases: { file: string; outputs: { name: string; values: (Cell[] | Record<string, Cell>)[] }[] }[];
} = JSON.parse(readFileSync(new URL("predictions.json", golden), "utf8"));

function load(file: string) {
  const folder = memoryModelFolder(new Map([["model.onnx", readFileSync(new URL(file, golden))]]));
  return onnxFlavor.load(folder, { data: "model.onnx" });
}

const tensor = {
  kind: "tensors",
  tensors: [
    { name: undefined, dtype: "float64", shape: [rows.length, 10], values: Float64Array.from(rows.flat()) },
  ],
} as const;

const frame = frameOfTable({
  nRows: rows.length,
  names: Array.from({ length: 10 }, (_, j) => `f${j}`),
  columns: Array.from({ length: 10 }, (_, j) => Float64Array.from(rows, (row) => row[j]!)),
});

describe("an ONNX file of another tool", () => {
  it.each(cases)("$file predicts what onnxruntime predicts", ({ file, outputs }) => {
    const predictions = load(file).predict(tensor, new Map());
    expect(Object.keys(predictions)).toEqual(outputs.map(({ name }) => name));
    // Single precision, and the order of the additions is the runtime's own.
    const rtol = file.includes("double") ? 1e-14 : 1e-6;
    for (const { name, values } of outputs) {
      const rows = Reflect.get(predictions, name) as typeof values;
      expect(rows.map((row) => Object.keys(row))).toEqual(values.map((row) => Object.keys(row)));
      const [ours, theirs] = [rows, values].map((list) => list.flatMap((row) => Object.values(row)));
      if (typeof theirs![0] === "string") expect(ours).toEqual(theirs);
      else expect(ours!.map(Number)).toBeAllClose(theirs!.map(Number), { rtol });
    }
  });

  it("answers a table with a record a row", () => {
    const predictions = load("mlflow-linear.onnx").predict(frame, new Map());
    expect(predictions).toHaveLength(rows.length);
    expect(predictions).toContainEqual({ variable: expect.closeTo(181.46672, 4) });
  });

  it("cannot answer a table with several values a row", () => {
    expect(() => load("sklearn-two-targets.onnx").predict(frame, new Map())).toThrow(
      'output "variable" must have one value a row: its shape is [5, 2]',
    );
  });

  it("is refused before anything is computed when it has an operator that is not known", () => {
    expect(() => load("tanh.onnx")).toThrow(
      'Cannot read /m/model.onnx: operator "Tanh" is not one of Add, Sub, Mul, Div, MatMul, Gemm',
    );
  });

  it.each([
    ["nothing", new Uint8Array(0), "it is no ONNX file, or has no graph"],
    ["text", new TextEncoder().encode("<html>"), "it is cut off or no protocol buffer"],
  ])("is refused when it holds %s", (_, bytes, message) => {
    const folder = memoryModelFolder(new Map([["model.onnx", bytes]]));
    expect(() => onnxFlavor.load(folder, { data: "model.onnx" })).toThrow(message);
  });

  it("is refused when its table does not fit the features", () => {
    const narrow = { ...tensor, tensors: [{ ...tensor.tensors[0], shape: [10, 5] }] };
    expect(() => load("mlflow-linear.onnx").predict(narrow, new Map())).toThrow(
      "LinearRegressor with 10 coefficients for 1 targets of 5 features",
    );
  });
});
