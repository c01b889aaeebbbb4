// What there is to show of some runs: every key, how many runs have it, and whether its values differ.
import { monotonicMs } from "../../system/index.ts";
import type { KeyKind, TableRow } from "./run-table.ts";
import { numberInText } from "./text-number.ts";

/** One key of a kind, over some runs. */
export interface CatalogueEntry {
  readonly key: string;
  /** How many of the runs have it. */
  readonly count: number;
  /** What its values are; undefined as long as they have not been read. */
  readonly values: CatalogueValues | undefined;
}

/** The values of a key: of a metric the last ones. */
export interface CatalogueValues {
  /** How many different ones there are, 1000 at the most. */
  readonly distinct: number;
  /** Whether all are numbers. */
  readonly isNumeric: boolean;
  /** The least and the largest of the numbers. */
  readonly min: number | undefined;
  readonly max: number | undefined;
}

/** Beyond this many, different values are no longer counted. */
const MAX_DISTINCT = 1000;

/** The keys of one kind with the number of runs that have each, sorted by key. */
function keyCounts(rows: readonly TableRow[], kind: KeyKind): ReadonlyMap<string, number> {
  // Runs with the same keys share one list, so that it is gone through once.
  const lists = new Map<readonly string[], number>();
  for (const row of rows) {
    const keys = row.keys(kind);
    lists.set(keys, (lists.get(keys) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  for (const [keys, runs] of lists) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + runs);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The keys of one kind with what their values are.
 *
 * @param deadlineMs On the monotonic clock: keys whose turn comes later are given without their values.
 */
export function catalogueOf(
  rows: readonly TableRow[],
  kind: KeyKind,
  deadlineMs: number,
): readonly CatalogueEntry[] {
  return [...keyCounts(rows, kind)].map(([key, count]) => {
    const values = monotonicMs() < deadlineMs ? valuesOf(rows, kind, key, deadlineMs) : undefined;
    return { key, count, values };
  });
}

const ROWS_PER_CHECK = 64;

function valuesOf(
  rows: readonly TableRow[],
  kind: KeyKind,
  key: string,
  deadlineMs: number,
): CatalogueValues | undefined {
  const distinct = new Set<string | number>();
  let isNumeric = true;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const [i, row] of rows.entries()) {
    if (i % ROWS_PER_CHECK === 0 && monotonicMs() > deadlineMs) return undefined;
    const value =
      kind === "metric" ? row.metric(key)?.last : kind === "param" ? row.param(key) : row.tag(key);
    if (value === undefined) continue;
    if (distinct.size < MAX_DISTINCT) distinct.add(value);
    const number = typeof value === "number" ? value : numberInText(value);
    if (number === undefined) isNumeric = false;
    else if (number < min || number > max) {
      min = Math.min(min, number);
      max = Math.max(max, number);
    }
  }
  const hasNumbers = min <= max;
  return {
    distinct: distinct.size,
    isNumeric,
    min: hasNumbers ? min : undefined,
    max: hasNumbers ? max : undefined,
  };
}
