// Recognises the form of outside data by its shape and gives its columns, cells still unread.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { columnOf, type Matrix } from "../numeric/index.ts";
import type {
  ArrowTableLike,
  ArrowVectorLike,
  DataFrameLike,
  DenseInput,
  MatrixLike,
  NumericArray,
} from "./feature-input.ts";
import type { FeatureTable } from "./feature-table.ts";
import type { Frame } from "./frame.ts";

/** A rectangular table of cells that may hold anything. */
export interface RawTable {
  readonly nRows: number;
  readonly nColumns: number;
  /** One name a column, not yet known to be distinct; undefined when the form has none. */
  readonly names: readonly string[] | undefined;
  /** The cells of column `j`, length `nRows`. */
  columnAt(j: number): ArrayLike<unknown>;
}

/**
 * Finds out what `input` is.
 *
 * @throws TypeError when it is none of the accepted forms, or rows and columns do not make a rectangle.
 */
export function readRawTable(input: unknown): RawTable {
  if (Array.isArray(input)) return fromRows(input);
  if (typeof input === "object" && input !== null) {
    if (isFeatureTable(input)) return fromMatrix(input.matrix, input.names);
    if (isMatrix(input)) return fromMatrix(input, undefined);
    if (isFrame(input))
      return { ...input, nColumns: input.columns.length, columnAt: (j) => input.columns[j]! };
    if (isDense(input)) return fromDense(input);
    if (isArrowTable(input)) return fromArrow(input);
    if (isDataFrame(input)) return fromRows(Array.from(input.values), input.columns);
    if (isMatrixLike(input)) return fromMatrixLike(input);
    if (isColumns(input)) return fromColumns(input);
  }
  throw invalidType(
    "Cannot read the features: they must be rows of numbers, rows of objects, columns by name, a typed array with its shape, " +
      `a matrix or a data frame: current value is ${quote(input)}`,
  );
}

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
function isFrame(input: object): input is Frame {
  return "nRows" in input && "names" in input && "columns" in input && Array.isArray(input.columns);
}

/** Whether `input` is a typed array of numbers (64-bit integers are not). */
export function isNumericArray(input: unknown): input is NumericArray {
  return (
    ArrayBuffer.isView(input) &&
    !(input instanceof DataView || input instanceof BigInt64Array || input instanceof BigUint64Array)
  );
}

/** Whether `input` is one column of an Apache Arrow table. */
export function isArrowVector(input: object): input is ArrowVectorLike {
  return "length" in input && "toArray" in input && "nullCount" in input && Symbol.iterator in input;
}

/** The cells of an Arrow column. */
export function cellsOfArrow(vector: ArrowVectorLike): ArrayLike<unknown> {
  const flat = vector.nullCount === 0 ? vector.toArray() : undefined;
  // For other types the flat array holds raw storage (half floats, decimals), and never where the nulls are.
  const isPlain = flat instanceof Float64Array || flat instanceof Float32Array || flat instanceof Int32Array;
  return isPlain && flat.length === vector.length ? flat : Array.from(vector);
}

/** Whether `input` is an array or a typed array, as opposed to text and other things with a length. */
export function isArrayLike(input: unknown): input is ArrayLike<unknown> {
  return Array.isArray(input) || (ArrayBuffer.isView(input) && !(input instanceof DataView));
}

function fromMatrix(matrix: Matrix, names: readonly string[] | undefined): RawTable {
  return {
    nRows: matrix.nRows,
    nColumns: matrix.nColumns,
    names,
    columnAt: (j) => columnOf(matrix, j),
  };
}

function isDense(input: object): input is DenseInput {
  return (
    "data" in input &&
    isNumericArray(input.data) &&
    "shape" in input &&
    Array.isArray(input.shape) &&
    input.shape.length === 2
  );
}

function fromDense({ data, shape: [nRows, nColumns], order = "row", names }: DenseInput): RawTable {
  if (data.length !== nRows * nColumns || !Number.isSafeInteger(nRows) || nRows < 0) {
    throw invalidValue(
      `Cannot read the features: an array of shape [${nRows}, ${nColumns}] must have ${nRows * nColumns} values: ` +
        `current length is ${data.length}`,
    );
  }
  if (order !== "row" && order !== "column") {
    throw invalidValue(
      `Cannot read the features: order must be "row" or "column": current value is ${quote(order)}`,
    );
  }
  const columnAt =
    order === "column"
      ? (j: number) => data.subarray(j * nRows, (j + 1) * nRows)
      : (j: number) => Float64Array.from({ length: nRows }, (_, i) => data[i * nColumns + j]!);
  return { nRows, nColumns, names, columnAt };
}

