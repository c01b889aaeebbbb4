// The quick way through the commonest body: `dataframe_split` (or the bare form) with named columns and nothing but numbers.
import { DecimalReader } from "./decimal.kernel.ts";
import type { RawTable } from "./raw-input.ts";

const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COMMA = 0x2c;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Cells that stay allocated from one request to the next. */
const FIRST_CAPACITY = 16_384;

/** The names of the columns as they stood in the last request: clients send the same ones again and again. */
interface Header {
  readonly bytes: Buffer;
  readonly names: readonly string[];
}

/**
 * Reads bodies of one shape straight from their bytes, without a string or an object a row. What it does not know (another
 * form, a cell that is no number, an escape, a mistake) it leaves to the general reader, which has the messages.
 */
export class PlainSplitReader {
  #header: Header | undefined;
  #cells: Float64Array = new Float64Array(FIRST_CAPACITY);

  /** The table of a body; undefined when the general reader has to look at it. */
  read(body: Buffer): RawTable | undefined {
    const text = new Cursor(body);
    if (!text.take("{")) return undefined;
    const isWrapped = text.take('"dataframe_split"');
    if (isWrapped && !(text.take(":") && text.take("{"))) return undefined;
    if (!(text.take('"columns"') && text.take(":"))) return undefined;
    const names = this.#readNames(text);
    if (names === undefined || !(text.take(",") && text.take('"data"') && text.take(":"))) return undefined;
    const nRows = this.#readRows(text, names.length);
    if (nRows === undefined || !text.take("}") || (isWrapped && !text.take("}")) || !text.isAtEnd()) {
      return undefined;
    }
    return { kind: "table", names, nRows, columns: this.#columns(nRows, names.length), isDataFrame: true };
  }

  #readNames(text: Cursor): readonly string[] | undefined {
    const start = text.position;
    const end = text.endOfFlatList();
    if (end === undefined) return undefined;
    text.position = end;
    const last = this.#header;
    if (last !== undefined && last.bytes.compare(text.bytes, start, end) === 0) return last.names;
    const names = parseNames(text.bytes.toString("utf8", start, end));
    if (names !== undefined) this.#header = { bytes: Buffer.from(text.bytes.subarray(start, end)), names };
    return names;
  }

  /** Fills the cells row by row; how many rows there were. */
  #readRows(text: Cursor, nColumns: number): number | undefined {
    if (!text.take("[")) return undefined;
    const bytes = text.bytes;
    const reader = new DecimalReader(bytes, text.position);
    let cells = this.#cells;
    let n = 0;
    let nRows = 0;
    for (;;) {
      let i = skipBlanks(bytes, reader.position);
      if (bytes[i] !== OPEN) return undefined;
      if (n + nColumns > cells.length) cells = enlarged(cells, n + nColumns);
      for (let j = 0; j < nColumns; j++) {
        reader.position = skipBlanks(bytes, i + 1);
        const value = reader.read();
        if (Number.isNaN(value)) return undefined;
        cells[n++] = value;
        i = skipBlanks(bytes, reader.position);
        if (bytes[i] !== (j === nColumns - 1 ? CLOSE : COMMA)) return undefined;
      }
      nRows += 1;
      i = skipBlanks(bytes, i + 1);
      reader.position = i + 1;
      if (bytes[i] === CLOSE) break;
      if (bytes[i] !== COMMA) return undefined;
    }
    text.position = reader.position;
    this.#cells = cells;
    return nRows;
  }

  /** The cells column by column, in an array of their own; what a large request took is let go. */
  #columns(nRows: number, nColumns: number): readonly Float64Array[] {
    const cells = this.#cells;
    const values = new Float64Array(nRows * nColumns);
    for (let i = 0; i < nRows; i++) {
      for (let j = 0; j < nColumns; j++) values[j * nRows + i] = cells[i * nColumns + j]!;
    }
    if (cells.length > 8 * FIRST_CAPACITY) this.#cells = new Float64Array(FIRST_CAPACITY);
    return Array.from({ length: nColumns }, (_, j) => values.subarray(j * nRows, (j + 1) * nRows));
  }
}

function parseNames(json: string): readonly string[] | undefined {
  try {
    const names: unknown = JSON.parse(json);
    const isPlain =
      Array.isArray(names) && names.length > 0 && names.every((name) => typeof name === "string");
    return isPlain && new Set(names).size === names.length ? names : undefined;
  } catch {
    return undefined; // the general reader says what is wrong
  }
}

function enlarged(cells: Float64Array, length: number): Float64Array {
  const larger = new Float64Array(Math.max(length, 2 * cells.length));
  larger.set(cells);
  return larger;
}

function skipBlanks(bytes: Buffer, start: number): number {
  let i = start;
  for (let code = bytes[i]; code !== undefined && code <= SPACE; code = bytes[++i]) {
    if (code !== SPACE && code !== LINE_FEED && code !== TAB && code !== CARRIAGE_RETURN) break;
  }
  return i;
}

/** A place in JSON text, as bytes. */
class Cursor {
  readonly bytes: Buffer;
  position = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  /** Moves behind blanks and these characters, if they are there. */
  take(characters: string): boolean {
    const start = skipBlanks(this.bytes, this.position);
    for (let i = 0; i < characters.length; i++) {
      if (this.bytes[start + i] !== characters.charCodeAt(i)) return false;
    }
    this.position = start + characters.length;
    return true;
  }

  /** Whether there are only blanks left. */
  isAtEnd(): boolean {
    return skipBlanks(this.bytes, this.position) === this.bytes.length;
  }

  /** Behind the bracket that closes a list of texts without escapes; undefined when there is none. */
  endOfFlatList(): number | undefined {
    let isText = false;
    for (let i = this.position; i < this.bytes.length; i++) {
      const code = this.bytes[i];
      if (code === BACKSLASH) return undefined;
      if (code === QUOTE) isText = !isText;
      else if (code === CLOSE && !isText) return i + 1;
    }
    return undefined;
  }
}
