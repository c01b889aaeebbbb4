// Reads decimal numbers out of bytes, correctly rounded.
//
// Up to 15 digits and a power of ten up to 22 are both exact doubles, so that one division or multiplication rounds once
// (W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990). With more digits the quotient is taken in
// double-double arithmetic (T. J. Dekker, "A floating-point technique for extending the available precision", Numer. Math.
// 18, 1971), and kept only if its error cannot change the rounding (A. Ziv's test, ACM TOMS 17, 1991); otherwise, and for
// exponents and very long numbers, the engine's own conversion is asked.

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const LETTER_E = 0x65;
const LOWER_CASE = 0x20;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** The powers of ten that are exact doubles. */
const POWERS = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
const MAX_POWER = 22;
/** Digits whose number is always exact in a double. */
const EXACT_DIGITS = 15;
/** Splits a double into two halves of 26 bits: 2^27 + 1. */
const SPLITTER = 134_217_729;
/** Far above the relative error of the double-double quotient, about 2^-103, and far below that of a double. */
const QUOTIENT_ERROR = 2 ** -98;

/** A place in bytes from which numbers are read, one after the other. */
export class DecimalReader {
  readonly #bytes: Buffer;
  /** The position of the next byte; moved behind each number that is read. */
  position: number;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** Reads one number of JSON's grammar; NaN when there is none at the position, which is then anywhere. */
  read(): number {
    const bytes = this.#bytes;
    const start = this.position;
    let i = start;
    let code = bytes[i]!;
    const isNegative = code === MINUS;
    if (isNegative) code = bytes[++i]!;
    if (!isDigit(code)) return Number.NaN;

    // The digits are gathered in two numbers that are both exact: head * 10^nTail + tail.
    let head = code - ZERO;
    const firstDigit = i;
    for (code = bytes[++i]!; isDigit(code); code = bytes[++i]!) head = head * 10 + (code - ZERO);
    // A zero that more digits follow, or digits that no longer fit, are the engine's business.
    const nWhole = i - firstDigit;
    if (nWhole > 1 && (nWhole > EXACT_DIGITS || bytes[firstDigit] === ZERO)) return this.#byEngine(start, i);

    let tail = 0;
    let nTail = 0;
    let exponent = 0;
    if (code === POINT) {
      const firstOfFraction = i + 1;
      code = bytes[++i]!;
      if (!isDigit(code)) return Number.NaN;
      if (head === 0) while (code === ZERO) code = bytes[++i]!;
      const endOfHead = i + EXACT_DIGITS - (head === 0 ? 0 : nWhole);
      for (; isDigit(code) && i < endOfHead; code = bytes[++i]!) head = head * 10 + (code - ZERO);
      const endOfTail = i + EXACT_DIGITS;
      for (; isDigit(code) && i < endOfTail; code = bytes[++i]!) {
        tail = tail * 10 + (code - ZERO);
        nTail += 1;
      }
      if (isDigit(code)) return this.#byEngine(start, i);
      exponent = firstOfFraction - i;
    }
    if ((code | LOWER_CASE) === LETTER_E) return this.#byEngine(start, i);
    this.position = i;
    if (exponent < -MAX_POWER) return this.#byEngine(start, i);
    const divisor = POWERS[-exponent]!;
    const value = nTail === 0 ? head / divisor : quotient(head, POWERS[nTail]!, tail, divisor);
    if (Number.isNaN(value)) return this.#byEngine(start, i);
    return isNegative ? -value : value;
  }

  /** The number from `start` by the engine's own conversion; its digits have been read up to `position`. */
  #byEngine(start: number, position: number): number {
    const bytes = this.#bytes;
    let end = position;
    while (isNumberCharacter(bytes[end]!)) end += 1;
    this.position = end;
    const text = bytes.toString("latin1", start, end);
    return JSON_NUMBER.test(text) ? Number(text) : Number.NaN;
  }
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isNumberCharacter(code: number): boolean {
  return (
    isDigit(code) || code === POINT || code === PLUS || code === MINUS || (code | LOWER_CASE) === LETTER_E
  );
}

/** `(head * scale + tail) / divisor`, all four exact and positive, correctly rounded; NaN when that is not certain. */
function quotient(head: number, scale: number, tail: number, divisor: number): number {
  // head * scale exactly, as product + productError.
  const product = head * scale;
  const productError = errorOfProduct(head, scale, product);
  // Plus tail, as sum + sumError.
  const sum = product + tail;
  const sumError = tail - (sum - product) + productError;
  // Divided: a first quotient, and what the exact remainder adds to it.
  const first = sum / divisor;
  const back = first * divisor;
  const rest = (sum - back - errorOfProduct(first, divisor, back) + sumError) / divisor;
  const margin = first * QUOTIENT_ERROR;
  const low = first + (rest - margin);
  return low === first + (rest + margin) ? low : Number.NaN;
}

/** `a * b - product` exactly, where product is `a * b` rounded (Dekker's product, without a fused multiply-add). */
function errorOfProduct(a: number, b: number, product: number): number {
  const aShifted = SPLITTER * a;
  const aHigh = aShifted - (aShifted - a);
  const aLow = a - aHigh;
  const bShifted = SPLITTER * b;
  const bHigh = bShifted - (bShifted - b);
  const bLow = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}
