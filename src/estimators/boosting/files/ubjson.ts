// Model documents as UBJSON (Universal Binary JSON, draft 12), byte for byte as XGBoost writes them, and back.
// Multi-byte numbers are big-endian. Typed arrays are written as [$<type>#L<count>, other lists as [#L<count>.
import { unparsable } from "../../../errors/index.ts";
import { isList, isTypedArray, type ModelDocument, sortedEntries } from "./model-document.ts";

/** Nesting a file may have at most; models have about ten levels. */
const MAX_DEPTH = 64;

/** The bytes of a document. */
export function writeUbjson(document: ModelDocument): Uint8Array {
  const writer = new UbjsonWriter();
  writer.write(document);
  return writer.finish();
}

class UbjsonWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }

  write(document: ModelDocument): void {
    if (typeof document === "string") {
      this.#mark("S");
      this.#text(document);
    } else if (typeof document === "number") {
      this.#integer(document);
    } else if (isTypedArray(document)) {
      this.#typedArray(document);
    } else if (isList(document)) {
      this.#mark("[#");
      this.#count(document.length);
      for (const one of document) this.write(one);
    } else {
      this.#mark("{");
      for (const [key, value] of sortedEntries(document)) {
        this.#text(key);
        this.write(value);
      }
      this.#mark("}");
    }
  }

  #typedArray(values: Float32Array | Int32Array | Uint8Array | BigInt64Array): void {
    const type =
      values instanceof Float32Array
        ? "d"
        : values instanceof Int32Array
          ? "l"
          : values instanceof Uint8Array
            ? "U"
            : "L";
    this.#mark(`[$${type}#`);
    this.#count(values.length);
    const first = this.#reserve(values.byteLength);
    const size = values.BYTES_PER_ELEMENT;
    for (let i = 0, at = first; i < values.length; i++, at += size) {
      if (values instanceof Float32Array) this.#view.setFloat32(at, values[i]!);
      else if (values instanceof Int32Array) this.#view.setInt32(at, values[i]!);
      else if (values instanceof Uint8Array) this.#bytes[at] = values[i]!;
      else this.#view.setBigInt64(at, values[i]!);
    }
  }

  /** A whole number in the smallest type; XGBoost keeps the ends of each range for the next. */
  #integer(value: number): void {
    if (value > -128 && value < 127) {
      this.#mark("i");
      const at = this.#reserve(1);
      this.#view.setInt8(at, value);
    } else if (value > -32_768 && value < 32_767) {
      this.#mark("I");
      const at = this.#reserve(2);
      this.#view.setInt16(at, value);
    } else {
      this.#mark("l");
      const at = this.#reserve(4);
      this.#view.setInt32(at, value);
    }
  }

  #text(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.#count(bytes.length);
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  #count(count: number): void {
    this.#mark("L");
    const at = this.#reserve(8);
    this.#view.setBigInt64(at, BigInt(count));
  }

  #mark(markers: string): void {
    const at = this.#reserve(markers.length);
    for (let i = 0; i < markers.length; i++) this.#bytes[at + i] = markers.charCodeAt(i);
  }

  #reserve(length: number): number {
    const at = this.#size;
    this.#size += length;
    if (this.#size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#size, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}

/**
 * Parses UBJSON. Typed arrays come back as typed arrays (64-bit integers as doubles), records without prototype.
 *
 * @throws SyntaxError saying at which byte it went wrong.
 */
export function parseUbjson(bytes: Uint8Array): unknown {
  const parser = new UbjsonParser(bytes);
  return parser.parse();
}

type NumberReader = (view: DataView, at: number) => number;

/** Size in bytes and reader of each number type. */
const NUMBERS: Readonly<Record<string, readonly [number, NumberReader]>> = {
  i: [1, (view, at) => view.getInt8(at)],
  U: [1, (view, at) => view.getUint8(at)],
  I: [2, (view, at) => view.getInt16(at)],
  l: [4, (view, at) => view.getInt32(at)],
  L: [8, (view, at) => Number(view.getBigInt64(at))],
  d: [4, (view, at) => view.getFloat32(at)],
  D: [8, (view, at) => view.getFloat64(at)],
};

class UbjsonParser {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  parse(): unknown {
    const value = this.#value(this.#marker(), 0);
    if (this.#at !== this.#bytes.length) throw this.#fault("there are bytes after the end");
    return value;
  }

  #value(marker: string, depth: number): unknown {
    if (depth > MAX_DEPTH) throw this.#fault(`it is nested more than ${MAX_DEPTH} levels deep`);
    if (marker === "{") return this.#record(depth);
    if (marker === "[") return this.#list(depth);
    if (marker === "S") return this.#text();
    if (marker === "Z") return null;
    if (marker === "T") return true;
    if (marker === "F") return false;
    return this.#number(marker);
  }

  #record(depth: number): unknown {
    const record: Record<string, unknown> = Object.create(null);
    while (this.#peek() !== "}") {
      const key = this.#text();
      record[key] = this.#value(this.#marker(), depth + 1);
    }
    this.#at++;
    return record;
  }

  #list(depth: number): unknown {
    if (this.#peek() === "$") return this.#typedArray();
    const list: unknown[] = [];
    if (this.#peek() === "#") {
      this.#at++;
      const count = this.#count(1);
      for (let i = 0; i < count; i++) list.push(this.#value(this.#marker(), depth + 1));
      return list;
    }
    for (let marker = this.#marker(); marker !== "]"; marker = this.#marker()) {
      list.push(this.#value(marker, depth + 1));
    }
    return list;
  }

  #typedArray(): ArrayLike<number> {
    this.#at++;
    const type = this.#marker();
    const found = Object.hasOwn(NUMBERS, type) ? NUMBERS[type] : undefined;
    if (found === undefined) throw this.#fault(`there is no number type ${JSON.stringify(type)}`);
    if (this.#marker() !== "#") throw this.#fault("a typed list needs a count");
    const [size, read] = found;
    const count = this.#count(size);
    const values =
      type === "d" ? new Float32Array(count) : type === "U" ? new Uint8Array(count) : new Float64Array(count);
    for (let i = 0; i < count; i++) values[i] = read(this.#view, this.#at + i * size);
    this.#at += count * size;
    return values;
  }

  #text(): string {
    const length = this.#count(1);
    const text = new TextDecoder().decode(this.#bytes.subarray(this.#at, this.#at + length));
    this.#at += length;
    return text;
  }

  /** A count of things of at least `size` bytes each: no more than the bytes that are left can hold. */
  #count(size: number): number {
    const count = this.#number(this.#marker());
    const left = this.#bytes.length - this.#at;
    if (!Number.isInteger(count) || count < 0 || count * size > left) {
      throw this.#fault(`a count of ${count} does not fit the ${left} bytes left`);
    }
    return count;
  }

  #number(marker: string): number {
    const found = Object.hasOwn(NUMBERS, marker) ? NUMBERS[marker] : undefined;
    if (found === undefined) throw this.#fault(`there is no marker ${JSON.stringify(marker)}`);
    const [size, read] = found;
    if (this.#at + size > this.#bytes.length) throw this.#fault("it ends too early");
    const value = read(this.#view, this.#at);
    this.#at += size;
    return value;
  }

  #marker(): string {
    const marker = this.#peek();
    this.#at++;
    return marker;
  }

  #peek(): string {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw this.#fault("it ends too early");
    return String.fromCharCode(byte);
  }

  #fault(what: string): SyntaxError {
    return unparsable(`Cannot read the model as UBJSON: at byte ${this.#at}: ${what}`);
  }
}
