// Saves the digits of integers beyond 2^53 from JSON.parse, which would round them.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
/** Every integer with fewer digits is exact in a double. */
const FIRST_INEXACT_DIGITS = 16;

/**
 * Puts long integers of a JSON text in quotes: the cast of a column of type `long` reads all digits of a text. What is in
 * quotes already, fractions and exponents stay.
 */
export function quoteLongIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  const parts: string[] = [];
  let copied = 0;
  for (let i = 0; i < json.length; ) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfText(json, i + 1);
    } else if (code === MINUS || isDigit(code)) {
      const end = endOfDigits(json, i + 1);
      if (end - i >= FIRST_INEXACT_DIGITS && !/[.eE]/.test(json.charAt(end))) {
        parts.push(json.slice(copied, i), '"', json.slice(i, end), '"');
        copied = end;
      }
      i = endOfNumber(json, end);
    } else {
      i += 1;
    }
  }
  return parts.join("") + json.slice(copied);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function endOfText(json: string, start: number): number {
  let i = start;
  while (i < json.length && json.charCodeAt(i) !== QUOTE) i += json.charCodeAt(i) === BACKSLASH ? 2 : 1;
  return i + 1;
}

function endOfDigits(json: string, start: number): number {
  let i = start;
  while (isDigit(json.charCodeAt(i))) i += 1;
  return i;
}

/** The end of what follows the digits before a point or an exponent. */
function endOfNumber(json: string, start: number): number {
  let i = start;
  while (/[\d.eE+-]/.test(json.charAt(i))) i += 1;
  return i;
}
