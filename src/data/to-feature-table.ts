// The edge where outside features become one checked, column-major table.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { firstNonFinite } from "../numeric/index.ts";
import { numberFromCell } from "./cells.ts";
import type { FeatureInput } from "./feature-input.ts";
import type { FeatureTable } from "./feature-table.ts";
import { isNumericArray } from "./forms.ts";
import { checkNames, checkSize, type RawTable } from "./raw-table.ts";
import { readRawTable } from "./read-raw-table.ts";

/** How features are read. */
export interface FeatureOptions {
  /** Whether cells may be missing (NaN, null, undefined), which then become NaN. Default false. */
  readonly allowMissing?: boolean;
}

/**
 * Parses features once, so that everything behind may trust them.
 *
 * Column-major doubles (a `Matrix`, a `FeatureTable`, a `Float64Array` of order `column`) are taken as they are, without
 * a copy; everything else is copied. Booleans become 1 and 0; 64-bit integers must be exact in a double.
 *
 * @param X Samples in rows, features in columns, in any of the accepted forms.
 * @param options Whether cells may be missing.
 * @returns At least one row and one column, finite numbers (and NaN where missing cells are allowed), distinct names.
 * @throws TypeError when the form is not known, rows or columns do not make a rectangle, or a cell is no number.
 * @throws RangeError when the table is empty or too big, names repeat, or a cell is not finite. Messages name row and
 *   column; rows count from 0.
 */
export function toFeatureTable(X: FeatureInput, options: FeatureOptions = {}): FeatureTable {
  const allowMissing = options.allowMissing ?? false;
  const raw = readRawTable(X);
  checkSize(raw.nRows, raw.nColumns);
  checkNames(raw.names, raw.nColumns);
  const values = raw.values ?? copyCells(raw, allowMissing);
  const bad = firstNonFinite(values, allowMissing);
  if (bad >= 0) {
    const j = Math.floor(bad / raw.nRows);
    throw badCell(raw, bad - j * raw.nRows, j, values[bad]);
  }
  return { matrix: { nRows: raw.nRows, nColumns: raw.nColumns, values }, names: raw.names };
}

function copyCells(raw: RawTable, allowMissing: boolean): Float64Array {
  const values = new Float64Array(raw.nRows * raw.nColumns);
  for (let j = 0; j < raw.nColumns; j++) {
    const cells = raw.columnAt(j);
    if (isNumericArray(cells)) {
      values.set(cells, j * raw.nRows);
      continue;
    }
    for (let i = 0; i < raw.nRows; i++) {
      const cell = cells[i];
      const value = numberFromCell(cell);
      if (value === undefined || (!allowMissing && Number.isNaN(value))) throw badCell(raw, i, j, cell);
      values[j * raw.nRows + i] = value;
    }
  }
  return values;
}

function badCell(raw: RawTable, i: number, j: number, cell: unknown): Error {
  const column = raw.names === undefined ? String(j) : quote(raw.names[j]);
  const make = typeof cell === "number" ? invalidValue : invalidType;
  return make(
    `Cannot read the features: row ${i}, column ${column} must be a finite number: current value is ${quote(cell)}`,
  );
}
