// Holds the data of a request against the signature of the model: what comes out is what the model takes.
import { invalidValue, unparsable } from "../../errors/index.ts";
import type {
  ColumnSpec,
  InputColumn,
  InputFrame,
  ModelInput,
  Schema,
  TensorInput,
  TensorSpec,
} from "../../models/index.ts";
import { type RawInput, type RawTable, rawTable } from "../requests/raw-input.ts";
import { castColumn } from "./cast-column.ts";
import { castTensor } from "./cast-tensor.ts";

/** The most names that one message lists. */
const MAX_NAMES_SHOWN = 100;

/**
 * Casts, checks and reorders the data of a request.
 *
 * @param input The data as the request has them.
 * @param schema The model's inputs; undefined when it has no signature: then everything must be numbers.
 * @returns Columns in the order of the signature, without those it does not know.
 * @throws SyntaxError `BAD_REQUEST` when a cell cannot be cast, naming column and row.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when required columns are missing or a shape is wrong.
 */
export function enforceSchema(input: RawInput, schema: Schema | undefined): ModelInput {
  const checked =
    schema === undefined
      ? withoutSchema(input)
      : schema.kind === "columns"
        ? enforceColumns(tableOf(input), schema.columns)
        : enforceTensors(input, schema.tensors);
  // Last, so that a CSV whose header is missing is told of its columns.
  if (nRowsOf(checked) === 0) throw unparsable("Invalid input. There are no rows to predict for");
  return checked;
}

function nRowsOf(input: ModelInput): number {
  return input.kind === "frame" ? input.nRows : (input.tensors[0]?.shape[0] ?? 1);
}

const ANY_NUMBERS = { name: undefined, dtype: "float64" } as const;

function withoutSchema(input: RawInput): ModelInput {
  if (input.kind === "table") {
    return frameOf(
      input,
      input.names.map((name, j) => doubleColumn(input, name, j)),
    );
  }
  const nAxes = axesOf(input.value);
  return tensors([castTensor(input.value, { ...ANY_NUMBERS, shape: new Array(nAxes).fill(-1) })]);
}

function doubleColumn(table: RawTable, name: string | number, j: number): InputColumn {
  return { name, type: "double", cells: castColumn(table.columns[j] ?? [], "double", name) };
}

function enforceColumns(table: RawTable, specs: readonly ColumnSpec[]): InputFrame {
  // A signature without names goes by position, whatever the request calls its columns.
  const isNamed = specs.some((spec) => spec.name !== undefined);
  const position = new Map(table.names.map((name, j) => [isNamed ? name : j, j]));
  const columns: InputColumn[] = [];
  const missing: (string | number)[] = [];
  specs.forEach((spec, i) => {
    const name = spec.name ?? i;
    const j = position.get(name);
    if (j !== undefined) columns.push(castTo(spec, table.columns[j] ?? [], name));
    else if (spec.required) missing.push(name);
  });
  if (missing.length > 0) throw missingInputs(missing, extraNames(table, specs));
  return frameOf(table, columns);
}

function castTo({ type }: ColumnSpec, cells: ArrayLike<unknown>, name: string | number): InputColumn {
  if (typeof type === "string") return { name, type, cells: castColumn(cells, type, name) };
  throw invalidValue(`Cannot read column ${name}: this server takes no columns of type ${type.kind}`);
}

function frameOf({ nRows }: RawTable, columns: readonly InputColumn[]): InputFrame {
  return { kind: "frame", nRows, columns };
}

function extraNames(table: RawTable, specs: readonly ColumnSpec[]): readonly (string | number)[] {
  const known = new Set<string | number>(specs.map((spec, i) => spec.name ?? i));
  return table.names.filter((name) => !known.has(name));
}

function missingInputs(missing: readonly (string | number)[], extra: readonly (string | number)[]): Error {
  const note = extra.length === 0 ? "" : ` Note that there were extra inputs: ${pythonList(extra)}.`;
  return invalidValue(
    `Failed to enforce schema of the data. Error: Model is missing inputs ${pythonList(missing)}.${note}`,
  );
}

function pythonList(names: readonly (string | number)[]): string {
  const shown = names
    .slice(0, MAX_NAMES_SHOWN)
    .map((name) => (typeof name === "string" ? `'${name}'` : name));
  return `[${shown.join(", ")}${names.length > MAX_NAMES_SHOWN ? ", …" : ""}]`;
}

/** A table as it is; an array of rows as a table whose columns have only their positions. */
function tableOf(input: RawInput): RawTable {
  if (input.kind === "table") return input;
  const rows = Array.isArray(input.value) ? input.value : [input.value];
  const { shape, values } = castTensor(rows, { ...ANY_NUMBERS, shape: new Array(axesOf(rows)).fill(-1) });
  const [nRows = 0, nColumns = 1] = shape;
  if (shape.length > 2) {
    throw invalidValue(
      `Failed to enforce schema of the data. Error: the model takes a table, not ${shape.length} axes.`,
    );
  }
  const columns = Array.from({ length: nColumns }, (_, j) =>
    Float64Array.from({ length: nRows }, (_, i) => values[i * nColumns + j]!),
  );
  return rawTable({ names: columns.map((_, j) => j), nRows, columns, isDataFrame: false });
}

/** How deep the lists are nested, by their first elements. */
function axesOf(value: unknown): number {
  let axes = 0;
  for (let part = value; Array.isArray(part); part = part[0]) axes += 1;
  return axes;
}

function tensors(list: TensorInput["tensors"]): TensorInput {
  return { kind: "tensors", tensors: list };
}

function enforceTensors(input: RawInput, specs: readonly TensorSpec[]): TensorInput {
  const [first, second] = specs;
  if (first !== undefined && second === undefined && first.name === undefined) {
    return tensors([castTensor(unnamedValue(input), first)]);
  }
  return enforceNamedTensors(input, specs);
}

/** One array out of whatever came: the array itself, or the cells of a data frame. */
function unnamedValue(input: RawInput): unknown {
  if (input.kind === "tensor") return input.value;
  if (!input.isDataFrame) {
    throw unparsable(
      "Invalid input. Failed to parse input data. This model contains an un-named model signature which expects a single " +
        "n-dimensional array as input, however, an object with named values was found.",
    );
  }
  return Array.from({ length: input.nRows }, (_, i) => input.columns.map((column) => column[i]));
}

function enforceNamedTensors(input: RawInput, specs: readonly TensorSpec[]): TensorInput {
  if (input.kind === "tensor") {
    // As MLflow does: a single array may be given for the only one there is.
    const [only, second] = specs;
    if (only === undefined || second !== undefined) {
      throw unparsable(
        `Invalid input. The model takes the named arrays ${pythonList(specs.map((spec) => spec.name ?? ""))}, one list was found.`,
      );
    }
    return tensors([castTensor(input.value, only)]);
  }
  const position = new Map(input.names.map((name, j) => [name, j]));
  const missing = specs.map((spec) => spec.name ?? "").filter((name) => !position.has(name));
  if (missing.length > 0) {
    const known = new Set<string | number>(specs.map((spec) => spec.name ?? ""));
    throw missingInputs(
      missing,
      input.names.filter((name) => !known.has(name)),
    );
  }
  return tensors(
    specs.map((spec) =>
      castTensor(Array.from(input.columns[position.get(spec.name ?? "") ?? 0] ?? []), spec),
    ),
  );
}
