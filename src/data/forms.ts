// Tells the forms of outside data apart by their shape, without importing the classes.
import type { Matrix } from "../numeric/index.ts";
import type {
  ArrowTableLike,
  ArrowVectorLike,
  DataFrameLike,
  DenseInput,
  MatrixLike,
  NumericArray,
} from "./feature-input.ts";
import type { FeatureTable } from "./feature-table.ts";
import type { Table } from "./table.ts";

/** Whether `input` is a table already parsed by this package. */
export function isFeatureTable(input: object): input is FeatureTable {
  return (
    "matrix" in input && typeof input.matrix === "object" && input.matrix !== null && isMatrix(input.matrix)
  );
}

/** Whether `input` is this package's column-major matrix. */
export function isMatrix(input: object): input is Matrix {
  return (
    "values" in input &&
    input.values instanceof Float64Array &&
    "nRows" in input &&
    typeof input.nRows === "number" &&
    "nColumns" in input &&
    typeof input.nColumns === "number" &&
    input.values.length === input.nRows * input.nColumns
  );
}

/** Whether `input` is a table read by this package, columns of text included. */
export function isTable(input: object): input is Table {
  return "nRows" in input && "names" in input && "columns" in input && Array.isArray(input.columns);
}

/** Whether `input` is a flat array with its shape. */
export function isDense(input: object): input is DenseInput {
  return (
    "data" in input &&
    isArrayLike(input.data) &&
    "shape" in input &&
    Array.isArray(input.shape) &&
    input.shape.length === 2
  );
}

/** Whether `input` is an Apache Arrow table. */
export function isArrowTable(input: object): input is ArrowTableLike {
  return (
    "schema" in input &&
    typeof input.schema === "object" &&
    input.schema !== null &&
    "fields" in input.schema &&
    Array.isArray(input.schema.fields) &&
    "numRows" in input &&
    "getChild" in input &&
    typeof input.getChild === "function"
  );
}

/** Whether `input` is one column of an Apache Arrow table. */
export function isArrowVector(input: object): input is ArrowVectorLike {
  return "length" in input && "toArray" in input && "nullCount" in input && Symbol.iterator in input;
}

/** Whether `input` is a danfojs data frame. */
export function isDataFrame(input: object): input is DataFrameLike {
  return (
    "columns" in input &&
    Array.isArray(input.columns) &&
    input.columns.every((name) => typeof name === "string") &&
    "values" in input &&
    isArrayLike(input.values)
  );
}

/** Whether `input` is an ml-matrix matrix. */
export function isMatrixLike(input: object): input is MatrixLike {
  return (
    "rows" in input &&
    typeof input.rows === "number" &&
    "columns" in input &&
    typeof input.columns === "number" &&
    "get" in input &&
    typeof input.get === "function"
  );
}

/** Whether `input` is columns by name, one at least. */
export function isColumns(input: object): input is Readonly<Record<string, ArrayLike<unknown>>> {
  const columns: unknown[] = Object.values(input);
  return columns.length > 0 && columns.every(isArrayLike);
}

/** Whether `input` is a typed array of numbers (64-bit integers are not). */
export function isNumericArray(input: unknown): input is NumericArray {
  return (
    ArrayBuffer.isView(input) &&
    !(input instanceof DataView || input instanceof BigInt64Array || input instanceof BigUint64Array)
  );
}

/** Whether `input` is an array or a typed array, as opposed to text and other things with a length. */
export function isArrayLike(input: unknown): input is ArrayLike<unknown> {
  return Array.isArray(input) || (ArrayBuffer.isView(input) && !(input instanceof DataView));
}
