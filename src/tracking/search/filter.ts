// Filters ready to run: each clause is checked against its field once, then tested on record after record.
import { MAX_LIKE_CHARACTERS } from "../limits.ts";
import { type Dialect, fieldOf, type SearchField, setText } from "./dialect.ts";
import { filterError } from "./filter-error.ts";
import type { FilterToken } from "./filter-tokens.ts";
import { type Comparator, type FilterClause, type FilterTree, parseFilter } from "./filter-tree.ts";
import { likeMatcher } from "./like.ts";

/** A test of one record. */
export type Predicate<R> = (record: R) => boolean;

/**
 * Makes a test from a filter text.
 *
 * A clause about a metric, param, tag or attribute that the record lacks never holds, not even with `!=`, except
 * `IS NULL`; NOT turns that round.
 *
 * @param filter Absent or empty: every record passes.
 * @throws RangeError `INVALID_PARAMETER_VALUE` that says what is wrong, and for the grammar in which column.
 */
export function compileFilter<R>(filter: string | undefined, dialect: Dialect<R>): Predicate<R> {
  const tree = parseFilter(filter ?? "");
  return tree === undefined ? () => true : compileTree(tree, dialect);
}

function compileTree<R>(tree: FilterTree, dialect: Dialect<R>): Predicate<R> {
  switch (tree.kind) {
    case "clause":
      return compileClause(tree, fieldOf(tree.name, dialect), dialect);
    case "not": {
      const part = compileTree(tree.part, dialect);
      return (record) => !part(record);
    }
    case "and": {
      const parts = tree.parts.map((part) => compileTree(part, dialect));
      return (record) => parts.every((part) => part(record));
    }
    case "or": {
      const parts = tree.parts.map((part) => compileTree(part, dialect));
      return (record) => parts.some((part) => part(record));
    }
    default:
      return tree satisfies never;
  }
}

function compileClause<R>(clause: FilterClause, field: SearchField<R>, dialect: Dialect<R>): Predicate<R> {
  const { read } = field;
  const takesTextAsNumber = dialect.hasNumericTexts === true && comparesTextAsNumber(clause, field);
  const isNumeric = field.kind === "number" || takesTextAsNumber;
  if (clause.value.kind !== "none" && !takesTextAsNumber) checkValue(clause, field, dialect);
  const comparator = checkedComparator(clause, field);
  if (comparator === "IS NULL") return (record) => read(record) === undefined;
  if (comparator === "IS NOT NULL") return (record) => read(record) !== undefined;
  if (isNumeric) {
    const compare = numberComparison(comparator, Number(clause.value.raw));
    return (record) => {
      const value = numberOf(read(record));
      return value !== undefined && compare(value);
    };
  }
  const compare = textComparison(comparator, clause);
  return (record) => {
    const value = read(record);
    if (typeof value === "string") return compare(value);
    return typeof value === "object" && value.some(compare);
  };
}

const ORDERING: ReadonlySet<string> = new Set([">", ">=", "<", "<="]);
const COMPARING: ReadonlySet<string> = new Set([...ORDERING, "=", "!="]);

/** Whether a param or tag is compared with a number; the order of texts is of no use to anybody, and refused. */
function comparesTextAsNumber<R>({ comparator, value }: FilterClause, { entity }: SearchField<R>): boolean {
  if (entity !== "parameter" && entity !== "tag") return false;
  if (value.kind === "number") return COMPARING.has(comparator);
  if (!ORDERING.has(comparator)) return false;
  throw filterError(`Expected numeric value type for ${entity} with ${comparator}. Found ${value.raw}`);
}

function numberOf(value: string | number | undefined | readonly string[]): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : undefined;
}

function checkedComparator<R>(
  { comparator }: FilterClause,
  { comparators, entity }: SearchField<R>,
): Comparator {
  const known = comparators.find((candidate) => candidate === comparator);
  if (known !== undefined) return known;
  const closing = entity === "metric" ? "" : "'"; // MLflow forgets it there, and only there.
  throw filterError(`Invalid comparator '${comparator}' not one of '${setText(comparators)}${closing}`);
}

/** Refuses a value that cannot be compared with the field, in MLflow's words. */
function checkValue<R>(
  { value, comparator }: FilterClause,
  field: SearchField<R>,
  dialect: Dialect<R>,
): void {
  const { entity, key, kind } = field;
  if (kind === "number") {
    if (value.kind === "number") return;
    const what = entity === "metric" ? "metric" : `numeric attribute: ${key}`;
    throw filterError(`Expected numeric value type for ${what}. Found ${value.raw}`);
  }
  const takesList = comparator === "IN" || comparator === "NOT IN";
  if (value.kind === "text" && !takesList) return;
  if (value.kind === "list" && takesList) {
    checkList(value.items, field, dialect);
    return;
  }
  if (value.kind === "word") throw notQuoted(value.raw);
  throw filterError(`Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value ${value.raw}`);
}

function checkList<R>(
  items: readonly FilterToken[],
  field: SearchField<R>,
  { attributes }: Dialect<R>,
): void {
  if (!field.comparators.includes("IN")) {
    if (field.entity !== "attribute") {
      const raw = `(${items.map((item) => item.raw).join(", ")})`;
      throw filterError(
        `Expected a quoted string value for ${field.entity} (e.g. 'my-value'). Got value ${raw}`,
      );
    }
    const listable = attributes
      .filter(({ isListable }) => isListable === true)
      .map(({ name }) => `'${name}'`);
    throw filterError(
      `Only [${listable.join(", ")}] attributes support comparison with a list of quoted string values.`,
    );
  }
  if (items.every((item) => item.kind === "text")) return;
  throw filterError(
    "While parsing a list in the query, expected string value, punctuation, or whitespace, but got different type in list",
  );
}

function notQuoted(raw: string): RangeError {
  return filterError(
    `Parameter value is either not quoted or unidentified quote types used for string value ${raw}. Use either single or double quotes.`,
  );
}

function numberComparison(comparator: Comparator, wanted: number): (value: number) => boolean {
  switch (comparator) {
    case ">":
      return (value) => value > wanted;
    case ">=":
      return (value) => value >= wanted;
    case "<":
      return (value) => value < wanted;
    case "<=":
      return (value) => value <= wanted;
    case "!=":
      return (value) => value !== wanted;
    default:
      return (value) => value === wanted;
  }
}

function textComparison(comparator: Comparator, { value }: FilterClause): (text: string) => boolean {
  if (value.kind === "list") {
    const wanted = new Set(value.items.map(({ raw }) => raw.slice(1, -1)));
    return comparator === "IN" ? (text) => wanted.has(text) : (text) => !wanted.has(text);
  }
  const wanted = value.raw.slice(1, -1);
  if (comparator === "=") return (text) => text === wanted;
  if (comparator === "!=") return (text) => text !== wanted;
  if (wanted.length > MAX_LIKE_CHARACTERS) {
    throw filterError(
      `Invalid pattern: it has ${wanted.length} characters, at most ${MAX_LIKE_CHARACTERS} are allowed`,
    );
  }
  return likeMatcher(wanted, comparator === "ILIKE");
}
