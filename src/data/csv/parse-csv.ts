// CSV text becomes a frame: columns in which every cell is a number are numbers, all others are text.
import { type Coded, invalidValue, quote, unparsable } from "../../errors/index.ts";
import { DATA_LIMITS } from "../limits.ts";
import { repeatedNames } from "../repeated-names.ts";
import type { Frame } from "../table.ts";
import { CsvScanner } from "./csv-scanner.ts";
import { parseDecimal } from "./decimal.ts";
import { GrowingColumn } from "./growing-column.ts";

const BYTE_ORDER_MARK = 0xfeff;
const DEFAULT_MISSING: readonly string[] = ["", "NA", "NaN", "nan", "null"];

/** How CSV is read. */
export interface CsvOptions {
  /** The one character between fields. Default a comma. */
  readonly delimiter?: string;
  /** What a missing cell may say, whole and exactly. Default nothing at all, `NA`, `NaN`, `nan`, `null`. */
  readonly missing?: readonly string[];
  /** Columns that must be numbers, or must stay text (such as postal codes). Others are numbers if all their cells are. */
  readonly types?: Readonly<Record<string, "number" | "text">>;
}

/**
 * Reads CSV by RFC 4180. The first record holds the names of the columns; a column without a name is called
 * `Unnamed: 0`, `Unnamed: 1`, … by its position, as pandas does. Lines with nothing on them are passed over.
 *
 * @param text The whole text, at most 2^28 characters.
 * @param options Delimiter, missing cells, types of columns.
 * @throws SyntaxError naming line and column: a record with too few or too many fields, a wrong quote, a cell that is no
 *   number in a column that must be numbers; also when there is no header, or names repeat.
 * @throws RangeError when an option is wrong, or the text too long.
 */
export function parseCsv(text: string, options: CsvOptions = {}): Frame {
  return parseNamedCsv(text, "the CSV text", options);
}

/** As {@link parseCsv}, with a name for the text in messages. */
export function parseNamedCsv(text: string, name: string, options: CsvOptions): Frame {
  if (text.length > DATA_LIMITS.csvSize) {
    throw invalidValue(
      `Cannot read ${name}: it may have at most ${DATA_LIMITS.csvSize} characters: current length is ${text.length}`,
    );
  }
  const delimiter = delimiterCode(options.delimiter ?? ",");
  const content = text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
  const open = () => new CsvScanner(content, name, delimiter);
  const header = open().next();
  if (header === undefined) throw unparsable(`Cannot read ${name}: there is no header line`);
  const names = header.fields.map((field, j) => (field === "" ? `Unnamed: ${j}` : field));
  const [twice] = repeatedNames(names);
  if (twice !== undefined) throw unparsable(`Cannot read ${name}: column ${quote(twice)} comes twice`);
  return new FrameReader(names, name, options).read(open);
}

function delimiterCode(delimiter: string): number {
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter)) {
    throw invalidValue(
      `Cannot read CSV: the delimiter must be one character, neither a quote nor a line end: current value is ${quote(delimiter)}`,
    );
  }
  return delimiter.charCodeAt(0);
}

/** Reads all records once for the numbers, and once more for the text if there is any. */
class FrameReader {
  readonly #names: readonly string[];
  readonly #source: string;
  readonly #missing: ReadonlySet<string>;
  /** Whether a code such as -999 stands for a missing cell, so that numbers have to be looked up, too. */
  readonly #someMissingAreNumbers: boolean;
  readonly #mustBeNumbers: readonly boolean[];
  readonly #isText: boolean[];

  constructor(names: readonly string[], source: string, options: CsvOptions) {
    const types = new Map(Object.entries(options.types ?? {}));
    for (const [name, type] of types) {
      if (type !== "number" && type !== "text") {
        throw invalidValue(
          `Cannot read ${source}: a column type must be "number" or "text": current value for ${quote(name)} is ${quote(type)}`,
        );
      }
      if (!names.includes(name))
        throw invalidValue(`Cannot read ${source}: there is no column ${quote(name)}`);
    }
    this.#names = names;
    this.#source = source;
    this.#missing = new Set(options.missing ?? DEFAULT_MISSING);
    this.#someMissingAreNumbers = [...this.#missing].some((code) => parseDecimal(code) !== undefined);
    this.#mustBeNumbers = names.map((name) => types.get(name) === "number");
    this.#isText = names.map((name) => types.get(name) === "text");
  }

  read(open: () => CsvScanner): Frame {
    const numbers = this.#names.map(() => new GrowingColumn());
    const nRows = this.#forEachRecord(open(), (fields, line) => {
      for (const [j, column] of numbers.entries()) {
        if (!this.#isText[j]) column.push(this.#number(fields[j]!, j, line));
      }
    });
    const texts = this.#isText.some(Boolean) ? this.#texts(open()) : [];
    return {
      nRows,
      names: this.#names,
      columns: numbers.map((column, j) => (this.#isText[j] ? texts[j]! : column.values())),
    };
  }

  #texts(scanner: CsvScanner): readonly (string | undefined)[][] {
    const texts: (string | undefined)[][] = this.#names.map(() => []);
    this.#forEachRecord(scanner, (fields) => {
      for (const [j, column] of texts.entries()) {
        if (this.#isText[j]) column.push(this.#missing.has(fields[j]!) ? undefined : fields[j]!);
      }
    });
    return texts;
  }

  #forEachRecord(scanner: CsvScanner, visit: (fields: readonly string[], line: number) => void): number {
    scanner.next(); // the header
    let nRows = 0;
    for (let record = scanner.next(); record !== undefined; record = scanner.next()) {
      const { fields, line } = record;
      if (fields.length !== this.#names.length) {
        throw this.#fault(line, `has ${fields.length} fields where the header has ${this.#names.length}`);
      }
      visit(fields, line);
      nRows += 1;
    }
    return nRows;
  }

  /** The number in a cell; NaN for a missing one, and for a text, which makes the whole column text. */
  #number(field: string, j: number, line: number): number {
    const value = parseDecimal(field);
    if (value !== undefined && !this.#someMissingAreNumbers) return value;
    if (this.#missing.has(field)) return Number.NaN;
    if (value !== undefined) return value;
    if (this.#mustBeNumbers[j]) {
      throw this.#fault(
        line,
        `must have a number in column ${quote(this.#names[j])}: current value is ${quote(field)}`,
      );
    }
    this.#isText[j] = true;
    return Number.NaN;
  }

  #fault(line: number, what: string): Coded<SyntaxError> {
    return unparsable(`Cannot read ${this.#source}: line ${line} ${what}`);
  }
}
