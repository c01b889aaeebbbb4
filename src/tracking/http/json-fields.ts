// Fields of JSON answers, by MLflow's rules: what is at its default may be absent, and numbers may come as text.
import { quote, unparsable } from "../../errors/index.ts";

/** A JSON object as it came over the wire. */
export type JsonObject = Readonly<Record<string, unknown>>;

function malformed(field: string, expected: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot understand the tracking server's answer: ${field} must be ${expected}: current value is ${quote(value)}`,
  );
}

function asObject(field: string, value: unknown): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw malformed(field, "an object", value);
  }
  return value as JsonObject;
}

/** The value of a field that the object has itself; undefined when it is absent or null. */
function valueIn(json: JsonObject, field: string): unknown {
  return Object.hasOwn(json, field) ? (json[field] ?? undefined) : undefined;
}

/** A field that is an object; an empty one when it is absent. */
export function objectField(json: JsonObject, field: string): JsonObject {
  const value = valueIn(json, field);
  return value === undefined ? {} : asObject(field, value);
}

/** A field that is a list of objects; an empty one when it is absent. */
export function listField(json: JsonObject, field: string): readonly JsonObject[] {
  const value = valueIn(json, field);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw malformed(field, "a list", value);
  return value.map((item) => asObject(field, item));
}

/** A field that is text; empty when it is absent. */
export function textField(json: JsonObject, field: string): string {
  const value = valueIn(json, field);
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value); // an id, from servers that are not strict
  throw malformed(field, "text", value);
}

/** A field that is text; undefined when it is absent or empty, which MLflow does not tell apart. */
export function optionalText(json: JsonObject, field: string): string | undefined {
  return textField(json, field) || undefined;
}

/** A field that is one of some words. */
export function wordField<T extends string>(json: JsonObject, field: string, words: readonly T[]): T {
  const value = textField(json, field);
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw malformed(field, `one of ${words.join(", ")}`, value);
  return word;
}

/** A field that is a whole number, perhaps as text; undefined when it is absent. */
export function optionalInteger(json: JsonObject, field: string): number | undefined {
  const value = valueIn(json, field);
  if (value === undefined) return undefined;
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isInteger(number)) return number;
  throw malformed(field, "a whole number", value);
}

/** A field that is a whole number; 0 when it is absent. */
export function integerField(json: JsonObject, field: string): number {
  return optionalInteger(json, field) ?? 0;
}

/** A field that is a double, perhaps as text (`"NaN"`, `"-Infinity"`, `"1.5"`); 0 when it is absent. */
export function doubleField(json: JsonObject, field: string): number {
  const value = valueIn(json, field);
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  if (typeof value === "string" && value !== "") {
    const number = Number(value);
    if (!Number.isNaN(number) || value.toLowerCase() === "nan") return number;
  }
  throw malformed(field, "a number", value);
}

/** A field that is a list of `{key, value}`; an empty map when it is absent. In the order of the keys. */
export function mapField(json: JsonObject, field: string): ReadonlyMap<string, string> {
  const pairs = listField(json, field).map(
    (pair) => [textField(pair, "key"), textField(pair, "value")] as const,
  );
  return new Map(pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