function isArrowTable(input: object): input is ArrowTableLike {
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

function fromArrow(table: ArrowTableLike): RawTable {
  const names = table.schema.fields.map((field) => field.name);
  return {
    nRows: table.numRows,
    nColumns: names.length,
    names,
    columnAt: (j) => {
      const vector = table.getChild(names[j]!);
      if (vector === null)
        throw invalidType(`Cannot read the features: no data for column ${quote(names[j])}`);
      return cellsOfArrow(vector);
    },
  };
}

function isDataFrame(input: object): input is DataFrameLike {
  return (
    "columns" in input &&
    Array.isArray(input.columns) &&
    input.columns.every((name) => typeof name === "string") &&
    "values" in input &&
    isArrayLike(input.values)
  );
}

function isMatrixLike(input: object): input is MatrixLike {
  return (
    "rows" in input &&
    typeof input.rows === "number" &&
    "columns" in input &&
    typeof input.columns === "number" &&
    "get" in input &&
    typeof input.get === "function"
  );
}

function fromMatrixLike(matrix: MatrixLike): RawTable {
  return {
    nRows: matrix.rows,
    nColumns: matrix.columns,
    names: undefined,
    columnAt: (j) => Float64Array.from({ length: matrix.rows }, (_, i) => matrix.get(i, j)),
  };
}

function isColumns(input: object): input is Readonly<Record<string, ArrayLike<unknown>>> {
  const columns: unknown[] = Object.values(input);
  return columns.length > 0 && columns.every(isArrayLike);
}

function fromColumns(input: Readonly<Record<string, ArrayLike<unknown>>>): RawTable {
  const names = Object.keys(input);
  const columns = Object.values(input);
  const nRows = columns[0]?.length ?? 0;
  columns.forEach((column, j) => {
    if (column.length !== nRows) {
      throw invalidType(
        `Cannot read the features: column ${quote(names[j])} must have ${nRows} values as column ${quote(names[0])} has: ` +
          `current length is ${column.length}`,
      );
    }
  });
  return { nRows, nColumns: columns.length, names, columnAt: (j) => columns[j]! };
}

function fromRows(rows: readonly unknown[], names?: readonly string[]): RawTable {
  const first = rows[0];
  if (first === undefined) return { nRows: 0, nColumns: names?.length ?? 0, names, columnAt: () => [] };
  if (isArrayLike(first)) return fromRowsOfArrays(rows, names);
  if (names === undefined && typeof first === "object" && first !== null)
    return fromRowsOfObjects(rows, first);
  throw invalidType(
    `Cannot read the features: every row must be an array or an object: row 0 is ${quote(first)}`,
  );
}

function fromRowsOfArrays(rows: readonly unknown[], names: readonly string[] | undefined): RawTable {
  const parsed: ArrayLike<unknown>[] = [];
  for (const [i, row] of rows.entries()) {
    if (!isArrayLike(row)) {
      throw invalidType(
        `Cannot read the features: every row must be an array as row 0 is: row ${i} is ${quote(row)}`,
      );
    }
    const nColumns = names?.length ?? parsed[0]?.length ?? row.length;
    if (row.length !== nColumns) {
      throw invalidType(
        `Cannot read the features: row ${i} must have ${nColumns} values as ${names === undefined ? "row 0 has" : "there are names"}: ` +
          `current length is ${row.length}`,
      );
    }
    parsed.push(row);
  }
  return {
    nRows: parsed.length,
    nColumns: parsed[0]?.length ?? 0,
    names,
    columnAt: (j) => parsed.map((row) => row[j]),
  };
}

function fromRowsOfObjects(rows: readonly unknown[], first: object): RawTable {
  const names = Object.keys(first);
  const parsed: object[] = [];
  for (const [i, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || isArrayLike(row)) {
      throw invalidType(
        `Cannot read the features: every row must be an object as row 0 is: row ${i} is ${quote(row)}`,
      );
    }
    const absent = names.find((name) => !Object.hasOwn(row, name));
    if (absent !== undefined) {
      throw invalidType(`Cannot read the features: row ${i} has no ${quote(absent)}, which row 0 has`);
    }
    const keys = Object.keys(row);
    if (keys.length > names.length) {
      const extra = keys.find((key) => !Object.hasOwn(first, key));
      throw invalidType(`Cannot read the features: row ${i} has ${quote(extra)}, which row 0 has not`);
    }
    parsed.push(row);
  }
  return {
    nRows: parsed.length,
    nColumns: names.length,
    names,
    columnAt: (j) => parsed.map((row): unknown => Reflect.get(row, names[j]!)),
  };
}
