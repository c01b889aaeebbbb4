// Text becomes a double, quickly where that can be exact: W. D. Clinger, How to Read Floating Point Numbers, PLDI 1990.

const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
/** So many decimal digits always fit into the 53 bits of a double. */
const EXACT_DIGITS = 15;
/** The powers of ten that are exact as doubles. */
const POWERS_OF_TEN: readonly number[] = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/**
 * The number that a text says, with blanks around it allowed: `-12.5e-3`, `+.5`, `7.`; the nearest double, as `Number`
 * gives. Undefined for everything else, such as `0x1f`, `Infinity` or nothing at all.
 */
export function parseDecimal(text: string): number | undefined {
  let at = 0;
  let end = text.length;
  while (at < end && isBlank(text.charCodeAt(at))) at += 1;
  while (end > at && isBlank(text.charCodeAt(end - 1))) end -= 1;
  const sign = text.charCodeAt(at);
  const start = sign === MINUS || sign === PLUS ? at + 1 : at;
  let digits = 0;
  let nDigits = 0;
  let pointAt = -1;
  for (at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits = digits * 10 + (code - ZERO);
      nDigits += 1;
    } else if (code === POINT && pointAt < 0) pointAt = nDigits;
    else break;
  }
  if (nDigits === 0) return undefined;
  let exponent = pointAt < 0 ? 0 : pointAt - nDigits;
  if (at < end) {
    const written = parseExponent(text, at, end);
    if (written === undefined) return undefined;
    exponent += written;
  }
  if (nDigits > EXACT_DIGITS || Math.abs(exponent) >= POWERS_OF_TEN.length) return Number(text);
  const power = POWERS_OF_TEN[Math.abs(exponent)]!;
  // Both operands are exact, so the one rounding of the division or product gives the nearest double.
  const magnitude = exponent < 0 ? digits / power : digits * power;
  return sign === MINUS ? -magnitude : magnitude;
}

/** The value of `e5`, `E-03`; undefined when the text from `at` on is anything else. */
function parseExponent(text: string, at: number, end: number): number | undefined {
  if (text[at] !== "e" && text[at] !== "E") return undefined;
  const sign = text[at + 1];
  const start = sign === "-" || sign === "+" ? at + 2 : at + 1;
  if (start >= end) return undefined;
  let value = 0;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return undefined;
    value = value * 10 + (code - ZERO);
  }
  return sign === "-" ? -value : value;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
