// Single-precision numbers as model files and dumps write them.

const fround = Math.fround;

/** A number rounded to some significant digits, `d.ddde±x`; of two digits equally near the even one is taken. */
function roundedText(value: number, precision: number): string {
  const text = value.toExponential(precision - 1);
  const exact = value.toExponential(Math.min(precision + 60, 100));
  const rest = exact.slice(
    exact.indexOf("e") - (Math.min(precision + 60, 100) - precision + 1),
    exact.indexOf("e"),
  );
  const end = text.indexOf("e") - 1;
  const isTie = /^50*$/.test(rest);
  // JavaScript takes the larger of two digits equally near: step back from an odd one.
  if (!isTie || Number(text[end]) % 2 === 0) return text;
  return `${text.slice(0, end)}${Number(text[end]) - 1}${text.slice(end + 1)}`;
}

/** The shortest decimal digits that read back to the same float32, as `[digits, exponent]` of `d.ddd × 10^exponent`. */
function shortestDigits(value: number): [string, number] {
  for (let precision = 1; ; precision++) {
    const text = roundedText(value, precision);
    if (precision === 9 || fround(Number(text)) === value) {
      const [mantissa, exponent] = text.split("e");
      const digits = mantissa!.includes(".") ? mantissa!.replace(/\.?0+$/, "") : mantissa!;
      return [digits, Number(exponent)];
    }
  }
}

/** A float32 value in XGBoost's scientific notation, such as `1.4854683E2`. */
export function scientificText(value: number): string {
  const float = fround(value);
  if (Number.isNaN(float)) return "NaN";
  if (!Number.isFinite(float)) return float > 0 ? "Infinity" : "-Infinity";
  if (float === 0) return Object.is(float, -0) ? "-0E0" : "0E0";
  const [digits, exponent] = shortestDigits(float);
  return `${digits}E${exponent}`;
}

/** A float32 value with at most nine significant digits, as C's `%.9g` gives it: how dumps write numbers. */
export function nineDigits(value: number): string {
  const float = fround(value);
  if (!Number.isFinite(float)) return Number.isNaN(float) ? "nan" : float > 0 ? "inf" : "-inf";
  if (float === 0) return Object.is(float, -0) ? "-0" : "0";
  const text = roundedText(float, 9);
  const [mantissa, exponentText] = text.split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 9) {
    const digits = mantissa!.replace(/\.?0+$/, "");
    const size = Math.abs(exponent);
    return `${digits}e${exponent < 0 ? "-" : "+"}${size < 10 ? "0" : ""}${size}`;
  }
  const fixed = Number(text).toFixed(8 - exponent);
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}
