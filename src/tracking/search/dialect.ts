// What can be searched for: a dialect names the fields of one kind of record, and how each is compared and read.
import { filterError } from "./filter-error.ts";
import type { Comparator } from "./filter-tree.ts";

/** The parts of a record a name can speak of, in the words of error messages. */
export type Entity = "metric" | "parameter" | "tag" | "attribute" | "dataset";

/** A field of records of type `R`. */
export interface SearchField<R> {
  readonly entity: Entity;
  readonly key: string;
  readonly kind: "number" | "text";
  readonly comparators: readonly Comparator[];
  /** The value; undefined when the record has none. Several values: a clause holds if it holds for any. */
  readonly read: (record: R) => string | number | undefined | readonly string[];
}

/** An attribute of records of type `R`. */
export interface AttributeSpec<R> {
  readonly name: string;
  /** Other spellings. */
  readonly aliases?: readonly string[];
  readonly kind: "number" | "text";
  /** Whether `IN ('a', 'b')` is allowed. */
  readonly isListable?: boolean;
  readonly read: (record: R) => string | number | undefined;
}

/** The searchable fields of records of type `R`. What is absent cannot be searched. */
export interface Dialect<R> {
  readonly attributes: readonly AttributeSpec<R>[];
  readonly metric?: (record: R, key: string) => number | undefined;
  readonly param?: (record: R, key: string) => string | undefined;
  readonly tag?: (record: R, key: string) => string | undefined;
  readonly dataset?: (record: R, key: DatasetField) => readonly string[];
  /**
   * Whether params and tags go beyond MLflow's language: compared as numbers with a number that is not in quotes, and
   * with lists by `IN`.
   */
  readonly hasNumericTexts?: boolean;
}

/** What can be searched about the data sets of a run. */
export type DatasetField = "name" | "digest" | "context";

const DATASET_FIELDS: readonly DatasetField[] = ["name", "digest", "context"];

const ENTITY_BY_WORD: ReadonlyMap<string, Entity> = new Map<string, Entity>([
  ["metric", "metric"],
  ["metrics", "metric"],
  ["param", "parameter"],
  ["params", "parameter"],
  ["parameter", "parameter"],
  ["parameters", "parameter"],
  ["tag", "tag"],
  ["tags", "tag"],
  ["attribute", "attribute"],
  ["attributes", "attribute"],
  ["attr", "attribute"],
  ["run", "attribute"],
  ["dataset", "dataset"],
  ["datasets", "dataset"],
]);

const NUMBER_COMPARATORS: readonly Comparator[] = [">", "<", "<=", ">=", "=", "!="];
const TEXT_COMPARATORS: readonly Comparator[] = ["=", "!=", "LIKE", "ILIKE"];
const LISTABLE_COMPARATORS: readonly Comparator[] = [...TEXT_COMPARATORS, "IN", "NOT IN"];
const NULLABLE_COMPARATORS: readonly Comparator[] = [...TEXT_COMPARATORS, "IS NULL", "IS NOT NULL"];
const ALL_COMPARATORS: readonly Comparator[] = [
  ...NULLABLE_COMPARATORS,
  ...(["IN", "NOT IN", ">", "<", "<=", ">="] as const),
];

/**
 * The field a name stands for.
 *
 * A name is an optional entity, a dot and a key; the key may be in backticks or double quotes.
 *
 * @param name As it stands in the filter or order item.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for an entity or attribute that cannot be searched.
 */
export function fieldOf<R>(name: string, dialect: Dialect<R>): SearchField<R> {
  const dot = firstDot(name);
  const key = withoutQuotes(name.slice(dot + 1));
  if (dot < 0) return attributeField(key, dialect);
  const word = withoutQuotes(name.slice(0, dot));
  const entity = ENTITY_BY_WORD.get(word);
  if (entity === undefined) throw invalidEntity(word, dialect);
  switch (entity) {
    case "attribute":
      return attributeField(key, dialect);
    case "metric":
      return field(entity, key, "number", NUMBER_COMPARATORS, dialect.metric) ?? refuse(word, dialect);
    case "parameter":
      return field(entity, key, "text", textComparators(dialect), dialect.param) ?? refuse(word, dialect);
    case "tag":
      return field(entity, key, "text", textComparators(dialect), dialect.tag) ?? refuse(word, dialect);
    case "dataset":
      return datasetField(key, dialect) ?? refuse(word, dialect);
    default:
      return entity satisfies never;
  }
}

function textComparators<R>({ hasNumericTexts }: Dialect<R>): readonly Comparator[] {
  return hasNumericTexts === true ? ALL_COMPARATORS : NULLABLE_COMPARATORS;
}

function field<R>(
  entity: Entity,
  key: string,
  kind: "number" | "text",
  comparators: readonly Comparator[],
  read: ((record: R, key: string) => string | number | undefined) | undefined,
): SearchField<R> | undefined {
  if (read === undefined) return undefined;
  return { entity, key, kind, comparators, read: (record) => read(record, key) };
}

function attributeField<R>(key: string, { attributes }: Dialect<R>): SearchField<R> {
  const spec = attributes.find(({ name, aliases }) => name === key || aliases?.includes(key));
  if (spec === undefined) {
    const known = attributes.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    throw filterError(`Invalid attribute key '${key}' specified. Valid keys are '${setText(known)}'`);
  }
  const { name, kind, isListable, read } = spec;
  const comparators =
    kind === "number" ? NUMBER_COMPARATORS : isListable === true ? LISTABLE_COMPARATORS : TEXT_COMPARATORS;
  return { entity: "attribute", key: name, kind, comparators, read };
}

function datasetField<R>(key: string, dialect: Dialect<R>): SearchField<R> | undefined {
  const read = dialect.dataset;
  if (read === undefined) return undefined;
  const known = DATASET_FIELDS.find((name) => name === key);
  if (known === undefined) {
    throw filterError(`Invalid dataset key '${key}' specified. Valid keys are '${setText(DATASET_FIELDS)}'`);
  }
  const comparators = LISTABLE_COMPARATORS;
  return { entity: "dataset", key, kind: "text", comparators, read: (record) => read(record, known) };
}

function refuse<R>(word: string, dialect: Dialect<R>): never {
  throw invalidEntity(word, dialect);
}

function invalidEntity<R>(word: string, { metric, param, tag, dataset }: Dialect<R>): RangeError {
  const known: Entity[] = [];
  if (metric !== undefined) known.push("metric");
  if (param !== undefined) known.push("parameter");
  if (tag !== undefined) known.push("tag");
  known.push("attribute");
  if (dataset !== undefined) known.push("dataset");
  return filterError(
    `Invalid entity type '${word}'. Valid values are [${known.map((entity) => `'${entity}'`).join(", ")}]`,
  );
}

/** Words as a set is shown in MLflow's messages. */
export function setText(words: readonly string[]): string {
  return `{${words.map((word) => `'${word}'`).join(", ")}}`;
}

function firstDot(name: string): number {
  let quote = "";
  for (let i = 0; i < name.length; i++) {
    const char = name.charAt(i);
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === "`" || char === '"') quote = char;
    else if (char === ".") return i;
  }
  return -1;
}

function withoutQuotes(text: string): string {
  const quote = text.charAt(0);
  const isQuoted =
    text.length > 1 && (quote === "`" || quote === '"') && text.indexOf(quote, 1) === text.length - 1;
  return isQuoted ? text.slice(1, -1) : text;
}
