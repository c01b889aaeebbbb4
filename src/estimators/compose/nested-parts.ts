// Several encoded parts in one: their states in a list, their arrays under `0/…`, `1/…`, ….
import { invalidType } from "../../errors/index.ts";
import type { EncodedModel, ModelArray } from "../contracts.ts";
import { type EncodedReader, isRecord } from "./encoded-reader.ts";
import type { Named } from "./transformer.ts";

/** Takes parts of one kind apart and puts them together, each with the codec of its class. */
export interface PartCodec<T> {
  readonly estimatorName: string;
  readonly version: number;
  encode(part: T): EncodedModel;
  /** @param depth How many parts this one is nested in. */
  decode(encoded: EncodedModel, depth: number): T;
}

/** Finds the codec of a class; undefined when there is none. */
export type FindCodec<T> = (estimatorName: string) => PartCodec<T> | undefined;

/** One part as it stands in the list. */
export interface NestedPart {
  readonly name: string;
  readonly estimator: string;
  readonly version: number;
  readonly state: Readonly<Record<string, unknown>>;
}

/** Parts within parts within parts … at most so deep. */
const MAX_DEPTH = 8;

/**
 * Encodes parts, each by the codec of its class.
 *
 * @param parts Names and fitted parts.
 * @param find Finds the codec of a class.
 * @param first The position of the first of them among all parts of the whole.
 * @throws TypeError when a class has no codec.
 */
export function encodeParts<T extends { readonly estimatorName: string }>(
  parts: readonly Named<T>[],
  find: FindCodec<T>,
  first = 0,
): { readonly entries: readonly NestedPart[]; readonly arrays: Readonly<Record<string, ModelArray>> } {
  const entries: NestedPart[] = [];
  const arrays: [string, ModelArray][] = [];
  for (const [k, [name, part]] of parts.entries()) {
    const codec = find(part.estimatorName);
    if (codec === undefined) {
      throw invalidType(
        `Cannot encode step ${name}: its class must be a known one: current class is ${part.estimatorName}`,
      );
    }
    const encoded = codec.encode(part);
    entries.push({ name, estimator: codec.estimatorName, version: codec.version, state: encoded.state });
    for (const [key, array] of Object.entries(encoded.arrays)) arrays.push([`${first + k}/${key}`, array]);
  }
  return { entries, arrays: Object.fromEntries(arrays) };
}

/**
 * Puts one part of a list together.
 *
 * @param reader Reads the whole, for messages.
 * @param entry The element of the list.
 * @param arrays All arrays of the whole.
 * @param index The position of the element.
 * @param find Finds the codec of its class.
 * @param depth How many parts the whole is nested in.
 * @throws SyntaxError when the part is none, of an unknown class, of a newer version, or nested too deep.
 */
export function decodePart<T>(
  reader: EncodedReader,
  entry: unknown,
  arrays: EncodedModel["arrays"],
  index: number,
  find: FindCodec<T>,
  depth: number,
): Named<T> {
  const where = `part ${index}`;
  if (depth >= MAX_DEPTH) throw reader.fault(where, `nested at most ${MAX_DEPTH} deep`, depth + 1);
  if (!isRecord(entry)) throw reader.fault(where, "a record", entry);
  const { name, estimator, version, state } = entry;
  if (typeof name !== "string") throw reader.fault(`the name of ${where}`, "text", name);
  const codec = typeof estimator === "string" ? find(estimator) : undefined;
  if (codec === undefined) throw reader.fault(`the estimator of ${where}`, "a known class", estimator);
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > codec.version) {
    throw reader.fault(`the version of ${where}`, `a whole number from 1 to ${codec.version}`, version);
  }
  if (!isRecord(state)) throw reader.fault(`the state of ${where}`, "a record", state);
  const prefix = `${index}/`;
  const own = Object.entries(arrays).filter(([key]) => key.startsWith(prefix));
  const encoded = {
    state,
    arrays: Object.fromEntries(own.map(([key, array]) => [key.slice(prefix.length), array])),
  };
  return [name, codec.decode(encoded, depth + 1)];
}
