// The values that flow through an ONNX graph: tables of numbers, row after row.
import { type Coded, unparsable } from "../../errors/index.ts";
import type { OnnxElementType, OnnxTensor } from "./onnx-model.ts";

/** A table: what has one axis is a row, what has none a single cell. */
export interface Dense {
  /** How results are rounded. */
  readonly type: OnnxElementType;
  readonly nRows: number;
  readonly nColumns: number;
  /** Row-major, length `nRows * nColumns`. */
  readonly values: Float64Array;
  /** What the values stand for when they are places in a list of texts. */
  readonly texts?: readonly string[] | undefined;
  /** The keys of the cells of a row, when each row is a map. */
  readonly keys?: readonly string[] | undefined;
}

/** The cells of one row, as JSON has them: a value each. */
export function rowOf(table: Dense, i: number): unknown[] {
  return Array.from({ length: table.nColumns }, (_, j) => jsonCell(table, i * table.nColumns + j));
}

function jsonCell({ type, values, texts }: Dense, at: number): unknown {
  const value = values[at]!;
  if (texts !== undefined) return texts[value];
  return type === "bool" ? value !== 0 : value;
}

/** The largest table that is computed: a broken graph may blow up what goes in. */
const MAX_CELLS = 2 ** 27;

/** Zeros. @throws SyntaxError when there would be too many. */
function zeros(nRows: number, nColumns: number): Float64Array {
  if (nRows * nColumns > MAX_CELLS) throw shapeFault(`a table of ${nRows} rows and ${nColumns} columns`);
  return new Float64Array(nRows * nColumns);
}

/** A table whose values are rounded to its type. */
export function dense(type: OnnxElementType, nRows: number, nColumns: number, values: Float64Array): Dense {
  return { type, nRows, nColumns, values: type === "float" ? values.map(Math.fround) : values };
}

/** A constant as a table; undefined when it has more than two axes. */
export function denseOfTensor({ type, dims, values, texts }: OnnxTensor): Dense | undefined {
  if (dims.length > 2) return undefined;
  const [nRows, nColumns] = dims.length === 2 ? dims : [1, dims[0] ?? 1];
  return { type, nRows: nRows ?? 1, nColumns: nColumns ?? 1, values, texts };
}

/** A table of the same shape, each cell another one. */
export function mapCells(table: Dense, operation: (x: number) => number): Dense {
  return dense(table.type, table.nRows, table.nColumns, table.values.map(operation));
}

/** A table of the same shape, each row made of the one before; `operation` writes to the row it is given. */
export function mapRows(table: Dense, operation: (row: Float64Array) => void): Dense {
  const values = table.values.slice();
  for (let i = 0; i < table.nRows; i++) {
    operation(values.subarray(i * table.nColumns, (i + 1) * table.nColumns));
  }
  return dense(table.type, table.nRows, table.nColumns, values);
}

/**
 * Applies an operation to every pair of cells; a table with one row or one column is repeated along the other.
 *
 * @throws SyntaxError when the shapes do not fit.
 */
export function combine(a: Dense, b: Dense, operation: (x: number, y: number) => number): Dense {
  const nRows = commonLength(a.nRows, b.nRows);
  const nColumns = commonLength(a.nColumns, b.nColumns);
  const values = zeros(nRows, nColumns);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) values[i * nColumns + j] = operation(at(a, i, j), at(b, i, j));
  }
  return dense(a.type, nRows, nColumns, values);
}

function at({ nRows, nColumns, values }: Dense, i: number, j: number): number {
  return values[(nRows === 1 ? 0 : i) * nColumns + (nColumns === 1 ? 0 : j)]!;
}

function commonLength(a: number, b: number): number {
  if (a === b || b === 1) return a;
  if (a === 1) return b;
  throw shapeFault(`${a} and ${b} do not fit`);
}

/** The matrix product. @throws SyntaxError when the shapes do not fit. */
export function multiply(a: Dense, b: Dense): Dense {
  if (a.nColumns !== b.nRows) throw shapeFault(`${a.nColumns} columns do not fit ${b.nRows} rows`);
  const values = zeros(a.nRows, b.nColumns);
  for (let i = 0; i < a.nRows; i++) {
    for (let k = 0; k < a.nColumns; k++) {
      const factor = a.values[i * a.nColumns + k]!;
      for (let j = 0; j < b.nColumns; j++)
        values[i * b.nColumns + j]! += factor * b.values[k * b.nColumns + j]!;
    }
  }
  return dense(a.type, a.nRows, b.nColumns, values);
}

/** Rows become columns. */
export function transpose({ type, nRows, nColumns, values }: Dense): Dense {
  const turned = new Float64Array(values.length);
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < nColumns; j++) turned[j * nRows + i] = values[i * nColumns + j]!;
  }
  return { type, nRows: nColumns, nColumns: nRows, values: turned };
}

/** The error for tables that do not fit together. */
export function shapeFault(what: string): Coded<SyntaxError> {
  return unparsable(`Cannot compute the ONNX graph: ${what}`);
}
