// The OpenAPI document of a scoring server, made from the signature of its model.
import type { ColumnSpec, LoadedModel, Schema, TensorSpec } from "../../models/index.ts";
import { packageVersion } from "../../system/index.ts";

type Json = Readonly<Record<string, unknown>>;

const BINARY_TYPES = [
  "application/vnd.apache.parquet",
  "application/vnd.apache.arrow.stream",
  "application/vnd.apache.arrow.file",
];

const NUMBER: Json = { type: "number" };
const INTEGER: Json = { type: "integer" };

/** The JSON Schema of a cell, by the type of its column. What a column casts from is wider; this is what it is. */
const CELLS: Readonly<Record<string, Json>> = {
  boolean: { type: "boolean" },
  integer: { ...INTEGER, format: "int32" },
  long: { ...INTEGER, format: "int64" },
  float: { ...NUMBER, format: "float" },
  double: { ...NUMBER, format: "double" },
  string: { type: "string" },
  binary: { type: "string", contentEncoding: "base64" },
  datetime: { type: "string", format: "date-time" },
};

/** The document, in OpenAPI 3.1. */
export function openApiOf(model: LoadedModel): Json {
  const { signature } = model.info;
  const example = model.servingExample();
  const fault = { description: "What is wrong, in a sentence", content: json(FAULT) };
  return {
    openapi: "3.1.0",
    info: {
      title: `Predictions of ${model.fittedModel?.estimatorName ?? `a model of flavor ${model.flavor}`}`,
      version: packageVersion(),
    },
    paths: {
      "/invocations": {
        post: {
          summary: "Predict",
          requestBody: {
            required: true,
            content: {
              ...json({ oneOf: requestForms(signature?.inputs) }, example && JSON.parse(example)),
              "text/csv": { schema: { type: "string" } },
              ...Object.fromEntries(
                BINARY_TYPES.map((type) => [type, { schema: { type: "string", format: "binary" } }]),
              ),
            },
          },
          responses: {
            200: { description: "The predictions, in the order of the rows", content: json(PREDICTIONS) },
            400: fault,
            413: fault,
            415: {
              description: "A content type that is not read",
              content: { "text/plain": { schema: TEXT } },
            },
          },
        },
      },
      ...Object.fromEntries(
        ["/ping", "/health", "/version"].map((path) => [
          path,
          { get: { summary: "Whether the server is ready", responses: { 200: { description: "It is" } } } },
        ]),
      ),
    },
  };
}

const TEXT: Json = { type: "string" };
const FAULT: Json = object({ error_code: TEXT, message: TEXT }, ["error_code", "message"]);
const PREDICTIONS: Json = object({ predictions: {} }, ["predictions"]);

function requestForms(inputs: Schema | undefined): readonly Json[] {
  const data = { type: "array", items: { type: "array" } };
  if (inputs === undefined)
    return [object({ dataframe_split: object({ data }, ["data"]) }, ["dataframe_split"])];
  if (inputs.kind === "tensors") {
    const schema = tensorsSchema(inputs.tensors);
    return [object({ inputs: schema }, ["inputs"]), object({ instances: schema }, ["instances"])];
  }
  const row = rowSchema(inputs.columns);
  const names = { type: "array", items: TEXT };
  return [
    object({ dataframe_split: object({ columns: names, data }, ["data"]) }, ["dataframe_split"]),
    object({ dataframe_records: { type: "array", items: row } }, ["dataframe_records"]),
    object({ instances: { type: "array", items: row } }, ["instances"]),
    object({ inputs: columnsSchema(inputs.columns) }, ["inputs"]),
  ];
}

function rowSchema(columns: readonly ColumnSpec[]): Json {
  return namedColumns(columns, (cell) => cell);
}

function columnsSchema(columns: readonly ColumnSpec[]): Json {
  return namedColumns(columns, (cell) => ({ type: "array", items: cell }));
}

function namedColumns(columns: readonly ColumnSpec[], schemaOf: (cell: Json) => Json): Json {
  const named = columns.map((column, i) => ({ ...column, name: column.name ?? String(i) }));
  return object(
    Object.fromEntries(
      named.map(({ name, type }) => [name, schemaOf(typeof type === "string" ? (CELLS[type] ?? {}) : {})]),
    ),
    named.filter(({ required }) => required).map(({ name }) => name),
  );
}

function tensorsSchema(tensors: readonly TensorSpec[]): Json {
  const [only] = tensors;
  if (only !== undefined && only.name === undefined) return tensorSchema(only);
  const named = tensors.map((tensor) => [tensor.name ?? "", tensorSchema(tensor)] as const);
  return object(
    Object.fromEntries(named),
    named.map(([name]) => name),
  );
}

function tensorSchema({ dtype, shape }: TensorSpec): Json {
  const cell = /^u?int/.test(dtype) ? INTEGER : NUMBER;
  return shape.reduceRight<Json>(
    (items, length) => ({
      type: "array",
      items,
      ...(length >= 0 && { minItems: length, maxItems: length }),
    }),
    cell,
  );
}

function object(properties: Json, required: readonly string[]): Json {
  return { type: "object", properties, required };
}

function json(schema: Json, example?: unknown): Json {
  return { "application/json": { schema, ...(example !== undefined && { example }) } };
}
