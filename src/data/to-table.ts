// The edge where outside data that may hold text becomes checked columns.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { columnOf, firstNonFinite } from "../numeric/index.ts";
import { numberFromCell } from "./cells.ts";
import type { FeatureInput, TextCell } from "./feature-input.ts";
import { isNumericArray } from "./forms.ts";
import { checkNames, checkSize, type RawTable } from "./raw-table.ts";
import { readRawTable } from "./read-raw-table.ts";
import type { Column, Table } from "./table.ts";

/** Every accepted form of a table whose columns are numbers or text. */
export type TableInput =
  | FeatureInput
  /** Rows of numbers and text, all of one length. */
  | readonly ArrayLike<TextCell>[]
  /** Columns by name, each all numbers or all text. */
  | Readonly<Record<string, ArrayLike<TextCell>>>;

/**
 * Parses a table of numbers and text once. Missing cells are allowed everywhere. A column in which every cell is missing
 * counts as numbers.
 *
 * @param X Samples in rows, in any of the accepted forms.
 * @returns At least one row and one column; numbers are finite or NaN, texts undefined where missing.
 * @throws TypeError when the form is not known, rows or columns do not make a rectangle, or a column mixes text with numbers.
 * @throws RangeError when the table is empty or too big, names repeat, or a number is infinite. Messages name row and
 *   column; rows count from 0.
 */
export function toTable(X: TableInput): Table {
  const raw = readRawTable(X);
  checkSize(raw.nRows, raw.nColumns);
  checkNames(raw.names, raw.nColumns);
  return {
    nRows: raw.nRows,
    names: raw.names,
    columns: Array.from({ length: raw.nColumns }, (_, j) => readColumn(raw, j)),
  };
}

function readColumn(raw: RawTable, j: number): Column {
  const { nRows, nColumns, values } = raw;
  if (values !== undefined) return finite(raw, j, columnOf({ nRows, nColumns, values }, j));
  const cells = raw.columnAt(j);
  if (cells instanceof Float64Array) return finite(raw, j, cells);
  if (isNumericArray(cells)) return finite(raw, j, Float64Array.from(cells));
  const first = Array.from(cells).find((cell) => !isMissing(cell));
  return typeof first === "string" ? readTexts(raw, j, cells) : finite(raw, j, readNumbers(raw, j, cells));
}

function readTexts(raw: RawTable, j: number, cells: ArrayLike<unknown>): readonly (string | undefined)[] {
  return Array.from(cells, (cell, i) => {
    if (typeof cell === "string") return cell;
    if (isMissing(cell)) return undefined;
    throw badCell(raw, i, j, "text as the cells above are", cell);
  });
}

function readNumbers(raw: RawTable, j: number, cells: ArrayLike<unknown>): Float64Array {
  return Float64Array.from(cells, (cell, i) => {
    const value = numberFromCell(cell);
    if (value !== undefined) return value;
    throw badCell(raw, i, j, "a number or missing, as the cells above are", cell);
  });
}

function finite(raw: RawTable, j: number, values: Float64Array): Float64Array {
  const bad = firstNonFinite(values, true);
  if (bad >= 0) throw badCell(raw, bad, j, "a finite number or missing", values[bad]);
  return values;
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === "number" && Number.isNaN(cell));
}

function badCell(raw: RawTable, i: number, j: number, wanted: string, cell: unknown): Error {
  const column = raw.names === undefined ? String(j) : quote(raw.names[j]);
  const make = typeof cell === "number" ? invalidValue : invalidType;
  return make(
    `Cannot read the table: row ${i}, column ${column} must be ${wanted}: current value is ${quote(cell)}`,
  );
}
