// The flavor `onnx`: models whose prediction is a handful of standard operators, for every ONNX runtime and for Python's MLflow.
import { invalidType, quote } from "../../errors/index.ts";
import type { FittedModel } from "../../estimators/index.ts";
import { asText, field } from "../json-fields.ts";
import { type ModelInput, tableOfInput } from "../model-input.ts";
import { type Dense, rowOf } from "../onnx/dense.ts";
import { onnxGraphOf } from "../onnx/model-graph.ts";
import { parseOnnx } from "../onnx/parse-onnx.ts";
import { printOnnx } from "../onnx/print-onnx.ts";
import { runnableGraph } from "../onnx/run-graph.ts";
import type { Flavor, FlavorFiles, Predictions } from "./flavor.ts";

const DATA = "model.onnx";
const MAX_BYTES = 256 * 1024 * 1024;
/** The release of Python's `onnx` that is asked for beside the file, and noted in MLmodel. */
const ONNX_VERSION = "1.23.2";
const REQUIREMENTS = [`onnx==${ONNX_VERSION}`, "onnxruntime==1.32.0"];

/** The flavor `onnx`. It writes linear models and boosted trees, alone or behind scalers; it reads those of others too. */
export const onnxFlavor: Flavor = {
  name: "onnx",
  pack: (model) => packModel(model),
  load: (folder, attributes) => {
    const data = asText(field(attributes, "data"), `data of flavor onnx in ${folder.pathOf("MLmodel")}`);
    const graph = runnableGraph(
      parseOnnx(folder.read(data, MAX_BYTES), folder.pathOf(data)),
      folder.pathOf(data),
    );
    return {
      fittedModel: undefined,
      acceptsMissing: graph.hasTrees,
      predict: (input) => shaped(input, graph.run(denseOfInput(input, graph.input.type === "float"))),
    };
  },
};

function packModel(model: FittedModel): FlavorFiles | undefined {
  const graph = onnxGraphOf(model);
  if (graph === undefined) return undefined;
  return {
    attributes: {
      code: null,
      data: DATA,
      onnx_session_options: null,
      onnx_version: ONNX_VERSION,
      providers: ["CPUExecutionProvider"],
    },
    files: new Map([[DATA, printOnnx(graph, model.estimatorName)]]),
    python: { loaderModule: "mlflow.onnx", data: DATA, requirements: REQUIREMENTS },
  };
}

function denseOfInput(input: ModelInput, isSingle: boolean): Dense {
  const { nRows, nColumns, values } = tableOfInput(input).matrix;
  const rows = new Float64Array(values.length);
  for (let j = 0; j < nColumns; j++) {
    for (let i = 0; i < nRows; i++) {
      const value = values[j * nRows + i]!;
      rows[i * nColumns + j] = isSingle ? Math.fround(value) : value;
    }
  }
  return { type: isSingle ? "float" : "double", nRows, nColumns, values: rows };
}

/** As Python's MLflow gives it back: a record a row for a table, nested lists by the names of the outputs for an array. */
function shaped(input: ModelInput, outputs: ReadonlyMap<string, Dense>): Predictions {
  if (input.kind === "tensors") {
    return Object.fromEntries([...outputs].map(([name, table]) => [name, rowsOf(table)]));
  }
  return Array.from({ length: input.nRows }, (_, i) =>
    Object.fromEntries([...outputs].map(([name, table]) => [name, cellOf(name, table, i, input.nRows)])),
  );
}

function rowsOf(table: Dense): readonly unknown[] {
  return Array.from({ length: table.nRows }, (_, i) =>
    table.keys === undefined ? rowOf(table, i) : mapOf(table, i),
  );
}

/** A row whose cells have keys. */
function mapOf(table: Dense, i: number): Readonly<Record<string, unknown>> {
  const cells = rowOf(table, i);
  return Object.fromEntries((table.keys ?? []).map((key, j) => [key, cells[j]]));
}

function cellOf(name: string, table: Dense, i: number, wantedRows: number): unknown {
  const { nRows, nColumns, keys } = table;
  if (nRows === wantedRows && keys !== undefined) return mapOf(table, i);
  if (nRows === wantedRows && nColumns === 1) return rowOf(table, i)[0];
  throw invalidType(
    `Cannot predict: output ${quote(name)} must have one value a row: its shape is [${nRows}, ${nColumns}]`,
  );
}
