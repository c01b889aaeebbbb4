// Orders: `metrics.rmse DESC` and the like, several at once, with what is missing always last.
import { MAX_ORDER_ITEMS } from "../limits.ts";
import { type Dialect, fieldOf } from "./dialect.ts";
import { filterError } from "./filter-error.ts";
import { type FilterToken, filterTokens } from "./filter-tokens.ts";

/** One thing to order by. */
export interface Order<R> {
  /** Such as `attribute.start_time`, where it is known. */
  readonly field?: string;
  readonly isAscending: boolean;
  readonly read: (record: R) => string | number | undefined;
}

/**
 * Reads order items.
 *
 * @param items Each a name and, at will, ASC or DESC; the most important first.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for an item that cannot be read or ordered by.
 */
export function compileOrders<R>(items: readonly string[], dialect: Dialect<R>): readonly Order<R>[] {
  if (items.length > MAX_ORDER_ITEMS) {
    throw filterError(
      `Invalid order_by: it has ${items.length} items, at most ${MAX_ORDER_ITEMS} are allowed`,
    );
  }
  return items.map((item) => compileOrder(item, dialect));
}

function compileOrder<R>(item: string, dialect: Dialect<R>): Order<R> {
  const { name, isAscending } = parseItem(item);
  const { entity, key, read } = fieldOf(name, dialect);
  if (entity === "dataset") throw filterError(`Invalid order_by entity type '${entity}'`);
  return {
    field: `${entity}.${key}`,
    isAscending,
    read: (record) => {
      const value = read(record);
      return typeof value === "object" ? undefined : value;
    },
  };
}

function parseItem(item: string): { readonly name: string; readonly isAscending: boolean } {
  const words = tokensOf(item).slice(0, -1);
  const [name, direction, more] = words;
  if (name?.kind !== "word" || more !== undefined) throw notParsed(item);
  const word = direction?.raw.toUpperCase() ?? "ASC";
  if (word !== "ASC" && word !== "DESC")
    throw filterError(`Invalid ordering key in order_by clause '${item}'.`);
  return { name: name.raw, isAscending: word === "ASC" };
}

function tokensOf(item: string): readonly FilterToken[] {
  try {
    return filterTokens(item);
  } catch {
    throw notParsed(item); // In MLflow's words, which show the whole item: it is short.
  }
}

function notParsed(item: string): RangeError {
  return filterError(`Invalid order_by clause '${item}'. Could not be parsed.`);
}

/**
 * Sorts records; those that are equal in all orders keep their places.
 *
 * Values that are missing come last in both directions, NaN just before them. Each value is read once.
 */
export function sortRecords<R>(records: readonly R[], orders: readonly Order<R>[]): readonly R[] {
  const keyed = records.map((record) => ({ record, keys: orders.map(({ read }) => read(record)) }));
  const directions = orders.map(({ isAscending }) => isAscending);
  keyed.sort((a, b) => {
    for (let i = 0; i < directions.length; i++) {
      const difference = compareKeys(a.keys[i], b.keys[i], directions[i] === true);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return keyed.map(({ record }) => record);
}

type Key = string | number | undefined;

function compareKeys(a: Key, b: Key, isAscending: boolean): number {
  if (typeof a === "number" && typeof b === "number" && a !== b && !Number.isNaN(a) && !Number.isNaN(b)) {
    return a < b === isAscending ? -1 : 1;
  }
  const rank = missingRank(a) - missingRank(b);
  if (rank !== 0) return rank;
  if (a === undefined || b === undefined || a === b) return 0;
  if (a < b) return isAscending ? -1 : 1;
  return a > b ? (isAscending ? 1 : -1) : 0;
}

function missingRank(key: Key): number {
  if (key === undefined) return 2;
  return typeof key === "number" && Number.isNaN(key) ? 1 : 0;
}
