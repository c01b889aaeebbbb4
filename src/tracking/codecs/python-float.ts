// The text of a float as Python's repr writes it and float() reads it: the spelling of metric files.

/**
 * A double in Python's shortest spelling: `1.0`, `0.7862`, `1e-05`, `1e+300`, `nan`, `inf`, `-inf`.
 *
 * JavaScript finds the same shortest digits but sets them differently: no `.0` after whole numbers, and exponents
 * only from 1e21 and below 1e-6, where Python uses them from 1e16 and below 1e-4.
 */
export function formatPythonFloat(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (value === Number.POSITIVE_INFINITY) return "inf";
  if (value === Number.NEGATIVE_INFINITY) return "-inf";
  const size = Math.abs(value);
  if (size >= 1e16 || (size < 1e-4 && size > 0)) return formatExponent(value);
  if (Object.is(value, -0)) return "-0.0";
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** As Python: a sign and at least two digits in the exponent. */
function formatExponent(value: number): string {
  const text = value.toExponential();
  const split = text.indexOf("e") + 1;
  const sign = text.charAt(split);
  return `${text.slice(0, split)}${sign}${text.slice(split + 1).padStart(2, "0")}`;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WORDS: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["inf", Number.POSITIVE_INFINITY],
  ["infinity", Number.POSITIVE_INFINITY],
]);

/** The double a text stands for in Python's spelling, words in any case; undefined for anything else. */
export function parsePythonFloat(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text);
  const negative = text.startsWith("-");
  const word = WORDS.get((negative || text.startsWith("+") ? text.slice(1) : text).toLowerCase());
  if (word === undefined) return undefined;
  return negative ? -word : word;
}
