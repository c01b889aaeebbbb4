// JSON with the blanks that Python's `json.dumps` puts: `{"a": 1, "b": [2, 3]}`.

/** Text that is printed as it is, for numbers that JavaScript would print without their `.0`. */
export class JsonLiteral {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A floating-point number as Python prints it: with a fraction even when it is whole. */
export function pythonFloat(value: number): JsonLiteral {
  const text = String(value);
  return new JsonLiteral(/^-?\d+$/.test(text) ? `${text}.0` : text);
}

/**
 * Prints a value as JSON on one line, spaced as Python does.
 *
 * @param value Texts, numbers, booleans, null, arrays, records and literals; undefined entries of records are left out, and
 *   numbers that are not finite become null, both as `JSON.stringify` does.
 */
export function printPythonJson(value: unknown): string {
  if (value instanceof JsonLiteral) return value.text;
  if (Array.isArray(value)) return `[${value.map(printPythonJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => `${JSON.stringify(key)}: ${printPythonJson(entry)}`);
    return `{${entries.join(", ")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
