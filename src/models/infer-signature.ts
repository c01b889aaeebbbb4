// Finds out the signature of a model from what went in and what came out, by MLflow's rules.
import { type Column, type Table, type TableInput, toTable } from "../data/index.ts";
import type { FittedModel } from "../estimators/index.ts";
import { featureKindsOf, outputsOf, type PredictionVector, textClassesOf } from "./fitted-prediction.ts";
import type { ColumnSpec, Schema, Signature } from "./signature.ts";

/**
 * The signature that the data show: named columns, and columns with text among them, give a table, in which a column with
 * missing cells is not required; numbers without names give one array.
 *
 * @param X The features, or a sample of them, in any accepted form.
 * @param predictions What the model predicted for them, if known.
 */
export function inferSignature(X: TableInput, predictions?: PredictionVector): Signature {
  const { names, columns }: Table = toTable(X);
  const specs = columns.map((column, j) => ({
    name: names?.[j],
    type: column instanceof Float64Array ? ("double" as const) : ("string" as const),
    required: isComplete(column),
  }));
  return {
    inputs: inputsOf(specs),
    outputs:
      predictions === undefined
        ? undefined
        : vectorOf(
            Array.from<unknown>(predictions).some((value) => typeof value === "string"),
            outputsIn(predictions[0]),
          ),
    params: undefined,
  };
}

/** The signature that a fitted model tells by itself: all its features, and one prediction a row. */
export function signatureOfModel(model: FittedModel): Signature {
  const specs = featureKindsOf(model).map((kind, j) => ({
    name: model.featureNames?.[j],
    type: kind === "text" ? ("string" as const) : ("double" as const),
    required: true,
  }));
  return {
    inputs: inputsOf(specs),
    outputs: vectorOf(textClassesOf(model) !== undefined, outputsOf(model)),
    params: undefined,
  };
}

function isComplete(column: Column): boolean {
  return column instanceof Float64Array ? !column.some(Number.isNaN) : !column.includes(undefined);
}

/** A table, or one array if there are neither names nor texts. */
function inputsOf(columns: readonly ColumnSpec[]): Schema {
  const isArray = columns.every(({ name, type }) => name === undefined && type === "double");
  if (!isArray) return { kind: "columns", columns };
  return { kind: "tensors", tensors: [{ name: undefined, dtype: "float64", shape: [-1, columns.length] }] };
}

/** What MLflow infers from a NumPy array of one prediction a row, or of several. */
function vectorOf(isText: boolean, nOutputs: number): Schema {
  const shape = nOutputs > 1 ? [-1, nOutputs] : [-1];
  return { kind: "tensors", tensors: [{ name: undefined, dtype: isText ? "str" : "float64", shape }] };
}

function outputsIn(prediction: unknown): number {
  return Array.isArray(prediction) ? prediction.length : 1;
}
