// What a loaded model is given to predict for, already checked against its signature: a frame, or arrays.
import type { FeatureTable, Table } from "../data/index.ts";
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import type { DataType } from "./signature.ts";

/**
 * The cells of a column. `double`, `float` and `integer`: doubles, NaN where missing. `long`: doubles, or 64-bit integers
 * when one of them is beyond 2^53. `datetime`: milliseconds since the epoch. Everything else: one value a cell, null
 * where missing (texts, booleans, `Uint8Array` for binary).
 */
export type ColumnCells = Float64Array | BigInt64Array | readonly unknown[];

/** A column of a frame. */
export interface InputColumn {
  /** Its name, or its position when it has none. */
  readonly name: string | number;
  readonly type: DataType;
  /** Length `nRows`. */
  readonly cells: ColumnCells;
}

/** A table with columns of different types. */
export interface InputFrame {
  readonly kind: "frame";
  readonly nRows: number;
  readonly columns: readonly InputColumn[];
}

/** An array of any rank, in row-major order. */
export interface Tensor {
  readonly name: string | undefined;
  /** NumPy's name of the type the values were rounded to, such as `float32`. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Length: the product of the shape. */
  readonly values: Float64Array;
}

/** The arrays of one request: one without a name, or several with names. */
export interface TensorInput {
  readonly kind: "tensors";
  readonly tensors: readonly Tensor[];
}

/** What a model predicts for. */
export type ModelInput = InputFrame | TensorInput;

/** The values of the parameters of one request, by name. */
export type ModelParams = ReadonlyMap<string, unknown>;

/** A frame with the columns of a table: doubles and strings. */
export function frameOfTable({ nRows, names, columns }: Table): InputFrame {
  return {
    kind: "frame",
    nRows,
    columns: columns.map((column, j) => ({
      name: names?.[j] ?? j,
      type: column instanceof Float64Array ? ("double" as const) : ("string" as const),
      cells: column instanceof Float64Array ? column : column.map((text) => text ?? null),
    })),
  };
}

/**
 * The columns that a model takes: those of a frame, texts as texts and all others as numbers, or those of its only array.
 *
 * @throws TypeError when a column holds neither numbers nor texts, or there are several arrays.
 * @throws RangeError when the array has more than two axes.
 */
export function columnsOfInput(input: ModelInput): Table {
  if (input.kind === "tensors") {
    const { matrix, names } = tableOfTensors(input);
    const { nRows, nColumns, values } = matrix;
    const columns = Array.from({ length: nColumns }, (_, j) => values.subarray(j * nRows, (j + 1) * nRows));
    return { nRows, names, columns };
  }
  const columns = input.columns.map((column) =>
    column.type === "string" ? textsOf(column) : numbersOf(column, input.nRows),
  );
  return { nRows: input.nRows, names: namesOf(input.columns), columns };
}

/**
 * The features that a model of numbers takes: every column of a frame, or the last axis of its only array.
 *
 * @throws TypeError when a column holds no numbers, or there are several arrays.
 * @throws RangeError when the array has more than two axes.
 */
export function tableOfInput(input: ModelInput): FeatureTable {
  return input.kind === "frame" ? tableOfFrame(input) : tableOfTensors(input);
}

function tableOfFrame({ nRows, columns }: InputFrame): FeatureTable {
  const values = new Float64Array(nRows * columns.length);
  columns.forEach((column, j) => {
    values.set(numbersOf(column, nRows), j * nRows);
  });
  return { matrix: { nRows, nColumns: columns.length, values }, names: namesOf(columns) };
}

function numbersOf({ name, type, cells }: InputColumn, nRows: number): Float64Array {
  if (cells instanceof Float64Array) return cells;
  if (type === "long" || type === "boolean") {
    return Float64Array.from({ length: nRows }, (_, i) => Number(cells[i]));
  }
  throw invalidType(`Cannot predict: the model takes numbers, and column ${quote(name)} has type ${type}`);
}

/** Numbers among texts, as JSON may have them, are taken for their digits. */
function textsOf({ cells }: InputColumn): readonly (string | undefined)[] {
  return Array.from<unknown, string | undefined>(cells, (cell) =>
    cell === null || cell === undefined ? undefined : String(cell),
  );
}

/** The names of columns that all have one. */
function namesOf(columns: readonly InputColumn[]): readonly string[] | undefined {
  const names = columns.map(({ name }) => name).filter((name) => typeof name === "string");
  return names.length === columns.length ? names : undefined;
}

function tableOfTensors({ tensors }: TensorInput): FeatureTable {
  const [tensor, second] = tensors;
  if (tensor === undefined || second !== undefined) {
    throw invalidType(
      `Cannot predict: the model takes one array: current number of arrays is ${tensors.length}`,
    );
  }
  const [nRows = 0, nColumns = 1] = tensor.shape;
  if (tensor.shape.length < 1 || tensor.shape.length > 2) {
    throw invalidValue(
      `Cannot predict: the array must have one row a sample: current shape is [${tensor.shape.join(", ")}]`,
    );
  }
  const values = new Float64Array(nRows * nColumns);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) values[j * nRows + i] = tensor.values[i * nColumns + j]!;
  }
  return { matrix: { nRows, nColumns, values }, names: undefined };
}
