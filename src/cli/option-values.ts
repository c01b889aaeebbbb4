// Reads the values of options: what is wrong is a fault of usage, with exit code 2.
import { InvalidArgumentError } from "commander";

/** A parser of whole numbers from `least` to `most`, for commander. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

const UNITS_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000 };

/** Reads a length of time such as `30d` or `1d2h3m4s`, in milliseconds; days, hours, minutes, seconds in this order. */
export function duration(text: string): number {
  const parts = text.match(/\d{1,7}[dhms]/g) ?? [];
  if (text !== "" && parts.join("") === text && /^(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(text)) {
    return parts.reduce((sum, part) => sum + Number(part.slice(0, -1)) * (UNITS_MS[part.slice(-1)] ?? 0), 0);
  }
  throw new InvalidArgumentError("It must be a time such as 30d or 1d2h3m4s.");
}

/** Reads a list with commas between its items; empty items are passed over. */
export function commaList(text: string): readonly string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** Reads `key=value` of an option that may be repeated; a key that comes again has its last value. */
export function keyValue(
  text: string,
  before: ReadonlyMap<string, string> = new Map(),
): ReadonlyMap<string, string> {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined) throw new InvalidArgumentError("It must be key=value.");
  return new Map([...before, [key, value]]);
}
