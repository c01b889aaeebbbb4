// Fills in defaults and checks what a caller gave, by the rows of a parameter table.
import { invalidType, invalidValue, quote } from "../../errors/index.ts";
import {
  describeRow,
  type ParameterRow,
  type ParameterTable,
  type ParameterValue,
} from "./parameter-table.ts";

/**
 * The whole set of parameters of an estimator.
 *
 * @param estimatorName Who asks, for messages.
 * @param table The rows of that estimator.
 * @param given Some of the parameters; what is absent or undefined takes its default.
 * @returns All parameters, frozen.
 * @throws TypeError for an unknown name or a value of the wrong type, RangeError for one that is out of range.
 */
export function resolveParams<P extends object>(
  estimatorName: string,
  table: ParameterTable<P>,
  given: Readonly<Record<string, unknown>>,
): Readonly<P> {
  const rows = new Map<string, ParameterRow>(Object.entries(table));
  for (const name of Object.keys(given)) {
    if (!rows.has(name)) throw unknownName(estimatorName, name, [...rows.keys()]);
  }
  const entries = [...rows].map(([name, row]): [string, unknown] => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) return [name, row.default];
    checkValue(`Cannot make ${estimatorName}: ${name}`, row, value);
    return [name, Array.isArray(value) ? Object.freeze([...value]) : value];
  });
  // The table has one row for each key of P and every value was held against its row.
  return Object.freeze(Object.fromEntries(entries)) as Readonly<P>;
}

/**
 * Holds a value against its row.
 *
 * @param subject The start of the message: what cannot be done, and the name of the parameter.
 * @throws TypeError for the wrong type, RangeError for a value that is not allowed.
 */
export function checkValue(
  subject: string,
  row: ParameterRow,
  value: unknown,
): asserts value is ParameterValue {
  const message = `${subject} must be ${describeRow(row)}: current value is ${quote(value)}`;
  if (row.kind === "flag") {
    if (typeof value !== "boolean") throw invalidType(message);
    return;
  }
  if (row.kind === "choice") {
    if (typeof value !== "string") throw invalidType(message);
    if (!row.choices.includes(value)) throw invalidValue(message);
    return;
  }
  if (value === null && row.default === null) return;
  const isList = row.kind === "numbers" && Array.isArray(value);
  const numbers: readonly unknown[] = isList ? value : [value];
  if (numbers.length === 0) throw invalidValue(message);
  for (const number of numbers) {
    if (typeof number !== "number") throw invalidType(message);
    const isWhole = row.kind !== "integer" || Number.isInteger(number);
    if (!Number.isFinite(number) || !isWhole || number < row.min || number > row.max)
      throw invalidValue(message);
  }
}

function unknownName(estimatorName: string, name: string, known: readonly string[]): Error {
  const plain = (text: string): string => text.replaceAll("_", "").toLowerCase();
  const meant = known.find((candidate) => plain(candidate) === plain(name));
  const hint = meant === undefined ? `its parameters are ${known.join(", ")}` : `did you mean ${meant}?`;
  return invalidType(`Cannot make ${estimatorName}: it has no parameter ${quote(name)}: ${hint}`);
}
