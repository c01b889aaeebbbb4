// The forms in which a caller may hand over features and targets; foreign classes are known by their shape, not imported.
import type { Matrix } from "../numeric/index.ts";
import type { FeatureTable } from "./feature-table.ts";
import type { Table } from "./table.ts";

/** What a numeric cell may be: booleans count as 1 and 0, null and undefined as missing. */
export type Cell = number | bigint | boolean | null | undefined;

/** What a cell of a table may be whose columns may be text. */
export type TextCell = Cell | string;

/** The typed arrays of numbers. */
export type NumericArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/** A flat array and the shape that lies in it. */
export interface DenseInput {
  /** Length `shape[0] * shape[1]`. */
  readonly data: NumericArray | readonly Cell[];
  /** Number of rows, number of columns. */
  readonly shape: readonly [number, number];
  /** Which index runs slowest: `row` (as in C and NumPy, the default) or `column`. */
  readonly order?: "row" | "column" | undefined;
  /** One distinct name a column. */
  readonly names?: readonly string[] | undefined;
}

/** What is used of an ml-matrix `Matrix`. */
export interface MatrixLike {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** What is used of a danfojs `DataFrame`. */
export interface DataFrameLike {
  readonly columns: readonly string[];
  /** Row after row. */
  readonly values: ArrayLike<unknown>;
}

/** What is used of a column of an Apache Arrow table. */
export interface ArrowVectorLike extends Iterable<unknown> {
  readonly length: number;
  readonly nullCount: number;
  toArray(): ArrayLike<unknown>;
}

/** What is used of an Apache Arrow `Table`. */
export interface ArrowTableLike {
  readonly numRows: number;
  readonly schema: { readonly fields: readonly { readonly name: string }[] };
  getChild(name: string): ArrowVectorLike | null;
}

/** Every accepted form of features: samples in rows, features in columns. */
export type FeatureInput =
  /** Rows of numbers, all of one length. */
  | readonly ArrayLike<Cell>[]
  /** Rows of objects that all have the same keys, which name the columns. */
  | readonly object[]
  /** Columns by name, all of one length. */
  | Readonly<Record<string, ArrayLike<Cell>>>
  | DenseInput
  | FeatureTable
  /** A table whose columns are all numbers. */
  | Table
  | Matrix
  | MatrixLike
  | DataFrameLike
  | ArrowTableLike;

/** Every accepted form of one value a sample: a target, a weight. A table must have one column. */
export type VectorInput =
  | ArrayLike<Cell>
  | { readonly values: ArrayLike<Cell> }
  | ArrowVectorLike
  | FeatureInput;
