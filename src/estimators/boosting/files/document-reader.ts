// Reads parts of a parsed model file, checking each; faults name the part.
import { quote, unparsable } from "../../../errors/index.ts";

/** A place in a document: what is there and how to say where it is. */
export class DocumentReader {
  readonly #value: unknown;
  readonly #path: string;

  /** @param path How messages call this place. */
  constructor(value: unknown, path: string) {
    this.#value = value;
    this.#path = path;
  }

  /** A SyntaxError about this place. */
  fault(what: string): SyntaxError {
    return unparsable(`Cannot read the model: ${this.#path} ${what}: current value is ${quote(this.#value)}`);
  }

  /** The member of a record. */
  member(key: string): DocumentReader {
    const record = this.#value;
    if (typeof record !== "object" || record === null || Array.isArray(record))
      throw this.fault("must be a record");
    return new DocumentReader(
      Object.hasOwn(record, key) ? Reflect.get(record, key) : undefined,
      `${this.#path}.${key}`,
    );
  }

  /** Whether there is anything here. */
  get isPresent(): boolean {
    return this.#value !== undefined && this.#value !== null;
  }

  /** The elements of a list. */
  elements(): DocumentReader[] {
    return Array.from(this.#list(), (one, i) => new DocumentReader(one, `${this.#path}[${i}]`));
  }

  /** The text here. */
  text(): string {
    if (typeof this.#value !== "string") throw this.fault("must be a text");
    return this.#value;
  }

  /** The texts of a record, by key. */
  texts(): Map<string, string> {
    const record = this.#value;
    if (typeof record !== "object" || record === null || Array.isArray(record))
      throw this.fault("must be a record");
    return new Map(Object.keys(record).map((key) => [key, this.member(key).text()]));
  }

  /** The members of a record that are records themselves. */
  groups(): [string, DocumentReader][] {
    const record = this.#value;
    if (typeof record !== "object" || record === null) throw this.fault("must be a record");
    return Object.entries(record)
      .filter(([, value]) => typeof value === "object" && value !== null)
      .map(([key]) => [key, this.member(key)]);
  }

  /** A whole number within bounds, written as a number or as a text. */
  integer(min: number, max: number): number {
    const value = typeof this.#value === "string" ? Number(this.#value) : this.#value;
    if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max) {
      throw this.fault(`must be a whole number from ${min} to ${max}`);
    }
    return value;
  }

  /** A number that is written as a text. */
  numberText(): number {
    const value = Number(this.text());
    if (!Number.isFinite(value)) throw this.fault("must be a finite number");
    return value;
  }

  /** A list of whole numbers within bounds, of a given length unless undefined. */
  integers(length: number | undefined, min: number, max: number): Int32Array {
    const list = this.#list();
    this.#checkLength(list, length);
    return Int32Array.from(list, (value, i) => {
      const number = typeof value === "boolean" ? Number(value) : value;
      if (typeof number !== "number" || !Number.isInteger(number) || number < min || number > max) {
        throw new DocumentReader(value, `${this.#path}[${i}]`).fault(
          `must be a whole number from ${min} to ${max}`,
        );
      }
      return number;
    });
  }

  /** A list of numbers as float32, of a given length. */
  floats(length: number): Float32Array {
    const list = this.#list();
    this.#checkLength(list, length);
    return Float32Array.from(list, (value, i) => {
      const number = typeof value === "string" ? NON_FINITE.get(value) : value;
      if (typeof number !== "number")
        throw new DocumentReader(value, `${this.#path}[${i}]`).fault("must be a number");
      return number;
    });
  }

  #checkLength(list: ArrayLike<unknown>, length: number | undefined): void {
    if (length === undefined || list.length === length) return;
    throw this.fault(`must have ${length} elements, not ${list.length}`);
  }

  #list(): ArrayLike<unknown> {
    const value = this.#value;
    if (Array.isArray(value)) return value;
    if (value instanceof Float32Array || value instanceof Float64Array || value instanceof Uint8Array)
      return value;
    throw this.fault("must be a list");
  }
}

const NON_FINITE: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);
