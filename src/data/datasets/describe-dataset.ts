// A data set as a tracker records it: name, digest, schema and profile, in MLflow's JSON.

import { columnOf } from "../../numeric/index.ts";
import type { FeatureTable } from "../feature-table.ts";
import type { DatasetSource } from "./dataset.ts";
import { type DescribedData, datasetDigest } from "./dataset-digest.ts";

/** The facts about a data set that a tracker keeps, all of them text. */
export interface DatasetDescription {
  readonly name: string;
  /** 8 hexadecimal digits. */
  readonly digest: string;
  readonly sourceType: string;
  /** JSON. */
  readonly source: string;
  /** JSON: `mlflow_colspec` for named columns, else `mlflow_tensorspec`. */
  readonly schema: string;
  /** JSON: row and element counts. */
  readonly profile: string;
}

/**
 * Describes data for a tracker. The schema and profile are those MLflow gives a frame (named columns: the features) or
 * an array (no names: features and target).
 */
export function describeDataset(
  data: DescribedData & { readonly name: string; readonly source: DatasetSource },
): DatasetDescription {
  const { names } = data.features;
  return {
    name: data.name,
    digest: datasetDigest(data),
    sourceType: data.source.type,
    source: JSON.stringify(data.source.details),
    schema: JSON.stringify(names === undefined ? tensorSchema(data) : columnSchema(data.features, names)),
    profile: JSON.stringify(names === undefined ? tensorProfile(data) : frameProfile(data.features)),
  };
}

function columnSchema({ matrix }: FeatureTable, names: readonly string[]): object {
  return {
    mlflow_colspec: names.map((name, j) => ({
      type: "double",
      name,
      required: !columnOf(matrix, j).some(Number.isNaN),
    })),
  };
}

function frameProfile({ matrix }: FeatureTable): object {
  return { num_rows: matrix.nRows, num_elements: matrix.nRows * matrix.nColumns };
}

function tensorSchema({ features, target }: DescribedData): object {
  return {
    mlflow_tensorspec: {
      features: tensorSpec([-1, features.matrix.nColumns]),
      targets: target === undefined ? null : tensorSpec([-1]),
    },
  };
}

/** MLflow keeps the specification as JSON text inside JSON. */
function tensorSpec(shape: readonly number[]): string {
  return JSON.stringify([{ type: "tensor", "tensor-spec": { dtype: "float64", shape } }]);
}

function tensorProfile({ features: { matrix }, target }: DescribedData): object {
  return {
    features_shape: [matrix.nRows, matrix.nColumns],
    features_size: matrix.values.length,
    features_nbytes: matrix.values.byteLength,
    ...(target !== undefined && {
      targets_shape: [target.length],
      targets_size: target.length,
      targets_nbytes: target.byteLength,
    }),
  };
}
