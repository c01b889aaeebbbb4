// Writes the protocol-buffer wire format (https://protobuf.dev/programming-guides/encoding): what ONNX files are made of.
// Few kinds of fields are all that ONNX needs, which is less than any library brings.

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** One message being written: its fields, in the order of the calls. */
export class WireWriter {
  readonly #parts: Uint8Array[] = [];

  /** A whole number, not negative. */
  integer(field: number, value: number): this {
    this.#tag(field, VARINT);
    this.#parts.push(varint(value));
    return this;
  }

  /** Whole numbers, not negative, as one packed field. */
  integers(field: number, values: readonly number[]): this {
    return this.bytes(field, Buffer.concat(values.map(varint)));
  }

  /** Bytes. */
  bytes(field: number, bytes: Uint8Array): this {
    this.#tag(field, LENGTH_DELIMITED);
    this.#parts.push(varint(bytes.length), bytes);
    return this;
  }

  /** Text, as UTF-8. */
  text(field: number, text: string): this {
    return this.bytes(field, new TextEncoder().encode(text));
  }

  /** A message inside this one. */
  message(field: number, message: WireWriter): this {
    return this.bytes(field, message.finish());
  }

  /** The bytes of all that was written. */
  finish(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #tag(field: number, kind: number): void {
    this.#parts.push(varint(field * 8 + kind));
  }
}

/** Seven bits a byte, the lowest first; the highest bit says that there are more. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
