// Reads objects out of a skops file: a ZIP archive with a schema in JSON and arrays beside it. Nothing in it is ever run.
import { type Coded, quote, unparsable } from "../../errors/index.ts";
import { asArray, asRecord, asText, field, isRecord, type JsonRecord, parseJson } from "../json-fields.ts";
import { type NpyArray, readNpy } from "./npy.ts";
import { readZip } from "./zip-reader.ts";

const SCHEMA = "schema.json";

/** One Python object in the file: its class, and what is known of its attributes. */
export interface SkopsObject {
  /** Module and class, such as `sklearn.linear_model._ridge.Ridge`. */
  readonly className: string;
  /** Whether it has an attribute that is not None. */
  has(name: string): boolean;
  /** An attribute that is an array of numbers, or a single one. */
  array(name: string): NpyArray;
  /** An attribute that is a list or an array of texts; undefined when it is not there. */
  texts(name: string): readonly string[] | undefined;
  /** A number, truth or text; undefined when it is not there or None. */
  scalar(name: string): unknown;
  /** The named steps of a pipeline. */
  steps(name: string): readonly SkopsObject[];
}

/**
 * Opens a skops file.
 *
 * @param bytes The file.
 * @param where What it is called in messages.
 * @returns The object it was made of.
 * @throws SyntaxError when it is no skops file.
 */
export function readSkops(bytes: Uint8Array, where: string): SkopsObject {
  const files = readZip(bytes, where);
  const schema = files.get(SCHEMA);
  if (schema === undefined) throw unparsable(`Cannot read ${where}: it has no ${SCHEMA}`);
  return objectOf(parseJson(Buffer.from(schema).toString("utf8"), `${SCHEMA} in ${where}`), files, where);
}

type Files = ReadonlyMap<string, Uint8Array>;

function objectOf(node: unknown, files: Files, where: string): SkopsObject {
  const record = asRecord(node, `an object in ${where}`);
  const className = `${asText(field(record, "__module__"), `__module__ in ${where}`)}.${asText(field(record, "__class__"), `__class__ in ${where}`)}`;
  const state = field(record, "content");
  const attributes = isRecord(state) ? field(state, "content") : undefined;
  const attribute = (name: string): unknown => (isRecord(attributes) ? field(attributes, name) : undefined);
  const at = (name: string): string => `${name} of ${className} in ${where}`;
  return {
    className,
    has: (name) =>
      attribute(name) !== undefined &&
      !(isJsonNode(attribute(name)) && jsonOf(attribute(name), at(name)) === null),
    array: (name) => arrayOf(attribute(name), files, at(name)),
    texts: (name) => {
      const list = attribute(name);
      return list === undefined ? undefined : textsOf(list, at(name));
    },
    scalar: (name) => (isJsonNode(attribute(name)) ? jsonOf(attribute(name), at(name)) : undefined),
    steps: (name) =>
      listOf(attribute(name), at(name)).map((step) => {
        const [, object] = listOf(step, at(name));
        return objectOf(object, files, where);
      }),
  };
}

function isJsonNode(node: unknown): node is JsonRecord {
  return isRecord(node) && field(node, "__loader__") === "JsonNode";
}

function jsonOf(node: unknown, where: string): unknown {
  const record = asRecord(node, where);
  return parseJson(asText(field(record, "content"), where), where);
}

/** The items of a list, a tuple, or an array of objects. */
function listOf(node: unknown, where: string): readonly unknown[] {
  return asArray(field(asRecord(node, where), "content"), where);
}

function textsOf(node: unknown, where: string): readonly string[] {
  return listOf(node, where).map((item) => asText(jsonOf(item, where), where));
}

function arrayOf(node: unknown, files: Files, where: string): NpyArray {
  if (isJsonNode(node)) {
    const value = jsonOf(node, where);
    if (typeof value === "number") return { shape: [], values: Float64Array.of(value) };
    throw notThere(value, where);
  }
  const record = asRecord(node, where);
  const name = field(record, "file");
  const file = typeof name === "string" ? files.get(name) : undefined;
  if (file === undefined) throw notThere(name, where);
  return readNpy(file, where);
}

function notThere(value: unknown, where: string): Coded<SyntaxError> {
  return unparsable(`Cannot read ${where}: it must be an array of numbers: current value is ${quote(value)}`);
}
