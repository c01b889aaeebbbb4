// The columns of a table as numbers, for transformers that work on numbers only.
import type { Table } from "../../data/index.ts";
import { invalidType, invalidValue, quote } from "../../errors/index.ts";

/** What a column is called in messages: its name in quotes, or its position. */
export function columnLabel(names: readonly string[] | undefined, j: number): string {
  return names === undefined ? String(j) : quote(names[j]);
}

/**
 * All columns of a table that must be numbers.
 *
 * @param table The table.
 * @param action What is to be done, for messages: `fit StandardScaler`.
 * @throws TypeError naming a column of text.
 */
export function numberColumns(table: Table, action: string): readonly Float64Array[] {
  return table.columns.map((column, j) => {
    if (column instanceof Float64Array) return column;
    throw invalidType(
      `Cannot ${action}: column ${columnLabel(table.names, j)} must be numbers, but it holds text`,
    );
  });
}

/** The observed values of a column, and the weights that belong to them. */
export interface Observed {
  readonly values: Float64Array;
  readonly weights: Float64Array | undefined;
}

/**
 * A column without its missing values.
 *
 * @throws RangeError naming the column when none is left.
 */
export function observedValues(
  column: Float64Array,
  weights: Float64Array | undefined,
  action: string,
  label: string,
): Observed {
  const isObserved = (i: number) => !Number.isNaN(column[i]!) && weights?.[i] !== 0;
  const values = column.filter((_, i) => isObserved(i));
  if (values.length === 0) {
    throw invalidValue(`Cannot ${action}: column ${label} must have at least one value that is not missing`);
  }
  return { values, weights: weights?.filter((_, i) => isObserved(i)) };
}
