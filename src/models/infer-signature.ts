// Finds out the signature of a model from what went in and what came out, by MLflow's rules.
import type { FeatureTable } from "../data/index.ts";
import type { FittedModel } from "../estimators/index.ts";
import type { Schema, Signature } from "./signature.ts";

/** What MLflow infers from a NumPy array of one prediction a row. */
const VECTOR_OF_DOUBLES: Schema = {
  kind: "tensors",
  tensors: [{ name: undefined, dtype: "float64", shape: [-1] }],
};

/**
 * The signature that the data show: named columns give a table of doubles, in which a column with missing cells is not
 * required; columns without names give one array.
 *
 * @param table The features, or a sample of them.
 * @param predictions What the model predicted for them, if known.
 */
export function inferSignature(table: FeatureTable, predictions?: Float64Array): Signature {
  const { matrix, names } = table;
  const isComplete = (j: number): boolean =>
    !matrix.values.subarray(j * matrix.nRows, (j + 1) * matrix.nRows).some(Number.isNaN);
  return {
    inputs: names === undefined ? arrayOf(matrix.nColumns) : columnsOf(names, isComplete),
    outputs: predictions === undefined ? undefined : VECTOR_OF_DOUBLES,
    params: undefined,
  };
}

/** The signature that a fitted model tells by itself: all its features, and one double a row. */
export function signatureOfModel(model: FittedModel): Signature {
  const { featureNames, nFeatures } = model;
  return {
    inputs: featureNames === undefined ? arrayOf(nFeatures) : columnsOf(featureNames, () => true),
    outputs: VECTOR_OF_DOUBLES,
    params: undefined,
  };
}

function columnsOf(names: readonly string[], isRequired: (j: number) => boolean): Schema {
  return {
    kind: "columns",
    columns: names.map((name, j) => ({ name, type: "double" as const, required: isRequired(j) })),
  };
}

function arrayOf(nColumns: number): Schema {
  return { kind: "tensors", tensors: [{ name: undefined, dtype: "float64", shape: [-1, nColumns] }] };
}
