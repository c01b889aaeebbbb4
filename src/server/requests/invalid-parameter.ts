// The texts MLflow refuses a request field with; clients and their tests match on them.
import { invalidValue } from "../../errors/index.ts";

const SEE_DOCS = "See the API docs for more information about request parameters.";
const LONGEST_ECHO = 2000;

/** A required field that is absent, null or empty. */
export function missingParameter(name: string): RangeError {
  return invalidValue(`Missing value for required parameter '${name}'. ${SEE_DOCS}`);
}

/**
 * A field whose value has the wrong type or does not parse as it.
 *
 * @param name The field as the client spells it, such as `metrics[0].value`.
 * @param value What came, as parsed from JSON or the query.
 */
export function invalidParameter(name: string, value: unknown): RangeError {
  return invalidValue(
    `Invalid value ${echo(value)} for parameter '${name}' supplied: ` +
      ` Hint: Value was of type '${pythonTypeName(value)}'. ${SEE_DOCS}`,
  );
}

function echo(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[…]" : "{…}";
  const text = JSON.stringify(value);
  return text.length <= LONGEST_ECHO ? text : `${text.slice(0, LONGEST_ECHO)}…`;
}

function pythonTypeName(value: unknown): string {
  if (value === null) return "NoneType";
  if (Array.isArray(value)) return "list";
  if (typeof value === "number") return Number.isInteger(value) ? "int" : "float";
  if (typeof value === "boolean") return "bool";
  return typeof value === "string" ? "str" : "dict";
}
