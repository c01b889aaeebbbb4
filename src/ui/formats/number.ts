// Numbers as people read them: few digits, one form, the whole value on demand.

const DIGITS = 5;
const LARGE = 1e7;
const SMALL = 1e-4;

/** A measured number in at most five digits; whole numbers whole, huge and tiny ones with an exponent. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < LARGE) return withMinus(String(value));
  if (size >= LARGE || size < SMALL) {
    return withMinus(
      value
        .toExponential(DIGITS - 2)
        .replace(/\.?0+e/, "e")
        .replace("e+", "e"),
    );
  }
  const text = size >= 10 ** (DIGITS - 1) ? value.toFixed(0) : value.toPrecision(DIGITS);
  return withMinus(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/** Every digit of a number, as it is stored. */
export function exactNumber(value: number): string {
  return withMinus(String(value));
}

function withMinus(text: string): string {
  return text.replace("-", "−").replace("e−", "e-");
}

/** A count with separated thousands. */
export function formatCount(count: number, language: string): string {
  return count.toLocaleString(language);
}
