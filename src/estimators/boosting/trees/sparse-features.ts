// Sparse features: what is not there is missing.
import { invalidType, invalidValue, quote } from "../../../errors/index.ts";
import type { Features } from "./features.ts";

/** A sparse table, row after row (CSR), by SciPy's names. */
export interface SparseInput {
  /** Rows and columns. */
  readonly shape: readonly [nRows: number, nColumns: number];
  /** Where each row starts in `indices` and `data`, and one past the end: length `nRows + 1`. */
  readonly indptr: ArrayLike<number>;
  /** The column of each value. */
  readonly indices: ArrayLike<number>;
  /** The values. */
  readonly data: ArrayLike<number>;
}

/** Cells a table may have at most: bins take one or two bytes each. */
const MAX_CELLS = 2 ** 31 - 1;

/** Whether an input is a sparse table. */
export function isSparseInput<T>(input: T | SparseInput): input is SparseInput {
  return (
    typeof input === "object" &&
    input !== null &&
    "indptr" in input &&
    "indices" in input &&
    "shape" in input &&
    "data" in input
  );
}

/**
 * The features in a sparse table.
 *
 * @throws TypeError or RangeError saying what does not fit.
 */
export function sparseFeatures(input: SparseInput): Features {
  checkSparse(input);
  const [nRows, nColumns] = input.shape;
  const starts = Int32Array.from(input.indptr);
  const columns = Int32Array.from(input.indices);
  const values = Float32Array.from(input.data);
  let byColumn: ByColumn | undefined;
  return {
    nRows,
    nColumns,
    readColumn(j, out): void {
      byColumn ??= turn(starts, columns, values, nColumns);
      out.fill(Number.NaN);
      for (let k = byColumn.starts[j]!; k < byColumn.starts[j + 1]!; k++)
        out[byColumn.rows[k]!] = byColumn.values[k]!;
    },
    readRows(first, count, out): void {
      out.fill(Number.NaN, 0, count * nColumns);
      for (let i = 0; i < count; i++) {
        for (let k = starts[first + i]!; k < starts[first + i + 1]!; k++)
          out[i * nColumns + columns[k]!] = values[k]!;
      }
    },
  };
}

interface ByColumn {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly values: Float32Array;
}

/** From row after row to column after column. */
function turn(starts: Int32Array, columns: Int32Array, values: Float32Array, nColumns: number): ByColumn {
  const columnStarts = new Int32Array(nColumns + 1);
  for (const column of columns) columnStarts[column + 1]!++;
  for (let j = 0; j < nColumns; j++) columnStarts[j + 1]! += columnStarts[j]!;
  const next = columnStarts.slice();
  const rows = new Int32Array(columns.length);
  const turned = new Float32Array(columns.length);
  for (let i = 0; i < starts.length - 1; i++) {
    for (let k = starts[i]!; k < starts[i + 1]!; k++) {
      const at = next[columns[k]!]!++;
      rows[at] = i;
      turned[at] = values[k]!;
    }
  }
  return { starts: columnStarts, rows, values: turned };
}

function checkSparse({ shape, indptr, indices, data }: SparseInput): void {
  const [nRows, nColumns] = shape;
  const isShape = [nRows, nColumns].every((size) => Number.isInteger(size) && size > 0);
  if (!isShape || nRows * nColumns > MAX_CELLS) {
    throw invalidValue(
      `Cannot read the sparse features: shape must be two whole numbers above 0, at most ${MAX_CELLS} cells: current value is [${shape.join(", ")}]`,
    );
  }
  if (indptr.length !== nRows + 1 || indices.length !== data.length) {
    throw invalidType(
      `Cannot read the sparse features: there must be ${nRows + 1} indptr, and as many indices as data: current lengths are ${indptr.length}, ${indices.length} and ${data.length}`,
    );
  }
  for (let i = 0; i <= nRows; i++) {
    const from = i === 0 ? 0 : indptr[i - 1]!;
    const isRising = Number.isInteger(indptr[i]) && indptr[i]! >= from && indptr[i]! <= data.length;
    const isEnd = (i > 0 || indptr[0] === 0) && (i < nRows || indptr[nRows] === data.length);
    if (isRising && isEnd) continue;
    throw invalidValue(
      `Cannot read the sparse features: indptr must rise from 0 to ${data.length}: entry ${i} is ${quote(indptr[i])}`,
    );
  }
  for (let k = 0; k < data.length; k++) {
    const column = indices[k]!;
    const isInRow = Number.isInteger(column) && column >= 0 && column < nColumns;
    if (!isInRow || typeof data[k] !== "number") {
      throw invalidValue(
        `Cannot read the sparse features: entry ${k} must be a number in a column below ${nColumns}: current values are ${quote(data[k])} in column ${quote(column)}`,
      );
    }
  }
}
