// Recognises the form of outside data and gives its columns, cells still unread.
import { invalidType, quote } from "../errors/index.ts";
import { columnOf, type Matrix, rowsToColumns } from "../numeric/index.ts";
import type {
  ArrowTableLike,
  ArrowVectorLike,
  DenseInput,
  MatrixLike,
  NumericArray,
} from "./feature-input.ts";
import {
  isArrowTable,
  isColumns,
  isDataFrame,
  isDense,
  isFeatureTable,
  isMatrix,
  isMatrixLike,
  isNumericArray,
  isTable,
} from "./forms.ts";
import { rawTableFromRows } from "./raw-rows.ts";
import type { RawTable } from "./raw-table.ts";
import type { Table } from "./table.ts";

/**
 * Finds out what `input` is.
 *
 * @throws TypeError when it is none of the accepted forms, or rows and columns do not make a rectangle.
 */
export function readRawTable(input: unknown): RawTable {
  if (Array.isArray(input)) return rawTableFromRows(input, undefined);
  if (typeof input === "object" && input !== null) {
    if (isFeatureTable(input)) return fromMatrix(input.matrix, input.names);
    if (isMatrix(input)) return fromMatrix(input, undefined);
    if (isTable(input)) return fromTable(input);
    if (isDense(input)) return fromDense(input);
    if (isArrowTable(input)) return fromArrow(input);
    if (isDataFrame(input)) return rawTableFromRows(Array.from(input.values), input.columns);
    if (isMatrixLike(input)) return fromMatrixLike(input);
    if (isColumns(input)) return fromColumns(input);
  }
  throw invalidType(
    "Cannot read the features: they must be rows of numbers, rows of objects, columns by name, a typed array with its shape, " +
      `a matrix or a data frame: current value is ${quote(input)}`,
  );
}

/** The cells of an Arrow column. */
export function cellsOfArrow(vector: ArrowVectorLike): ArrayLike<unknown> {
  const flat = vector.nullCount === 0 ? vector.toArray() : undefined;
  // For other types the flat array holds raw storage (half floats, decimals), and never where the nulls are.
  const isPlain = flat instanceof Float64Array || flat instanceof Float32Array || flat instanceof Int32Array;
  return isPlain && flat.length === vector.length ? flat : Array.from(vector);
}

function fromMatrix(matrix: Matrix, names: readonly string[] | undefined): RawTable {
  return {
    nRows: matrix.nRows,
    nColumns: matrix.nColumns,
    names,
    values: matrix.values,
    columnAt: (j) => columnOf(matrix, j),
  };
}

function fromTable({ nRows, names, columns }: Table): RawTable {
  return { nRows, nColumns: columns.length, names, columnAt: (j) => columns[j]! };
}

function fromDense({ data, shape: [nRows, nColumns], order = "row", names }: DenseInput): RawTable {
  const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;
  if (!isCount(nRows) || !isCount(nColumns)) {
    throw invalidType(
      `Cannot read the features: shape must be two whole numbers, rows and columns: current value is [${nRows}, ${nColumns}]`,
    );
  }
  if (data.length !== nRows * nColumns) {
    throw invalidType(
      `Cannot read the features: shape [${nRows}, ${nColumns}] needs ${nRows * nColumns} values: current length is ${data.length}`,
    );
  }
  if (order !== "row" && order !== "column") {
    throw invalidType(
      `Cannot read the features: order must be "row" or "column": current value is ${quote(order)}`,
    );
  }
  if (isNumericArray(data)) {
    return fromMatrix({ nRows, nColumns, values: columnMajor(data, nRows, nColumns, order) }, names);
  }
  const [rowStep, columnStep] = order === "column" ? [1, nRows] : [nColumns, 1];
  const columnAt = (j: number) => Array.from({ length: nRows }, (_, i) => data[i * rowStep + j * columnStep]);
  return { nRows, nColumns, names, columnAt };
}

function columnMajor(
  data: NumericArray,
  nRows: number,
  nColumns: number,
  order: "row" | "column",
): Float64Array {
  if (order === "column") return data instanceof Float64Array ? data : Float64Array.from(data);
  const values = new Float64Array(data.length);
  rowsToColumns(data, nRows, nColumns, values);
  return values;
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

function fromMatrixLike(matrix: MatrixLike): RawTable {
  return {
    nRows: matrix.rows,
    nColumns: matrix.columns,
    names: undefined,
    columnAt: (j) => Float64Array.from({ length: matrix.rows }, (_, i) => matrix.get(i, j)),
  };
}

function fromColumns(input: Readonly<Record<string, ArrayLike<unknown>>>): RawTable {
  const names = Object.keys(input);
  const columns = Object.values(input);
  const nRows = columns[0]?.length ?? 0;
  const j = columns.findIndex((column) => column.length !== nRows);
  if (j >= 0) {
    throw invalidType(
      `Cannot read the features: column ${quote(names[j])} must have ${nRows} values as column ${quote(names[0])} has: ` +
        `current length is ${columns[j]?.length}`,
    );
  }
  return { nRows, nColumns: columns.length, names, columnAt: (k) => columns[k]! };
}
