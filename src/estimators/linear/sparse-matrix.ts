// Sparse features: the forms in which they come, and the one form in which solvers see them.
import type { FeatureTable } from "../../data/index.ts";
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import { firstNonFinite } from "../../numeric/index.ts";

/** Features of which most are 0, as SciPy's `csc_matrix` and `csr_matrix` keep them. */
export interface SparseInput {
  /** Whether the stored values lie column after column (`csc`) or row after row (`csr`). */
  readonly format: "csc" | "csr";
  /** Number of rows, number of columns. */
  readonly shape: readonly [number, number];
  /** Where each column (`csc`) or row (`csr`) starts among the stored values, and where the last one ends. */
  readonly indptr: ArrayLike<number>;
  /** The row (`csc`) or column (`csr`) of each stored value, in any order, none twice. */
  readonly indices: ArrayLike<number>;
  /** The stored values; all others are 0. */
  readonly data: ArrayLike<number>;
  /** One distinct name a column. */
  readonly names?: readonly string[] | undefined;
}

/** A sparse matrix, column after column, rows ascending within each: what is trusted from there on. */
export interface SparseMatrix {
  readonly nRows: number;
  readonly nColumns: number;
  /** Length `nColumns + 1`: column j has the stored values `starts[j] ... starts[j + 1] - 1`. */
  readonly starts: Int32Array;
  /** The row of each stored value. */
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Parsed sparse features. */
export interface SparseTable {
  readonly sparse: SparseMatrix;
  readonly names: readonly string[] | undefined;
}

/** Whether an input is sparse. */
export function isSparseInput(input: object): input is SparseInput {
  return "indptr" in input && "indices" in input && "data" in input && "format" in input;
}

/**
 * Parses sparse features.
 *
 * @throws TypeError or RangeError naming the part at fault, or the row and column of a value that is not finite.
 */
export function toSparseTable(input: SparseInput): SparseTable {
  const { format, shape, names } = input;
  const [nRows, nColumns] = shape;
  if (format !== "csc" && format !== "csr") {
    throw invalidValue(
      `Cannot read sparse features: format must be "csc" or "csr": current value is ${quote(format)}`,
    );
  }
  if (!(Number.isInteger(nRows) && Number.isInteger(nColumns) && nRows > 0 && nColumns > 0)) {
    throw invalidValue(
      `Cannot read sparse features: shape must be two whole numbers above 0: it is [${nRows}, ${nColumns}]`,
    );
  }
  if (names !== undefined && (names.length !== nColumns || new Set(names).size !== nColumns)) {
    throw invalidValue(
      `Cannot read sparse features: there must be ${nColumns} distinct names: there are ${names.length}`,
    );
  }
  checkParts(input);
  const sparse =
    format === "csc"
      ? sorted(asMatrix(input, nRows, nColumns))
      : transposed(asMatrix(input, nColumns, nRows));
  checkEntries(sparse, names);
  return { sparse, names };
}

/** The matrix itself when its rows are ascending within each column; else a copy in which they are. */
function sorted(matrix: SparseMatrix): SparseMatrix {
  const { nColumns, starts, rows } = matrix;
  for (let j = 0; j < nColumns; j++) {
    if (!isAscending(rows, starts[j]!, starts[j + 1]!)) return transposed(transposed(matrix));
  }
  return matrix;
}

function isAscending(rows: Int32Array, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (rows[at]! < rows[at - 1]!) return false;
  return true;
}

/**
 * Some rows of a sparse matrix, in the order given.
 *
 * @param rows Row numbers; a row may come more than once.
 */
export function sparseRowsOf(matrix: SparseMatrix, rows: Int32Array): SparseMatrix {
  const byRow = transposed(matrix);
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((i, to) => {
    starts[to + 1] = starts[to]! + byRow.starts[i + 1]! - byRow.starts[i]!;
  });
  const columns = new Int32Array(starts[rows.length]!);
  const values = new Float64Array(columns.length);
  rows.forEach((i, to) => {
    columns.set(byRow.rows.subarray(byRow.starts[i]!, byRow.starts[i + 1]!), starts[to]!);
    values.set(byRow.values.subarray(byRow.starts[i]!, byRow.starts[i + 1]!), starts[to]!);
  });
  return transposed({ nRows: matrix.nColumns, nColumns: rows.length, starts, rows: columns, values });
}

/** The same features in a dense table. */
export function denseTableOf({ sparse, names }: SparseTable): FeatureTable {
  const { nRows, nColumns, starts, rows } = sparse;
  const values = new Float64Array(nRows * nColumns);
  for (let j = 0; j < nColumns; j++) {
    for (let at = starts[j]!; at < starts[j + 1]!; at++) values[j * nRows + rows[at]!] = sparse.values[at]!;
  }
  return { matrix: { nRows, nColumns, values }, names };
}

/**
 * Checks that features to predict for are those of the fit, in its order.
 *
 * @throws RangeError when the number of columns is another, or a name is.
 */
export function checkSparseFeatures(
  { sparse, names }: SparseTable,
  featureNames: readonly string[] | undefined,
  nFeatures: number,
): void {
  if (sparse.nColumns !== nFeatures) {
    throw invalidValue(
      `Cannot predict: the model was fitted on ${nFeatures} columns: current number of columns is ${sparse.nColumns}`,
    );
  }
  const j = names?.findIndex((name, at) => featureNames !== undefined && name !== featureNames[at]) ?? -1;
  if (j >= 0) {
    throw invalidValue(
      `Cannot predict: column ${j} must be ${quote(featureNames?.[j])} as in the fit: current name is ${quote(names?.[j])}`,
    );
  }
}

function checkParts({ format, shape, indptr, indices, data }: SparseInput): void {
  const [outer, inner] = format === "csc" ? [shape[1], shape[0]] : shape;
  if (
    indptr.length !== outer + 1 ||
    indptr[0] !== 0 ||
    indptr[outer] !== data.length ||
    indices.length !== data.length
  ) {
    throw invalidType(
      `Cannot read sparse features: indptr must have ${outer + 1} elements from 0 to the number of values, and indices one ` +
        `for each value: lengths are ${indptr.length}, ${indices.length} and ${data.length} values`,
    );
  }
  for (let j = 0; j < outer; j++) {
    if (!Number.isInteger(indptr[j + 1]) || indptr[j + 1]! < indptr[j]!) {
      throw invalidValue(
        `Cannot read sparse features: indptr must not fall: element ${j + 1} is ${indptr[j + 1]}`,
      );
    }
  }
  const at = firstOutside(indices, inner);
  if (at >= 0) {
    throw invalidValue(
      `Cannot read sparse features: indices must be from 0 to ${inner - 1}: element ${at} is ${indices[at]}`,
    );
  }
}

/** The place of the first index that is no whole number from 0 to `limit - 1`; -1 when there is none. */
function firstOutside(indices: ArrayLike<number>, limit: number): number {
  if (indices instanceof Int32Array) return firstNotBelow(indices, limit);
  for (let at = 0; at < indices.length; at++) {
    const index = indices[at]!;
    if (!Number.isInteger(index) || index < 0 || index >= limit) return at;
  }
  return -1;
}

/** As numbers without sign, those below 0 are the largest of all. */
function firstNotBelow(indices: Int32Array, limit: number): number {
  for (let at = 0; at < indices.length; at++) if (indices[at]! >>> 0 >= limit) return at;
  return -1;
}

function checkEntries(
  { nColumns, starts, rows, values }: SparseMatrix,
  names: readonly string[] | undefined,
): void {
  const place = (at: number, j: number): string =>
    `row ${rows[at]}, column ${names === undefined ? j : quote(names[j])}`;
  const bad = firstNonFinite(values, false);
  for (let j = 0; j < nColumns; j++) {
    const twice = firstRepeated(rows, starts[j]!, starts[j + 1]!);
    if (twice >= 0) throw invalidValue(`Cannot read sparse features: ${place(twice, j)} is there twice`);
    if (bad >= starts[j]! && bad < starts[j + 1]!) {
      throw invalidValue(
        `Cannot read sparse features: ${place(bad, j)} must be a finite number: it is ${values[bad]}`,
      );
    }
  }
}

/** The first place whose row is that of the place before, -1 when there is none; rows ascend. */
function firstRepeated(rows: Int32Array, from: number, to: number): number {
  for (let at = from + 1; at < to; at++) if (rows[at] === rows[at - 1]) return at;
  return -1;
}

function asMatrix({ indptr, indices, data }: SparseInput, nRows: number, nColumns: number): SparseMatrix {
  return { nRows, nColumns, starts: integers(indptr), rows: integers(indices), values: doubles(data) };
}

function integers(values: ArrayLike<number>): Int32Array {
  return values instanceof Int32Array ? values : Int32Array.from(values);
}

function doubles(values: ArrayLike<number>): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}

/** The transpose, by counting; its rows are ascending within each column. */
function transposed({ nRows, nColumns, starts, rows, values }: SparseMatrix): SparseMatrix {
  const next = new Int32Array(nRows + 1);
  for (const row of rows) next[row + 1] = next[row + 1]! + 1;
  for (let i = 0; i < nRows; i++) next[i + 1] = next[i + 1]! + next[i]!;
  const newStarts = next.slice();
  const newRows = new Int32Array(rows.length);
  const newValues = new Float64Array(values.length);
  for (let j = 0; j < nColumns; j++) {
    for (let at = starts[j]!; at < starts[j + 1]!; at++) {
      const to = next[rows[at]!]!;
      next[rows[at]!] = to + 1;
      newRows[to] = j;
      newValues[to] = values[at]!;
    }
  }
  return { nRows: nColumns, nColumns: nRows, starts: newStarts, rows: newRows, values: newValues };
}
