// The kinds of fields a request can have: how each is read from JSON or from a query, and refused.
import { invalidParameter, missingParameter } from "./invalid-parameter.ts";

/** Where a field was found: a query holds only texts, and a repeated field may come once. */
export type FieldOrigin = "body" | "query";

/** One kind of field. */
export interface Field<T> {
  /** Further names the field may come under. */
  readonly aliases?: readonly string[];
  /**
   * @param raw The value as parsed; undefined when the field is absent or null.
   * @param name The field's name for messages.
   * @throws RangeError with MLflow's text.
   */
  read(raw: unknown, name: string, origin: FieldOrigin): T;
}

/** Text; a number is refused. */
export const text: Field<string | undefined> = {
  read(raw, name) {
    if (raw === undefined || typeof raw === "string") return raw;
    throw invalidParameter(name, raw);
  },
};

const DECIMAL_INTEGER = /^[+-]?\d{1,19}$/;

/**
 * A 64-bit integer, as a JSON number or as decimal text (Java sends text).
 * What a double cannot hold exactly (2^53 and more) is refused rather than rounded.
 */
export const integer: Field<number | undefined> = {
  read(raw, name) {
    if (raw === undefined) return undefined;
    const value = typeof raw === "string" && DECIMAL_INTEGER.test(raw) ? Number(raw) : raw;
    if (Number.isSafeInteger(value)) return Number(value);
    throw invalidParameter(name, raw);
  },
};

const DECIMAL_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ["nan", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["inf", Number.POSITIVE_INFINITY],
  ["-infinity", Number.NEGATIVE_INFINITY],
  ["-inf", Number.NEGATIVE_INFINITY],
]);

/** A double: a JSON number, decimal text, or `NaN`, `Infinity`, `-Infinity` as text in any case. */
export const double: Field<number | undefined> = {
  read(raw, name) {
    if (raw === undefined || typeof raw === "number") return raw;
    if (typeof raw === "boolean") return Number(raw);
    if (typeof raw === "string") {
      const value = DECIMAL_NUMBER.test(raw) ? Number(raw) : NOT_FINITE.get(raw.toLowerCase());
      if (value !== undefined) return value;
    }
    throw invalidParameter(name, raw);
  },
};

/** Yes or no: a JSON boolean, or `true` and `false` in any case. */
export const flag: Field<boolean | undefined> = {
  read(raw, name) {
    if (raw === undefined || typeof raw === "boolean") return raw;
    if (typeof raw === "string" && /^(?:true|false)$/i.test(raw)) return raw.toLowerCase() === "true";
    throw invalidParameter(name, raw);
  },
};

/**
 * One of some names. Numbers count from 1, as in MLflow's protocol.
 *
 * @param names In the order of their numbers.
 */
export function choice<const Name extends string>(names: readonly Name[]): Field<Name | undefined> {
  return {
    read(raw, name) {
      if (raw === undefined) return undefined;
      const chosen = names.find((candidate, index) => candidate === raw || index + 1 === raw);
      if (chosen !== undefined) return chosen;
      throw invalidParameter(name, raw);
    },
  };
}

/** A list; absent means empty. In a query, a field that comes once is a list of one. */
export function list<T>(item: Field<T>): Field<readonly T[]> {
  return {
    read(raw, name, origin) {
      if (raw === undefined) return [];
      if (Array.isArray(raw)) {
        return raw.map((value, index) => item.read(value ?? undefined, `${name}[${index}]`, origin));
      }
      if (origin === "query") return [item.read(raw, name, origin)];
      throw invalidParameter(name, raw);
    },
  };
}

/** A field that must be there and not be empty text. */
export function required<T>(field: Field<T | undefined>): Field<T> {
  return {
    ...(field.aliases && { aliases: field.aliases }),
    read(raw, name, origin) {
      if (raw === "") throw missingParameter(name);
      const value = field.read(raw, name, origin);
      if (value === undefined) throw missingParameter(name);
      return value;
    },
  };
}

/** A field with a value of its own for when it is absent. */
export function fallback<T>(field: Field<T | undefined>, value: T): Field<T> {
  return {
    ...(field.aliases && { aliases: field.aliases }),
    read: (raw, name, origin) => field.read(raw, name, origin) ?? value,
  };
}

/** A field that may also come under another name. */
export function alias<T>(field: Field<T>, ...names: readonly string[]): Field<T> {
  return { aliases: names, read: field.read };
}
