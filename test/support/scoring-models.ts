// The four models that MLflow served when `test/golden/scoring` was recorded, as models of this package.
import { readFileSync } from "node:fs";
import { LinearModel } from "../../src/estimators/index.ts";
import { traintracksFlavor } from "../../src/models/flavors/traintracks.ts";
import type { InputColumn, LoadedModel, ModelInput, ModelParams, Tensor } from "../../src/models/index.ts";
import { signatureOfModel } from "../../src/models/infer-signature.ts";
import { parseMlmodel } from "../../src/models/mlmodel-file.ts";
import { memoryModelFolder } from "./memory-model-folder.ts";

const golden = new URL("../golden/scoring/", import.meta.url);

/** The names of the models. */
export type ScoringModel = "en_sig" | "en_nosig" | "types" | "tensor";

/** One of the models: two elastic nets (with and without signature), two that give back what they are given. */
export function scoringModel(name: ScoringModel): LoadedModel {
  const info = parseMlmodel(readFileSync(new URL(`models/${name}/MLmodel`, golden), "utf8"), "MLmodel");
  if (name === "types" || name === "tensor") {
    return {
      info,
      flavor: "echo",
      fittedModel: undefined,
      acceptsMissing: true,
      predict: () => {
        throw new Error("an echo predicts no numbers");
      },
      predictLabels: () => [],
      predictInput: echo,
      servingExample: () => undefined,
    };
  }
  const model = elasticNet();
  const packed = traintracksFlavor.pack(model, signatureOfModel(model));
  if (packed === undefined) throw new Error("the native flavor packs every model");
  const predictor = traintracksFlavor.load(memoryModelFolder(packed.files), packed.attributes);
  return {
    info,
    flavor: "traintracks",
    fittedModel: model,
    acceptsMissing: false,
    predict: () => new Float64Array(),
    predictLabels: () => [],
    predictInput: (input, params) => predictor.predict(input, params),
    servingExample: () =>
      name === "en_sig"
        ? readFileSync(new URL("models/en_sig/serving_input_example.json", golden), "utf8")
        : undefined,
  };
}

function elasticNet(): LinearModel {
  const file = JSON.parse(readFileSync(new URL("elasticnet.json", golden), "utf8"));
  return new LinearModel({
    estimatorName: "ElasticNet",
    params: {},
    featureNames: file.feature_names,
    coefficients: Float64Array.from(file.coef),
    intercept: file.intercept,
    nIter: 1,
    dualGap: 0,
  });
}

/** What the recorded Python model answered: the types and Python's own print of every cell. */
function echo(input: ModelInput, params: ModelParams): Readonly<Record<string, unknown>> {
  if (input.kind === "tensors") return echoTensor(input.tensors[0]);
  const { columns, nRows } = input;
  return {
    dtypes: Object.fromEntries(columns.map((column) => [column.name, dtypeOf(column)])),
    rows: Array.from({ length: nRows }, (_, i) =>
      columns.map((column) => pythonRepr(column, column.cells[i])),
    ),
    params: Object.fromEntries(params),
  };
}

function dtypeOf({ type, cells }: InputColumn): string {
  const names = { boolean: "bool", integer: "int32", long: "int64", float: "float32", double: "float64" };
  if (type === "datetime") return "datetime64[ns]";
  if (type === "binary") return "object";
  if (type === "string")
    return Array.from<unknown>(cells).every((cell) => typeof cell === "string") ? "str" : "object";
  return names[type];
}

function pythonRepr({ type }: InputColumn, cell: unknown): string {
  if (cell === null) return "None";
  if (type === "datetime") {
    if (Number.isNaN(cell)) return "NaT";
    return `Timestamp('${new Date(Number(cell)).toISOString().slice(0, 19).replace("T", " ")}')`;
  }
  if (cell instanceof Uint8Array) return `b'${Buffer.from(cell).toString()}'`;
  if (typeof cell === "string") return `'${cell}'`;
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (Number.isNaN(cell)) return "nan";
  return (type === "double" || type === "float") && Number.isInteger(cell) ? `${cell}.0` : String(cell);
}

function echoTensor(tensor: Tensor | undefined): Readonly<Record<string, unknown>> {
  if (tensor === undefined) throw new Error("no array came");
  const [nRows = 0, nColumns = 0] = tensor.shape;
  const rows = Array.from({ length: nRows }, (_, i) => {
    const row = Array.from(tensor.values.subarray(i * nColumns, (i + 1) * nColumns), (value) => `${value}.`);
    return `[${row.join(", ")}]`;
  });
  return {
    type: "<class 'numpy.ndarray'>",
    dtype: tensor.dtype,
    v: `array([${rows.join(",\n       ")}], dtype=${tensor.dtype})`,
    params: null,
  };
}
