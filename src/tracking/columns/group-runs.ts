// Runs that share some values, as one: how many they are, and what their metrics come to.
import { columnReader, type RunColumn } from "./run-columns.ts";
import type { TableRow } from "./run-table.ts";
import { numberInText } from "./text-number.ts";

/** What a column comes to over the runs of a group; runs without a number do not count. */
export interface ColumnSpread {
  readonly count: number;
  readonly mean: number;
  readonly min: number;
  readonly max: number;
  /** Of the sample: divided by one less than the count; undefined for a single run. */
  readonly standardDeviation: number | undefined;
  /** Half the width of the 95 % confidence interval of the mean, by Student's t; undefined for a single run. */
  readonly confidence95: number | undefined;
}

/** The runs that have the same values in some columns. */
export interface RunGroup {
  /** The values they share, one a grouping column; undefined where they have none. */
  readonly keys: readonly (string | undefined)[];
  readonly rows: readonly TableRow[];
  /** A filter that only they pass. */
  readonly filter: string;
}

/**
 * Puts runs into groups by the values of some columns.
 *
 * @returns The largest first; groups of the same size in the order of their first runs.
 */
export function groupRuns(rows: readonly TableRow[], columns: readonly RunColumn[]): readonly RunGroup[] {
  const readers = columns.map(columnReader);
  const groups = new Map<string, { keys: readonly (string | undefined)[]; rows: TableRow[] }>();
  for (const row of rows) {
    const keys = readers.map((read) => {
      const value = read(row);
      return value === undefined ? undefined : String(value);
    });
    const id = JSON.stringify(keys.map((key) => key ?? null));
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { keys, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()]
    .sort((a, b) => b.rows.length - a.rows.length)
    .map((group) => ({ ...group, filter: filterOf(columns, group.keys) }));
}

function filterOf(columns: readonly RunColumn[], keys: readonly (string | undefined)[]): string {
  return columns
    .map(({ kind, key }, i) => {
      const name = `${kind}s.\`${key}\``;
      const value = keys[i];
      if (value === undefined) return `${name} IS NULL`;
      if (!value.includes("'")) return `${name} = '${value}'`;
      // A text with both quotes cannot be written: `_` stands for any one character.
      return value.includes('"') ? `${name} LIKE '${value.replaceAll("'", "_")}'` : `${name} = "${value}"`;
    })
    .join(" AND ");
}

/** What a column comes to over some runs; undefined when none of them has a number there. */
export function spreadOf(rows: readonly TableRow[], column: RunColumn): ColumnSpread | undefined {
  const read = columnReader(column);
  let count = 0;
  let mean = 0;
  let squares = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const value = read(row);
    const number = typeof value === "string" ? numberInText(value) : value;
    if (number === undefined || Number.isNaN(number)) continue;
    // Welford's way: one pass, and no loss of digits where the mean is large and the spread small.
    count++;
    const difference = number - mean;
    mean += difference / count;
    squares += difference * (number - mean);
    min = Math.min(min, number);
    max = Math.max(max, number);
  }
  if (count === 0) return undefined;
  const standardDeviation = count === 1 ? undefined : Math.sqrt(squares / (count - 1));
  const confidence95 =
    standardDeviation === undefined
      ? undefined
      : (studentT975(count - 1) * standardDeviation) / Math.sqrt(count);
  return { count, mean, min, max, standardDeviation, confidence95 };
}

/** Quantiles for few degrees of freedom, from any table of Student's t. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086,
];
const Z_975 = 1.959964;

/** The 97.5 % quantile of Student's t; beyond the table by two terms of its expansion (Abramowitz and Stegun 26.7.5). */
function studentT975(degrees: number): number {
  const tabled = T_975[degrees - 1];
  if (tabled !== undefined) return tabled;
  const z = Z_975;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}
