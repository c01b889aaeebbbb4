// Casts the cells of a column to the type that the signature gives it, as MLflow casts the columns of a data frame.
import { quote, unparsable } from "../../errors/index.ts";
import type { ColumnCells, DataType } from "../../models/index.ts";

/** NumPy's names of the types, which MLflow's messages use. */
const NUMPY_NAMES: Readonly<Record<DataType, string>> = {
  boolean: "bool",
  integer: "int32",
  long: "int64",
  float: "float32",
  double: "float64",
  string: "str",
  binary: "bytes",
  datetime: "datetime64[ns]",
};

/** The value of a cell in its new type, or what the cell is that cannot be cast. */
type Cast<T> = (cell: unknown) => T | CastFault;

/** Why a cell cannot be cast, as the end of a sentence: `which is not a number`. */
class CastFault {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

const NOT_A_NUMBER = new CastFault("which is not a number");
const NOT_WHOLE = new CastFault("which is not a whole number");
const MISSING = new CastFault("and a column of this type takes no missing values");
const OUT_OF_RANGE = new CastFault("which has more than 64 bits");
const NOT_SCALAR = new CastFault("which is not a single value");
const NOT_BASE64 = new CastFault("which is not base64 text");
const NOT_A_TIME = new CastFault("which is not an ISO date or time");

/**
 * Casts a column.
 *
 * @param cells Cells of any kind.
 * @param type What they are to be.
 * @param name The column, for messages.
 * @throws SyntaxError `BAD_REQUEST` naming the column and the first row that cannot be cast. Rows count from 0.
 */
export function castColumn(cells: ArrayLike<unknown>, type: DataType, name: string | number): ColumnCells {
  const fail: Fail = (i, { reason }) => {
    throw unparsable(
      "Invalid input. Data is not compatible with model signature. " +
        `Failed to convert column ${name} to type '${NUMPY_NAMES[type]}'. Error: row ${i} holds ${quote(cells[i])}, ${reason}.`,
    );
  };
  switch (type) {
    case "double":
      return cells instanceof Float64Array ? cells : toNumbers(cells, toDouble, fail);
    case "float":
      return toNumbers(cells, toDouble, fail).map(Math.fround);
    case "integer":
      return toNumbers(cells, toInteger, fail);
    case "long":
      return toLongs(cells, fail);
    case "datetime":
      return toNumbers(cells, toTime, fail);
    case "boolean":
      return toValues(cells, toBoolean, fail);
    case "string":
      return toValues(cells, toText, fail);
    case "binary":
      return toValues(cells, toBytes, fail);
  }
}

type Fail = (row: number, fault: CastFault) => never;

function toNumbers(cells: ArrayLike<unknown>, cast: Cast<number>, fail: Fail): Float64Array {
  const values = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const value = cast(cells[i]);
    values[i] = value instanceof CastFault ? fail(i, value) : value;
  }
  return values;
}

function toValues<T>(cells: ArrayLike<unknown>, cast: Cast<T>, fail: Fail): readonly T[] {
  return Array.from(cells, (cell, i) => {
    const value = cast(cell);
    return value instanceof CastFault ? fail(i, value) : value;
  });
}

/** Doubles as long as all are exact in a double, else 64-bit integers. */
function toLongs(cells: ArrayLike<unknown>, fail: Fail): Float64Array | BigInt64Array {
  const values = Array.from(cells, (cell, i) => {
    const value = toLong(cell);
    return value instanceof CastFault ? fail(i, value) : value;
  });
  return values.every((value) => typeof value === "number")
    ? Float64Array.from(values)
    : BigInt64Array.from(values, BigInt);
}

const DECIMAL = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
]);

function toDouble(cell: unknown): number | CastFault {
  if (typeof cell === "number") return cell;
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell !== "string") return NOT_A_NUMBER;
  if (DECIMAL.test(cell)) return Number(cell);
  const [, sign, word = ""] = /^\s*([+-]?)([a-z]+)\s*$/i.exec(cell) ?? [];
  const special = SPECIAL.get(word.toLowerCase());
  if (special === undefined) return NOT_A_NUMBER;
  return sign === "-" ? -special : special;
}

/** 32 bits; what is larger wraps, fractions are cut off, as NumPy does. */
function toInteger(cell: unknown): number | CastFault {
  const value = toLong(cell);
  if (typeof value === "bigint") return Number(BigInt.asIntN(32, value));
  // The bit operator takes a double modulo 2^32, whatever its size.
  return typeof value === "number" ? value | 0 : value;
}

/** A whole number, as a double when it is exact in one. */
function toLong(cell: unknown): number | bigint | CastFault {
  if (cell === null || cell === undefined) return MISSING;
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell === "string") {
    if (!/^\s*[+-]?\d{1,30}\s*$/.test(cell)) return NOT_WHOLE;
    return fitted(BigInt(cell.trim().replace("+", "")));
  }
  if (typeof cell !== "number") return NOT_WHOLE;
  if (Number.isNaN(cell)) return MISSING;
  const whole = Math.trunc(cell);
  return Number.isSafeInteger(whole) || !Number.isFinite(whole) ? finite(whole) : fitted(BigInt(whole));
}

function finite(value: number): number | CastFault {
  // Adding 0 makes the negative zero of a cut-off fraction an ordinary one.
  return Number.isFinite(value) ? value + 0 : OUT_OF_RANGE;
}

function fitted(value: bigint): number | bigint | CastFault {
  if (BigInt.asIntN(64, value) !== value) return OUT_OF_RANGE;
  const double = Number(value);
  return Number.isSafeInteger(double) ? double : value;
}

/** Python's truth: 0, nothing and the empty text are false, every other text is true. */
function toBoolean(cell: unknown): boolean | CastFault {
  return typeof cell === "object" && cell !== null ? NOT_SCALAR : Boolean(cell);
}

/** Texts stay, and so do numbers and booleans. */
function toText(cell: unknown): string | number | boolean | null | CastFault {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean") return cell;
  return NOT_SCALAR;
}

function toBytes(cell: unknown): Uint8Array | null | CastFault {
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== "string") return NOT_BASE64;
  const text = cell.replace(/\s/g, "");
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, "base64")) : NOT_BASE64;
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const NANOSECONDS_A_MILLISECOND = 1e6;
/** What 64 bits hold, as in pandas: the years 1678 to 2262. */
const MOST_NANOSECONDS = 2 ** 63;

/** Milliseconds since the epoch. A number counts nanoseconds, a text without a zone is UTC, as in pandas. */
function toTime(cell: unknown): number | CastFault {
  if (cell === null || cell === undefined) return Number.NaN;
  if (typeof cell === "number") {
    return Math.abs(cell) < MOST_NANOSECONDS ? cell / NANOSECONDS_A_MILLISECOND : OUT_OF_RANGE;
  }
  const match = typeof cell === "string" ? ISO_TIME.exec(cell.trim()) : null;
  if (typeof cell !== "string" || match === null) return NOT_A_TIME;
  const time = Date.parse(`${cell.trim().replace(" ", "T")}${needsZone(cell, match[1]) ? "Z" : ""}`);
  return Number.isNaN(time) ? NOT_A_TIME : time;
}

/** A date alone is UTC by JavaScript's rules already; a time of day without a zone would be local. */
function needsZone(text: string, zone: string | undefined): boolean {
  return zone === undefined && text.trim().length > "2024-01-02".length;
}
