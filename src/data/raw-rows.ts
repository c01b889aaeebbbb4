// Rows of arrays or of objects become a table of columns.
import { type Coded, invalidType, quote } from "../errors/index.ts";
import { isArrayLike } from "./forms.ts";
import { checkSize, type RawTable } from "./raw-table.ts";

/**
 * A table of rows.
 *
 * @param rows All arrays (typed ones too) of one length, or all objects with the same keys, in any order.
 * @param names The names of the columns, for rows of arrays that have some.
 * @throws TypeError naming the row that is not like the first.
 */
export function rawTableFromRows(rows: readonly unknown[], names: readonly string[] | undefined): RawTable {
  const first = rows[0];
  if (rows.length === 0) return { nRows: 0, nColumns: names?.length ?? 0, names, columnAt: () => [] };
  if (isArrayLike(first)) return fromArrays(rows, first.length, names);
  if (names === undefined && typeof first === "object" && first !== null) return fromObjects(rows, first);
  throw fault(`every row must be an array or an object: row 0 is ${quote(first)}`);
}

function fromArrays(
  rows: readonly unknown[],
  nColumns: number,
  names: readonly string[] | undefined,
): RawTable {
  const parsed: ArrayLike<unknown>[] = [];
  for (const [i, row] of rows.entries()) {
    if (!isArrayLike(row)) {
      throw fault(`every row must be an array as row 0 is: row ${i} is ${quote(row)}`);
    }
    if (row.length !== nColumns) {
      throw fault(`row ${i} must have ${nColumns} values as row 0 has: current length is ${row.length}`);
    }
    parsed.push(row);
  }
  return {
    nRows: parsed.length,
    nColumns,
    names,
    values: valuesOfNumbers(parsed, nColumns),
    columnAt: (j) => parsed.map((row) => row[j]),
  };
}

/** All cells as column-major doubles if each is a number, which is the usual case and worth a way of its own. */
function valuesOfNumbers(rows: readonly ArrayLike<unknown>[], nColumns: number): Float64Array | undefined {
  const nRows = rows.length;
  checkSize(nRows, nColumns);
  const values = new Float64Array(nRows * nColumns);
  for (let i = 0; i < nRows; i++) {
    const row = rows[i]!;
    for (let j = 0; j < nColumns; j++) {
      const cell = row[j];
      if (typeof cell !== "number") return undefined;
      values[j * nRows + i] = cell;
    }
  }
  return values;
}

function fromObjects(rows: readonly unknown[], first: object): RawTable {
  const names = Object.keys(first);
  const parsed: object[] = [];
  for (const [i, row] of rows.entries()) {
    if (typeof row !== "object" || row === null || isArrayLike(row)) {
      throw fault(`every row must be an object as row 0 is: row ${i} is ${quote(row)}`);
    }
    const missing = names.find((name) => !Object.hasOwn(row, name));
    if (missing !== undefined) throw fault(`row ${i} has no ${quote(missing)}, which row 0 has`);
    const extra = Object.keys(row).find((key) => !Object.hasOwn(first, key));
    if (extra !== undefined) throw fault(`row ${i} has ${quote(extra)}, which row 0 has not`);
    parsed.push(row);
  }
  return {
    nRows: parsed.length,
    nColumns: names.length,
    names,
    columnAt: (j) => parsed.map((row): unknown => Reflect.get(row, names[j]!)),
  };
}

function fault(what: string): Coded<TypeError> {
  return invalidType(`Cannot read the features: ${what}`);
}
