// The arrays of a model in its files: short ones as JSON that a person can read, long ones as bytes, one after the other.
import type { EncodedModel, ModelArray } from "../estimators/index.ts";
import { asArray, asInteger, asRecord, asText, field, unexpected } from "./json-fields.ts";

/** An array longer than this, or with a number that JSON cannot hold, goes into the binary file. */
const MAX_INLINE_LENGTH = 1000;
const MAX_ARRAYS = 1000;
const MAX_ARRAY_LENGTH = 2 ** 31 - 1;

type Arrays = EncodedModel["arrays"];

/** How each kind of array is made, read and written. Bytes are little-endian on every machine. */
interface Storage {
  readonly sizeBytes: number;
  make(length: number): ModelArray;
  read(view: DataView, at: number): number;
  write(view: DataView, at: number, value: number): void;
}

const STORAGE: Readonly<Record<string, Storage>> = {
  float64: {
    sizeBytes: 8,
    make: (length) => new Float64Array(length),
    read: (view, at) => view.getFloat64(at, true),
    write: (view, at, value) => view.setFloat64(at, value, true),
  },
  float32: {
    sizeBytes: 4,
    make: (length) => new Float32Array(length),
    read: (view, at) => view.getFloat32(at, true),
    write: (view, at, value) => view.setFloat32(at, value, true),
  },
  int32: {
    sizeBytes: 4,
    make: (length) => new Int32Array(length),
    read: (view, at) => view.getInt32(at, true),
    write: (view, at, value) => view.setInt32(at, value, true),
  },
  uint32: {
    sizeBytes: 4,
    make: (length) => new Uint32Array(length),
    read: (view, at) => view.getUint32(at, true),
    write: (view, at, value) => view.setUint32(at, value, true),
  },
  uint8: {
    sizeBytes: 1,
    make: (length) => new Uint8Array(length),
    read: (view, at) => view.getUint8(at),
    write: (view, at, value) => view.setUint8(at, value),
  },
};

function typeOf(array: ModelArray): string {
  return array[Symbol.toStringTag].replace("Array", "").toLowerCase();
}

/** An array as `model.json` has it: with its values, or with its length when they are in the binary file. */
export type PackedArray =
  | { readonly type: string; readonly values: readonly number[] }
  | { readonly type: string; readonly length: number };

/** Arrays on their way to the two files. */
export interface PackedArrays {
  readonly entries: Readonly<Record<string, PackedArray>>;
  /** The bytes of the long arrays in the order of `entries`; empty when there are none. */
  readonly binary: Uint8Array;
}

/** Packs arrays; the same arrays give the same bytes. */
export function packArrays(arrays: Arrays): PackedArrays {
  const names = Object.keys(arrays).sort();
  const long = names.map((name) => arrays[name]!).filter((array) => !isReadable(array));
  const binary = new Uint8Array(long.reduce((total, array) => total + array.byteLength, 0));
  const view = new DataView(binary.buffer);
  let at = 0;
  for (const array of long) {
    const { sizeBytes, write } = STORAGE[typeOf(array)]!;
    for (const value of array) {
      write(view, at, value);
      at += sizeBytes;
    }
  }
  const entryOf = (array: ModelArray): PackedArray =>
    isReadable(array)
      ? { type: typeOf(array), values: Array.from(array) }
      : { type: typeOf(array), length: array.length };
  return { entries: Object.fromEntries(names.map((name) => [name, entryOf(arrays[name]!)])), binary };
}

function isReadable(array: ModelArray): boolean {
  return (
    array.length <= MAX_INLINE_LENGTH &&
    array.every((value) => Number.isFinite(value) && !Object.is(value, -0))
  );
}

/**
 * Reads arrays back. Nothing is made before the bytes for it are known to be there.
 *
 * @param entries What `model.json` says of them.
 * @param binary The bytes of the binary file; empty when there is none.
 * @param where The file, for messages.
 * @throws SyntaxError naming the array at fault.
 */
export function unpackArrays(entries: unknown, binary: Uint8Array, where: string): Arrays {
  const names = Object.keys(asRecord(entries, `arrays in ${where}`)).sort();
  if (names.length > MAX_ARRAYS) throw unexpected(`arrays in ${where}`, `at most ${MAX_ARRAYS}`, names);
  const view = new DataView(binary.buffer, binary.byteOffset, binary.byteLength);
  const arrays = new Map<string, ModelArray>();
  let at = 0;
  for (const name of names) {
    const here = `array ${JSON.stringify(name)} in ${where}`;
    const entry = asRecord(field(asRecord(entries, where), name), here);
    const storage = storageOf(field(entry, "type"), here);
    const values = field(entry, "values");
    if (values !== undefined) {
      arrays.set(name, arrayOfValues(storage, values, here));
      continue;
    }
    const mostLength = Math.floor((binary.byteLength - at) / storage.sizeBytes);
    const length = asInteger(
      field(entry, "length"),
      `length of ${here}`,
      0,
      Math.min(mostLength, MAX_ARRAY_LENGTH),
    );
    const array = storage.make(length);
    for (let i = 0; i < length; i++, at += storage.sizeBytes) array[i] = storage.read(view, at);
    arrays.set(name, array);
  }
  if (at !== binary.byteLength) {
    throw unexpected(`arrays in ${where}`, `as long as the binary file (${binary.byteLength} bytes)`, at);
  }
  return Object.fromEntries(arrays);
}

function storageOf(type: unknown, where: string): Storage {
  const name = asText(type, `type of ${where}`);
  const storage = Object.hasOwn(STORAGE, name) ? STORAGE[name] : undefined;
  if (storage === undefined)
    throw unexpected(`type of ${where}`, `one of ${Object.keys(STORAGE).join(", ")}`, type);
  return storage;
}

function arrayOfValues(storage: Storage, values: unknown, where: string): ModelArray {
  const list = asArray(values, `values of ${where}`);
  const array = storage.make(list.length);
  list.forEach((value, i) => {
    if (typeof value === "number") array[i] = value;
    if (array[i] !== value) throw unexpected(`values of ${where}`, "numbers of its type", value);
  });
  return array;
}
