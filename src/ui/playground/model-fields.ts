// The fields of a form that asks a model: from its signature, filled in from its example.

/** What a field takes. */
export type FieldKind = "number" | "integer" | "boolean" | "text" | "datetime";

/** One field. */
export interface ModelField {
  readonly name: string;
  readonly kind: FieldKind;
  /** The type as the signature spells it. */
  readonly type: string;
  readonly isRequired: boolean;
  /** What it begins with. */
  readonly start: string;
}

/** A form: named columns, or numbers in order for a tensor. */
export interface ModelFields {
  readonly isTensor: boolean;
  readonly fields: readonly ModelField[];
}

const MAX_FIELDS = 500;

/** What a field begins with when there is no example. */
const STARTS: Readonly<Record<FieldKind, string>> = {
  number: "0",
  integer: "0",
  boolean: "false",
  text: "",
  datetime: "",
};

/**
 * The fields of a model.
 *
 * @param inputs The inputs of a signature: a list, or its JSON.
 * @param example A request as JSON, if the model keeps one.
 * @returns Undefined for a model that does not say what it takes; then a request is written by hand.
 */
export function modelFields(inputs: unknown, example: string | null): ModelFields | undefined {
  const columns = listOf(inputs);
  const first = exampleRow(example);
  if (columns === undefined || columns.length === 0) return undefined;
  const only = columns[0];
  if (columns.length === 1 && isRecord(only) && only["type"] === "tensor") {
    const width = tensorWidth(only);
    if (width === undefined || width > MAX_FIELDS) return undefined;
    return {
      isTensor: true,
      fields: Array.from({ length: width }, (_, i) => ({
        name: `x${i}`,
        kind: "number",
        type: "double",
        isRequired: true,
        start: textOf(first?.values[i] ?? 0),
      })),
    };
  }
  const fields = columns.slice(0, MAX_FIELDS).flatMap((column, i) => {
    if (!isRecord(column)) return [];
    const name = typeof column["name"] === "string" ? column["name"] : `x${i}`;
    const type = typeof column["type"] === "string" ? column["type"] : "double";
    const place = first?.columns?.indexOf(name) ?? i;
    return [
      {
        name,
        kind: kindOf(type),
        type,
        isRequired: column["required"] !== false,
        start: textOf(first?.values[place] ?? STARTS[kindOf(type)]),
      },
    ];
  });
  return { isTensor: false, fields };
}

/**
 * A request for rows of a form, as the scoring protocol has it.
 *
 * @throws SyntaxError naming the field whose text is not what it takes.
 */
export function requestBody(form: ModelFields, rows: readonly (readonly string[])[]): string {
  const data = rows.map((row) => form.fields.map((field, i) => sentValue(field, row[i] ?? "")));
  if (form.isTensor) return JSON.stringify({ inputs: data });
  return JSON.stringify({ dataframe_split: { columns: form.fields.map(({ name }) => name), data } });
}

function sentValue({ name, kind, isRequired }: ModelField, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "" && kind !== "text") {
    if (isRequired && kind !== "number") throw new SyntaxError(`${name} is empty`);
    return null;
  }
  if (kind === "text" || kind === "datetime") return text;
  if (kind === "boolean") {
    if (trimmed === "true" || trimmed === "false") return trimmed === "true";
    throw new SyntaxError(`${name} must be true or false, not ${trimmed}`);
  }
  const value = Number(trimmed);
  if (Number.isNaN(value)) throw new SyntaxError(`${name} must be a number, not ${trimmed}`);
  if (kind === "integer" && !Number.isInteger(value)) {
    throw new SyntaxError(`${name} must be a whole number, not ${trimmed}`);
  }
  return value;
}

function kindOf(type: string): FieldKind {
  if (type === "integer" || type === "long") return "integer";
  if (type === "boolean") return "boolean";
  if (type === "datetime") return "datetime";
  return type === "double" || type === "float" ? "number" : "text";
}

function tensorWidth(column: Readonly<Record<string, unknown>>): number | undefined {
  const spec = column["tensor-spec"];
  const shape = isRecord(spec) ? spec["shape"] : undefined;
  if (!Array.isArray(shape) || shape.length !== 2) return undefined;
  const width: unknown = shape[1];
  return typeof width === "number" && width > 0 ? width : undefined;
}

function exampleRow(
  example: string | null,
): { readonly columns: readonly string[] | undefined; readonly values: readonly unknown[] } | undefined {
  const request = parsed(example);
  if (!isRecord(request)) return undefined;
  const split = request["dataframe_split"];
  if (isRecord(split) && Array.isArray(split["columns"]) && Array.isArray(split["data"])) {
    return { columns: split["columns"].map(String), values: rowOf(split["data"]) };
  }
  const records = request["dataframe_records"];
  if (Array.isArray(records) && isRecord(records[0])) {
    return { columns: Object.keys(records[0]), values: Object.values(records[0]) };
  }
  const inputs = request["inputs"] ?? request["instances"];
  return Array.isArray(inputs) ? { columns: undefined, values: rowOf(inputs) } : undefined;
}

function rowOf(rows: readonly unknown[]): readonly unknown[] {
  const [row] = rows;
  return Array.isArray(row) ? row : [];
}

function listOf(value: unknown): readonly unknown[] | undefined {
  const list = typeof value === "string" ? parsed(value) : value;
  return Array.isArray(list) ? list : undefined;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
