// The edge where one value a sample (targets, weights, predictions) becomes a checked array of doubles.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { firstNonFinite } from "../numeric/index.ts";
import { numberFromCell } from "./cells.ts";
import type { VectorInput } from "./feature-input.ts";
import { isArrayLike, isArrowVector, isMatrix, isNumericArray } from "./forms.ts";
import { cellsOfArrow, readRawTable } from "./read-raw-table.ts";

/**
 * Parses one value a sample. A `Float64Array` is taken as it is, without a copy.
 *
 * @param y Numbers, or anything that has them: a typed array, a series, a table of one column.
 * @param what What it is called in messages, such as `y` or `sampleWeight`.
 * @param expectedLength The number of samples it belongs to, if that is known.
 * @returns Finite numbers, at least one.
 * @throws TypeError when it is no vector, or an element is no number.
 * @throws RangeError when it is empty, the length is another, or an element is not finite. Messages name the index.
 */
export function toVector(y: VectorInput, what: string, expectedLength?: number): Float64Array {
  const cells = cellsOf(y, what);
  if (cells.length === 0) throw invalidValue(`Cannot read ${what}: it must not be empty`);
  if (expectedLength !== undefined && cells.length !== expectedLength) {
    throw invalidValue(
      `Cannot read ${what}: it must have ${expectedLength} values, one for each row: current length is ${cells.length}`,
    );
  }
  const values = cells instanceof Float64Array ? cells : doublesOf(cells, what);
  const bad = firstNonFinite(values, false);
  if (bad >= 0) throw badElement(what, bad, values[bad]);
  return values;
}

function cellsOf(y: VectorInput, what: string): ArrayLike<unknown> {
  if (typeof y !== "object" || y === null) {
    throw invalidType(`Cannot read ${what}: it must be an array of numbers: current value is ${quote(y)}`);
  }
  if (isArrayLike(y) && !isRows(y)) return y;
  if (isArrowVector(y)) return cellsOfArrow(y);
  if (isSeries(y)) return y.values;
  const table = readRawTable(y);
  if (table.nColumns !== 1) {
    throw invalidType(
      `Cannot read ${what}: a table must have one column: current number of columns is ${table.nColumns}`,
    );
  }
  return table.columnAt(0);
}

/** Whether it is rows of a table: arrays or objects, not numbers. */
function isRows(y: ArrayLike<unknown>): boolean {
  return typeof y[0] === "object" && y[0] !== null;
}

/** Whether it is one column of a data frame, such as a danfojs `Series`. */
function isSeries(y: object): y is { readonly values: ArrayLike<unknown> } {
  return !isMatrix(y) && "values" in y && isArrayLike(y.values) && !isRows(y.values);
}

function doublesOf(cells: ArrayLike<unknown>, what: string): Float64Array {
  if (isNumericArray(cells)) return Float64Array.from(cells);
  const values = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const value = numberFromCell(cells[i]);
    if (value === undefined || Number.isNaN(value)) throw badElement(what, i, cells[i]);
    values[i] = value;
  }
  return values;
}

function badElement(what: string, index: number, value: unknown): Error {
  const make = typeof value === "number" ? invalidValue : invalidType;
  return make(
    `Cannot read ${what}: element ${index} must be a finite number: current value is ${quote(value)}`,
  );
}
