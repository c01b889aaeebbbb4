// Reads single fields out of JSON that came from a file, each with its check and a message that says where it stands.
import { quote, unparsable } from "../errors/index.ts";

/** A JSON object whose fields are not yet known. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object (and no array). */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Parses JSON text.
 *
 * @param where What is read, for the message: `model.json of /models/a`.
 * @throws SyntaxError when it is not JSON.
 */
export function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unparsable(`Cannot read ${where}: it is not valid JSON`, { cause: error });
  }
}

/** @throws SyntaxError when `value` is no JSON object. */
export function asRecord(value: unknown, where: string): JsonRecord {
  if (isRecord(value)) return value;
  throw unexpected(where, "an object", value);
}

/** @throws SyntaxError when `value` is no array. */
export function asArray(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unexpected(where, "an array", value);
}

/** @throws SyntaxError when `value` is no text. */
export function asText(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw unexpected(where, "a text", value);
}

/** @throws SyntaxError when `value` is no whole number from `least` to `most`. */
export function asInteger(value: unknown, where: string, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw unexpected(where, `a whole number from ${least} to ${most}`, value);
}

/** The error for a field that is not what it must be. */
export function unexpected(where: string, wanted: string, value: unknown): SyntaxError {
  return unparsable(`Cannot read ${where}: it must be ${wanted}: current value is ${quote(value)}`);
}

/** The field of a record under its own key; undefined when it is absent, whatever objects inherit. */
export function field(record: JsonRecord, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
