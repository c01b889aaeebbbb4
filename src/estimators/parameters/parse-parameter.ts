// Reads the value of a parameter from text, as a command line has it.
import type { ParameterRow, ParameterValue } from "./parameter-table.ts";
import { checkValue } from "./resolve-params.ts";

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The value that a text stands for, held against the row of the parameter.
 *
 * @param name What the parameter is called where the text comes from, for messages.
 * @param row The row of the parameter.
 * @param text What the user typed.
 * @throws TypeError when it is of the wrong type, RangeError when it is out of range.
 */
export function parseParameter(name: string, row: ParameterRow, text: string): ParameterValue {
  const value = valueFrom(row, text);
  checkValue(`Cannot use ${name}: it`, row, value);
  return value;
}

function valueFrom(row: ParameterRow, text: string): unknown {
  if (row.kind === "choice") return text;
  if (row.kind === "flag") return text === "true" || (text === "false" ? false : text);
  if (row.default === null && text === "null") return null;
  const words = row.kind === "numbers" ? text.split(",") : [text];
  const numbers = words.map((word) => (DECIMAL.test(word) ? Number(word) : word));
  return numbers.length === 1 ? numbers[0] : numbers;
}
