// Reads the protocol-buffer wire format (https://protobuf.dev/programming-guides/encoding) from bytes that may be anything.
import { type Coded, unparsable } from "../../errors/index.ts";

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;
/** A varint of 64 bits has no more bytes. */
const MAX_VARINT_BYTES = 10;
/** A field may take as little as two bytes of the file, but a hundred of memory. */
const MAX_FIELDS = 1_000_000;

/** The fields of one message, by number. What a field holds is known only to whoever asks for it. */
export class WireMessage {
  readonly #fields = new Map<number, WireField[]>();
  readonly #where: string;

  /**
   * @param bytes The message. It is not copied.
   * @param where What is read, for messages.
   * @throws SyntaxError when the bytes are no message.
   */
  constructor(bytes: Uint8Array, where: string) {
    this.#where = where;
    const cursor = new WireCursor(bytes, where);
    for (let n = 0; !cursor.isAtEnd(); n++) {
      if (n === MAX_FIELDS) {
        throw unparsable(`Cannot read ${where}: a message has more than ${MAX_FIELDS} fields`);
      }
      const tag = cursor.varint();
      const number = Math.floor(tag / 8);
      const field = cursor.field(tag % 8);
      const others = this.#fields.get(number);
      if (others === undefined) this.#fields.set(number, [field]);
      else others.push(field);
    }
  }

  /** A whole number; `fallback` when the field is not there. */
  integer(number: number, fallback: number): number {
    const field = this.#last(number);
    if (field === undefined) return fallback;
    return typeof field === "number" ? field : this.#misfit(number);
  }

  /** A single-precision number. */
  float(number: number, fallback: number): number {
    const field = this.#last(number);
    if (field === undefined) return fallback;
    if (typeof field === "number" || field.length !== 4) return this.#misfit(number);
    return viewOf(field).getFloat32(0, true);
  }

  /** Text; empty when the field is not there. */
  text(number: number): string {
    return this.texts(number).at(-1) ?? "";
  }

  /** Every text of a repeated field. */
  texts(number: number): readonly string[] {
    return this.#all(number).map((field) => Buffer.from(field).toString("utf8"));
  }

  /** Bytes; undefined when the field is not there. */
  bytes(number: number): Uint8Array | undefined {
    return this.#all(number).at(-1);
  }

  /** Every message of a repeated field. */
  messages(number: number): readonly WireMessage[] {
    return this.#all(number).map((field) => new WireMessage(field, this.#where));
  }

  /** Whole numbers of a repeated field, packed or not. */
  integers(number: number): readonly number[] {
    return (this.#fields.get(number) ?? []).flatMap((field) => {
      if (typeof field === "number") return [field];
      const cursor = new WireCursor(field, this.#where);
      const values: number[] = [];
      while (!cursor.isAtEnd()) values.push(cursor.varint());
      return values;
    });
  }

  /** Single-precision numbers of a repeated field, packed or not. */
  floats(number: number): Float64Array {
    return this.#fixed(number, 4, (view, at) => view.getFloat32(at, true));
  }

  /** Double-precision numbers of a repeated field, packed or not. */
  doubles(number: number): Float64Array {
    return this.#fixed(number, 8, (view, at) => view.getFloat64(at, true));
  }

  #fixed(number: number, sizeBytes: number, read: (view: DataView, at: number) => number): Float64Array {
    const bytes = Buffer.concat(this.#all(number));
    if (bytes.length % sizeBytes !== 0) return this.#misfit(number);
    const view = viewOf(bytes);
    return Float64Array.from({ length: bytes.length / sizeBytes }, (_, i) => read(view, i * sizeBytes));
  }

  #last(number: number): WireField | undefined {
    return this.#fields.get(number)?.at(-1);
  }

  #all(number: number): readonly Uint8Array[] {
    return (this.#fields.get(number) ?? []).map((field) =>
      typeof field === "number" ? this.#misfit(number) : field,
    );
  }

  #misfit(number: number): never {
    throw unparsable(`Cannot read ${this.#where}: field ${number} of a message has the wrong kind`);
  }
}

/** A varint, or the bytes of any other kind. */
type WireField = number | Uint8Array;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

class WireCursor {
  readonly #bytes: Uint8Array;
  readonly #where: string;
  #position = 0;

  constructor(bytes: Uint8Array, where: string) {
    this.#bytes = bytes;
    this.#where = where;
  }

  isAtEnd(): boolean {
    return this.#position === this.#bytes.length;
  }

  varint(): number {
    const start = this.#position;
    let value = 0;
    for (let i = 0, scale = 1; i < MAX_VARINT_BYTES; i++, scale *= 0x80) {
      const byte = this.#bytes[this.#position++];
      if (byte === undefined) throw this.#broken();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return i < MAX_VARINT_BYTES - 1 ? value : this.#negative(start);
    }
    throw this.#broken();
  }

  /** Negative numbers are written as their complement to 2^64, in ten bytes. */
  #negative(start: number): number {
    let value = 0n;
    for (let i = 0; i < MAX_VARINT_BYTES; i++) {
      value |= BigInt(this.#bytes[start + i]! & 0x7f) << BigInt(7 * i);
    }
    return Number(BigInt.asIntN(64, value));
  }

  field(kind: number): WireField {
    if (kind === VARINT) return this.varint();
    if (kind === LENGTH_DELIMITED) return this.#take(this.varint());
    if (kind === FIXED_32) return this.#take(4);
    if (kind === FIXED_64) return this.#take(8);
    throw this.#broken();
  }

  #take(length: number): Uint8Array {
    const end = this.#position + length;
    if (length < 0 || end > this.#bytes.length) throw this.#broken();
    const bytes = this.#bytes.subarray(this.#position, end);
    this.#position = end;
    return bytes;
  }

  #broken(): Coded<SyntaxError> {
    return unparsable(`Cannot read ${this.#where}: it is cut off or no protocol buffer`);
  }
}
