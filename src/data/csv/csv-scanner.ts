// Cuts CSV text into records and fields by RFC 4180; line ends may be CRLF, LF or CR.
import { type Coded, unparsable } from "../../errors/index.ts";
import { DATA_LIMITS } from "../limits.ts";

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/** One record of a CSV file. */
export interface CsvRecord {
  /** The line on which it begins, counted from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** Reads the records of a text one after the other. Lines with nothing on them are passed over. */
export class CsvScanner {
  readonly #text: string;
  readonly #name: string;
  readonly #delimiter: number;
  #position = 0;
  #line = 1;

  /**
   * @param text All the text, without a byte order mark.
   * @param name What it is called in messages.
   * @param delimiter The code of the character between fields.
   */
  constructor(text: string, name: string, delimiter: number) {
    this.#text = text;
    this.#name = name;
    this.#delimiter = delimiter;
  }

  /**
   * The next record, or undefined at the end.
   *
   * @throws SyntaxError naming the line when quotes are not as they must be, or there is too much of anything.
   */
  next(): CsvRecord | undefined {
    while (this.#skipLineEnd()) this.#line += 1;
    if (this.#position >= this.#text.length) return undefined;
    const line = this.#line;
    const fields: string[] = [];
    do {
      if (fields.length === DATA_LIMITS.csvColumns) {
        throw this.#fault(line, `has more than ${DATA_LIMITS.csvColumns} fields`);
      }
      fields.push(this.#text.charCodeAt(this.#position) === QUOTE ? this.#quotedField() : this.#plainField());
    } while (this.#skipDelimiter());
    if (this.#skipLineEnd()) this.#line += 1;
    return { line, fields };
  }

  #plainField(): string {
    const start = this.#position;
    let end = start;
    for (; end < this.#text.length; end++) {
      const code = this.#text.charCodeAt(end);
      if (code === this.#delimiter || code === LF || code === CR) break;
      if (code === QUOTE) {
        throw this.#fault(this.#line, "has a quote inside a field that does not begin with one");
      }
    }
    this.#checkLength(end - start, this.#line);
    this.#position = end;
    return this.#text.slice(start, end);
  }

  #quotedField(): string {
    const firstLine = this.#line;
    const start = this.#position + 1;
    let end = this.#text.indexOf('"', start);
    while (end >= 0 && this.#text.charCodeAt(end + 1) === QUOTE) end = this.#text.indexOf('"', end + 2);
    if (end < 0) throw this.#fault(firstLine, "opens a quote that is never closed");
    this.#checkLength(end - start, firstLine);
    const content = this.#text.slice(start, end);
    this.#line += content.match(/\r\n|\n|\r/g)?.length ?? 0;
    this.#position = end + 1;
    const after = this.#text.charCodeAt(this.#position);
    if (this.#position < this.#text.length && after !== this.#delimiter && after !== LF && after !== CR) {
      throw this.#fault(this.#line, "has text after a closing quote");
    }
    return content.replaceAll('""', '"');
  }

  #skipDelimiter(): boolean {
    if (this.#text.charCodeAt(this.#position) !== this.#delimiter) return false;
    this.#position += 1;
    return true;
  }

  #skipLineEnd(): boolean {
    const code = this.#text.charCodeAt(this.#position);
    if (code !== LF && code !== CR) return false;
    this.#position += code === CR && this.#text.charCodeAt(this.#position + 1) === LF ? 2 : 1;
    return true;
  }

  #checkLength(length: number, line: number): void {
    if (length > DATA_LIMITS.csvFieldCharacters) {
      throw this.#fault(line, `has a field of more than ${DATA_LIMITS.csvFieldCharacters} characters`);
    }
  }

  #fault(line: number, what: string): Coded<SyntaxError> {
    return unparsable(`Cannot read ${this.#name}: line ${line} ${what}`);
  }
}
