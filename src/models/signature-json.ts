// The signature as it stands in MLmodel: three JSON texts, for inputs, outputs and params.
import {
  asArray,
  asInteger,
  asRecord,
  asText,
  field,
  type JsonRecord,
  parseJson,
  unexpected,
} from "./json-fields.ts";
import { printPythonJson, pythonFloat } from "./python-json.ts";
import {
  type ColumnSpec,
  DATA_TYPES,
  type DataType,
  type NestedType,
  type ParamSpec,
  type ParamValue,
  type Schema,
  type Signature,
  type TensorSpec,
} from "./signature.ts";

/** The three texts; null where the signature does not say. */
export interface SignatureTexts {
  readonly inputs: string | null;
  readonly outputs: string | null;
  readonly params: string | null;
}

const NESTED_KINDS: readonly string[] = ["array", "object", "map", "any"] satisfies NestedType["kind"][];
/** How deep the definition of a nested type may go. */
const MAX_NESTING = 64;
const LARGEST_AXIS = 2 ** 31 - 1;

/** Prints a signature with the keys, their order and the blanks that MLflow writes. */
export function printSignature(signature: Signature): SignatureTexts {
  const print = (schema: Schema | undefined): string | null =>
    schema === undefined ? null : printSchema(schema);
  return {
    inputs: print(signature.inputs),
    outputs: print(signature.outputs),
    params: signature.params === undefined ? null : printPythonJson(signature.params.map(paramToJson)),
  };
}

function printSchema(schema: Schema): string {
  return printPythonJson(
    schema.kind === "columns" ? schema.columns.map(columnToJson) : schema.tensors.map(tensorToJson),
  );
}

function columnToJson({ name, type, required }: ColumnSpec): JsonRecord {
  const typeFields = typeof type === "string" ? { type } : { type: type.kind, ...type.definition };
  return { ...typeFields, name, required };
}

function tensorToJson({ name, dtype, shape }: TensorSpec): JsonRecord {
  return { name, type: "tensor", "tensor-spec": { dtype, shape } };
}

function paramToJson({ name, type, default: value, shape }: ParamSpec): JsonRecord {
  const isFloat = type === "double" || type === "float";
  const toJson = (scalar: unknown): unknown =>
    isFloat && typeof scalar === "number" ? pythonFloat(scalar) : scalar;
  return {
    name,
    default: Array.isArray(value) ? value.map(toJson) : toJson(value),
    shape: shape ?? null,
    type,
  };
}

/**
 * Reads a signature.
 *
 * @param texts The three texts.
 * @param where The file they stand in, for messages.
 * @throws SyntaxError naming the entry at fault.
 */
export function parseSignature(texts: SignatureTexts, where: string): Signature {
  const parse = <T>(key: keyof SignatureTexts, parser: (list: readonly unknown[], at: string) => T) => {
    const text = texts[key];
    const at = `signature ${key} of ${where}`;
    return text === null ? undefined : parser(asArray(parseJson(text, at), at), at);
  };
  return {
    inputs: parse("inputs", parseSchema),
    outputs: parse("outputs", parseSchema),
    params: parse("params", (list, at) => list.map((entry, i) => parseParam(entry, `entry ${i} of ${at}`))),
  };
}

function parseSchema(list: readonly unknown[], where: string): Schema {
  const entries = list.map((entry, i) => asRecord(entry, `entry ${i} of ${where}`));
  const nTensors = entries.filter((entry) => field(entry, "type") === "tensor").length;
  if (nTensors === 0)
    return { kind: "columns", columns: entries.map((entry, i) => parseColumn(entry, i, where)) };
  if (nTensors < entries.length) throw unexpected(where, "either columns or tensors, not both", list);
  return { kind: "tensors", tensors: entries.map((entry, i) => parseTensor(entry, i, where)) };
}

function parseColumn(entry: JsonRecord, i: number, where: string): ColumnSpec {
  const at = `entry ${i} of ${where}`;
  const { type, name, required, optional, ...definition } = entry;
  return {
    name: name === undefined ? undefined : asText(name, `name in ${at}`),
    type: parseColumnType(type, definition, at),
    // Before MLflow 2.6 a column that may be absent was marked `optional`.
    required: typeof required === "boolean" ? required : optional !== true,
  };
}

function parseColumnType(type: unknown, definition: JsonRecord, at: string): DataType | NestedType {
  if (isDataType(type)) return type;
  if (isNestedKind(type)) {
    if (isDeeperThan(definition, MAX_NESTING)) {
      throw unexpected(`type in ${at}`, `nested at most ${MAX_NESTING} deep`, definition);
    }
    return { kind: type, definition };
  }
  throw unexpected(`type in ${at}`, `one of ${[...DATA_TYPES, ...NESTED_KINDS].join(", ")}`, type);
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}

function isDataType(type: unknown): type is DataType {
  return DATA_TYPES.some((name) => name === type);
}

function isNestedKind(type: unknown): type is NestedType["kind"] {
  return NESTED_KINDS.some((kind) => kind === type);
}

function parseTensor(entry: JsonRecord, i: number, where: string): TensorSpec {
  const at = `entry ${i} of ${where}`;
  const name = field(entry, "name");
  const spec = asRecord(field(entry, "tensor-spec"), `tensor-spec in ${at}`);
  return {
    name: name === undefined ? undefined : asText(name, `name in ${at}`),
    dtype: asText(field(spec, "dtype"), `dtype in ${at}`),
    shape: parseShape(field(spec, "shape"), `shape in ${at}`),
  };
}

function parseShape(shape: unknown, where: string): readonly number[] {
  return asArray(shape, where).map((length) => asInteger(length, where, -1, LARGEST_AXIS));
}

function parseParam(entry: unknown, where: string): ParamSpec {
  const record = asRecord(entry, where);
  const type = field(record, "type");
  if (!isDataType(type)) throw unexpected(`type in ${where}`, `one of ${DATA_TYPES.join(", ")}`, type);
  const shape = field(record, "shape") ?? undefined;
  return {
    name: asText(field(record, "name"), `name in ${where}`),
    type,
    default: parseDefault(field(record, "default") ?? null, `default in ${where}`),
    shape: shape === undefined ? undefined : parseShape(shape, `shape in ${where}`),
  };
}

function parseDefault(value: unknown, where: string): ParamValue | null {
  if (value === null || isScalar(value)) return value;
  if (Array.isArray(value) && value.every(isScalar)) return value;
  throw unexpected(where, "a scalar or a list of scalars", value);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
