// The data of a fit as a tracker records it.
import { createHash } from "node:crypto";
import {
  type DatasetDescription,
  describeDataset,
  type FeatureInput,
  type FeatureTable,
  type Table,
  type TableInput,
  toFeatureTable,
  toTable,
  toVector,
  type VectorInput,
} from "../data/index.ts";
import { isSparseInput } from "../estimators/index.ts";
import { encodeLabels, type Label } from "../numeric/index.ts";
import { contextTags } from "../tracking/index.ts";
import { describeSparse } from "./describe-sparse.ts";
import { asFeatures } from "./one-feature.ts";

/** MLflow names the context in which data was made by these alone. */
const CONTEXT_KEYS = ["mlflow.user", "mlflow.source.name", "mlflow.source.type"];
const DIGITS = 8;

/**
 * Describes data that a program has handed to a fit.
 *
 * @param name What the tracker calls it.
 * @param X Features in any form, text among them too.
 * @param y What is to be predicted: numbers or classes; undefined when there is none.
 * @throws What reading the data throws, such as for a form that only some estimators know.
 */
export function describeInput(name: string, X: unknown, y: unknown): DatasetDescription {
  const target = y === undefined ? undefined : targetOf(y);
  const tags = Object.fromEntries([...contextTags()].filter(([key]) => CONTEXT_KEYS.includes(key)));
  const source = { type: "code", details: { tags } };
  if (typeof X === "object" && X !== null && isSparseInput(X)) {
    return describeSparse(name, X, target, JSON.stringify(source.details));
  }
  const features = numbersOf(X);
  // A fit has taken X, so that it is of a form that can be read.
  if (features === undefined) return describeTable(name, toTable(X as TableInput), target, source.details);
  return describeDataset({ name, source, features, target });
}

/** The features if all are numbers. */
function numbersOf(X: unknown): FeatureTable | undefined {
  try {
    return toFeatureTable(asFeatures(X) as FeatureInput, { allowMissing: true });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What is to be predicted, if it is one number or class a sample. */
function targetOf(y: unknown): Float64Array | undefined {
  const isSeveral =
    (Array.isArray(y) && Array.isArray(y[0]) && y[0].length > 1) ||
    (typeof y === "object" && y !== null && "to2DArray" in y);
  if (isSeveral) return undefined;
  const isLabels = Array.isArray(y) && y.some((label: unknown) => typeof label === "string");
  return isLabels
    ? Float64Array.from(encodeLabels(y as Label[], "y").codes)
    : toVector(y as VectorInput, "y");
}

/** As for numbers, with text columns; the digest is over the JSON of names, columns and target. */
function describeTable(
  name: string,
  { nRows, names, columns }: Table,
  target: Float64Array | undefined,
  source: object,
): DatasetDescription {
  const hash = createHash("sha256").update(JSON.stringify([nRows, names ?? null]));
  for (const column of columns) hash.update(JSON.stringify([...column]));
  if (target !== undefined) hash.update(JSON.stringify(Array.from(target)));
  const specs = columns.map((column, j) => ({
    type: column instanceof Float64Array ? "double" : "string",
    name: names?.[j] ?? String(j),
    required: column instanceof Float64Array ? !column.some(Number.isNaN) : !column.includes(undefined),
  }));
  return {
    name,
    digest: hash.digest("hex").slice(0, DIGITS),
    sourceType: "code",
    source: JSON.stringify(source),
    schema: JSON.stringify({ mlflow_colspec: specs }),
    profile: JSON.stringify({ num_rows: nRows, num_elements: nRows * columns.length }),
  };
}
