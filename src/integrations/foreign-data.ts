// Data on its way into other packages, which know plain arrays: frames, tables and rows of objects become such.
import {
  alignFeatures,
  type FeatureInput,
  type FeatureTable,
  toFeatureTable,
  toVector,
  type VectorInput,
} from "../data/index.ts";

/** The columns of a fit, for those who predict later. */
export interface ForeignColumns {
  readonly nFeatures: number;
  readonly names: readonly string[] | undefined;
}

/** Whether it is a list of numbers: one feature of many samples, or one sample. */
export function isNumbers(X: unknown): X is ArrayLike<number> {
  return isList(X) && (X.length === 0 || typeof X[0] === "number");
}

/** Whether it is a list of lists, as every package takes them. */
export function isRows(X: unknown): X is readonly ArrayLike<number>[] {
  return Array.isArray(X) && X.length > 0 && X.every(isList);
}

/** Features as rows of numbers; what is that already is taken as it is. */
export function rowsOf(X: unknown, columns?: ForeignColumns): readonly ArrayLike<number>[] {
  if (isRows(X)) return X;
  const { matrix } = tableOf(X, columns);
  const { nRows, nColumns, values } = matrix;
  return Array.from({ length: nRows }, (_, i) =>
    Array.from({ length: nColumns }, (__, j) => values[j * nRows + i]!),
  );
}

/** Features of one column as a list of numbers; what is that already is taken as it is. */
export function numbersOf(x: unknown, what: string): ArrayLike<number> {
  // Whoever fits or predicts says what is wrong with it, if it is none of the forms.
  return isNumbers(x) ? x : Array.from(toVector(x as VectorInput, what));
}

/** The columns that some features have. */
export function columnsOf(X: unknown): ForeignColumns {
  if (isNumbers(X)) return { nFeatures: 1, names: undefined };
  if (isRows(X)) return { nFeatures: X[0]!.length, names: undefined };
  if (isMatrix(X)) return { nFeatures: X.columns, names: undefined };
  const { matrix, names } = tableOf(X, undefined);
  return { nFeatures: matrix.nColumns, names };
}

/** The one column of data that fits to one feature; it has a name if it is a table. */
export function oneColumnOf(x: unknown): ForeignColumns {
  const isTable =
    typeof x === "object" &&
    x !== null &&
    !isNumbers(x) &&
    !isRows(x) &&
    !("values" in x && !("columns" in x));
  if (!isTable || "toArray" in x) return { nFeatures: 1, names: undefined };
  return { nFeatures: 1, names: columnsOf(x).names };
}

/** Whether it is a matrix of ml-matrix, which the packages around it take. */
export function isMatrix(value: unknown): value is { readonly columns: number } {
  return typeof value === "object" && value !== null && "to2DArray" in value;
}

function tableOf(X: unknown, columns: ForeignColumns | undefined): FeatureTable {
  // Checked by the parser, which names the row and column at fault.
  const table = toFeatureTable(X as FeatureInput, { allowMissing: true });
  return columns === undefined ? table : alignFeatures(table, columns.names, columns.nFeatures);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
