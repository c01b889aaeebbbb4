// What a sweep may try for a parameter: a range with a measure on it, or a list; read from a word such as `log(1e-4,1)`.
import { invalidValue, quote } from "../../errors/index.ts";

/** Where values of a parameter come from. */
export type Distribution =
  /** Evenly between two numbers, on a plain or a logarithmic scale. */
  | { readonly kind: "range"; readonly scale: "uniform" | "log"; readonly low: number; readonly high: number }
  /** Whole numbers, both ends included. */
  | { readonly kind: "int"; readonly low: number; readonly high: number }
  /** One of some texts; `ordered` when neighbours are alike, as in a list of numbers that rises or falls. */
  | { readonly kind: "choice"; readonly values: readonly string[]; readonly ordered: boolean };

const MAX_CHOICES = 10_000;
const CALL = /^(log|loguniform|uniform|int|choice)\((.*)\)$/s;
const LIST = /^\[(.*)\]$/s;
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/**
 * Reads what may be tried for a parameter.
 *
 * @param name The parameter's, for messages.
 * @param text `log(a,b)`, `uniform(a,b)`, `int(a,b)`, `choice(a,b,c)`, `[a,b,c]`, or a single value. A third number in `log`
 *   and `uniform`, a count, makes it a list of so many values that lie evenly from end to end.
 * @throws RangeError that says what is wrong with it.
 */
export function parseDistribution(name: string, text: string): Distribution {
  const list = LIST.exec(text);
  if (list !== null) return choice(name, text, items(list[1] ?? ""));
  const [, kind, inner = ""] = CALL.exec(text) ?? [];
  const words = items(inner);
  switch (kind) {
    case undefined:
      return { kind: "choice", values: [text], ordered: false };
    case "choice":
      return choice(name, text, words);
    case "int":
      return wholeNumbers(name, text, words);
    default:
      return range(name, text, kind === "uniform" ? "uniform" : "log", words);
  }
}

/** The values of a distribution that has finitely many, in order; undefined for a range. */
export function valuesOf(distribution: Distribution): readonly string[] | undefined {
  if (distribution.kind === "choice") return distribution.values;
  if (distribution.kind === "range") return undefined;
  const { low, high } = distribution;
  if (high - low >= MAX_CHOICES) return undefined;
  return Array.from({ length: high - low + 1 }, (_, i) => String(low + i));
}

/**
 * The value at a place of the unit interval: evenly spread places give values spread as the distribution says.
 *
 * @param place In `[0, 1]`.
 */
export function valueAt(distribution: Distribution, place: number): string {
  switch (distribution.kind) {
    case "choice": {
      const { values } = distribution;
      return values[Math.min(values.length - 1, Math.floor(place * values.length))]!;
    }
    case "int": {
      const { low, high } = distribution;
      return String(Math.min(high, low + Math.floor(place * (high - low + 1))));
    }
    case "range": {
      const { scale, low, high } = distribution;
      const value =
        scale === "uniform"
          ? low + place * (high - low)
          : Math.exp(Math.log(low) + place * (Math.log(high) - Math.log(low)));
      return String(Math.min(high, Math.max(low, Number(value.toPrecision(8)))));
    }
  }
}

/** The place of a value in the unit interval: {@link valueAt} gives the value there; undefined for one that is not among them. */
export function placeOf(distribution: Distribution, text: string): number | undefined {
  switch (distribution.kind) {
    case "choice": {
      const i = distribution.values.indexOf(text);
      return i < 0 ? undefined : (i + 0.5) / distribution.values.length;
    }
    case "int": {
      const { low, high } = distribution;
      const value = Number(text);
      return value >= low && value <= high ? (value - low + 0.5) / (high - low + 1) : undefined;
    }
    case "range": {
      const { scale, low, high } = distribution;
      const value = Number(text);
      if (!(value >= low && value <= high)) return undefined;
      return scale === "uniform"
        ? (value - low) / (high - low)
        : (Math.log(value) - Math.log(low)) / (Math.log(high) - Math.log(low));
    }
  }
}

function items(text: string): readonly string[] {
  return text.split(",").map((item) => item.trim());
}

function choice(name: string, text: string, values: readonly string[]): Distribution {
  if (values.includes("") || values.length > MAX_CHOICES)
    throw wrong(name, text, "it must list values, with commas");
  if (new Set(values).size !== values.length) throw wrong(name, text, "it lists a value twice");
  return { kind: "choice", values, ordered: isMonotone(values) };
}

function isMonotone(values: readonly string[]): boolean {
  if (values.length < 3 || !values.every((value) => NUMBER.test(value))) return false;
  const steps = values.slice(1).map((value, i) => Math.sign(Number(value) - Number(values[i])));
  return steps[0] !== 0 && steps.every((step) => step === steps[0]);
}

function wholeNumbers(name: string, text: string, words: readonly string[]): Distribution {
  const [low = Number.NaN, high = Number.NaN] = words.map(Number);
  const isRight = words.length === 2 && Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high;
  if (!isRight) throw wrong(name, text, "it must be int(a,b) with whole numbers a < b");
  return { kind: "int", low, high };
}

function range(name: string, text: string, scale: "uniform" | "log", words: readonly string[]): Distribution {
  const [low = Number.NaN, high = Number.NaN, count] = words.map((word) =>
    NUMBER.test(word) ? Number(word) : Number.NaN,
  );
  const isRange =
    (words.length === 2 || words.length === 3) && Number.isFinite(low) && Number.isFinite(high) && low < high;
  if (!isRange) throw wrong(name, text, `it must be ${scale}(a,b) with numbers a < b`);
  if (scale === "log" && low <= 0) throw wrong(name, text, "a logarithmic range must lie above 0");
  const whole: Distribution = { kind: "range", scale, low, high };
  if (count === undefined) return whole;
  if (!Number.isInteger(count) || count < 2 || count > MAX_CHOICES) {
    throw wrong(name, text, `the third number must be a count from 2 to ${MAX_CHOICES}`);
  }
  const values = Array.from({ length: count }, (_, i) => valueAt(whole, i / (count - 1)));
  return { kind: "choice", values, ordered: true };
}

function wrong(name: string, text: string, reason: string): RangeError {
  return invalidValue(`Cannot try values for ${name}: ${reason}: current value is ${quote(text)}`);
}
