// The JSON forms of a request: `dataframe_split`, `dataframe_records`, `instances`, `inputs`, and the older bare split form.
import { messageOf, quote, unparsable } from "../../errors/index.ts";
import { checkCells, type RawInput, type RawRequest, type RawTable, rawTable } from "./raw-input.ts";

type JsonRecord = Readonly<Record<string, unknown>>;

/** How each form is read, by the key that marks it. */
const FORMS: ReadonlyMap<string, (content: unknown) => RawInput> = new Map([
  ["dataframe_split", readSplit],
  ["dataframe_records", readRecords],
  ["instances", readInstances],
  ["inputs", readInputs],
]);

const EXPECTED = `The input must be a JSON dictionary with exactly one of the input fields {${[
  ...FORMS.keys(),
]
  .map((key) => `'${key}'`)
  .join(", ")}}`;

/**
 * Reads a JSON body.
 *
 * @throws SyntaxError `BAD_REQUEST` saying what is wrong with it.
 */
export function readJsonRequest(text: string): RawRequest {
  const body = parseBody(text);
  if (Array.isArray(body)) throw unparsable(`Invalid input. ${EXPECTED}. Received a list.`);
  if (!isRecord(body)) {
    throw unparsable(`Invalid input. ${EXPECTED}. Received unexpected input type '${jsonTypeOf(body)}'.`);
  }
  const given = [...FORMS].filter(([key]) => Object.hasOwn(body, key));
  const params = Object.hasOwn(body, "params") ? body["params"] : undefined;
  const [form, second] = given;
  if (form === undefined && Object.hasOwn(body, "data")) {
    // The form of MLflow 1, as its tutorial sends it: the split form without the key around it.
    const { params: _, ...split } = body;
    return { input: readSplit(split), params };
  }
  if (form === undefined || second !== undefined) {
    throw unparsable(
      `${EXPECTED}. Received dictionary with input fields: [${given.map(([key]) => `'${key}'`).join(", ")}].`,
    );
  }
  const [key, read] = form;
  return { input: read(body[key]), params };
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unparsable(
      `Invalid input. Ensure that input is a valid JSON formatted string. Error: ${messageOf(cause)}`,
      { cause },
    );
  }
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function jsonTypeOf(value: unknown): string {
  return value === null ? "null" : typeof value;
}

const SPLIT_KEYS: readonly string[] = ["columns", "index", "data"];

function readSplit(content: unknown): RawTable {
  const keys = isRecord(content) ? Object.keys(content) : [];
  if (!isRecord(content) || !keys.includes("data") || keys.some((key) => !SPLIT_KEYS.includes(key))) {
    throw unparsable(
      "Invalid input. Dataframe split format must have 'data' field and optionally 'columns' and 'index' fields. " +
        `Got {${keys.map((key) => `'${key}'`).join(", ")}}.`,
    );
  }
  const rows = listOf(content["data"], "the 'data' of dataframe_split");
  const names = Object.hasOwn(content, "columns") ? namesOf(content["columns"]) : undefined;
  return tableOfRows(rows, names);
}

function namesOf(value: unknown): readonly (string | number)[] {
  return listOf(value, "the 'columns' of dataframe_split").map((name, j) => {
    if (typeof name === "string" || typeof name === "number") return name;
    throw unparsable(`Invalid input. The name of column ${j} must be a text: it is ${quote(name)}`);
  });
}

/** A table of rows that are lists. A row that is a single value is taken for a list of one. */
function tableOfRows(rows: readonly unknown[], names: readonly (string | number)[] | undefined): RawTable {
  const first = rows[0];
  const nColumns = names?.length ?? (Array.isArray(first) ? first.length : Math.min(1, rows.length));
  checkCells(rows.length, nColumns);
  const columns: unknown[][] = Array.from({ length: nColumns }, () => new Array(rows.length));
  rows.forEach((row, i) => {
    const cells: readonly unknown[] = Array.isArray(row) ? row : [row];
    if (cells.length !== nColumns) {
      throw unparsable(
        `Invalid input. Row ${i} must have ${nColumns} values as ${names === undefined ? "row 0 has" : "there are columns"}: it has ${cells.length}`,
      );
    }
    for (let j = 0; j < nColumns; j++) columns[j]![i] = cells[j];
  });
  return rawTable({
    names: names ?? columns.map((_, j) => j),
    nRows: rows.length,
    columns,
    isDataFrame: true,
  });
}

function readRecords(content: unknown): RawTable {
  if (!Array.isArray(content)) {
    throw unparsable(
      `Invalid input. Dataframe records format must be a list of records. Got ${isRecord(content) ? "dictionary" : jsonTypeOf(content)}.`,
    );
  }
  return tableOfRecords(content, true);
}

/** A table of rows that are objects; a cell whose key a row does not have is missing. */
function tableOfRecords(rows: readonly unknown[], isDataFrame: boolean): RawTable {
  const names = new Set<string>();
  const records = rows.map((row, i) => {
    if (!isRecord(row)) {
      throw unparsable(
        `Invalid input. Row ${i} must be an object with a value a column: it is ${quote(row)}`,
      );
    }
    for (const key of Object.keys(row)) names.add(key);
    return row;
  });
  checkCells(rows.length, names.size);
  const columns = [...names].map((name) =>
    records.map((record) => (Object.hasOwn(record, name) ? record[name] : null)),
  );
  return rawTable({ names: [...names], nRows: rows.length, columns, isDataFrame });
}

function readInstances(content: unknown): RawInput {
  const rows = listOf(content, "'instances'");
  return isRecord(rows[0]) ? tableOfRecords(rows, false) : { kind: "tensor", value: rows };
}

function readInputs(content: unknown): RawInput {
  if (isRecord(content)) return tableOfColumns(content);
  if (Array.isArray(content) && isRecord(content[0])) return tableOfRecords(content, false);
  return { kind: "tensor", value: content };
}

function tableOfColumns(content: JsonRecord): RawTable {
  const names = Object.keys(content);
  const columns = names.map((name) => listOf(content[name], `column ${JSON.stringify(name)} of 'inputs'`));
  const nRows = columns[0]?.length ?? 0;
  columns.forEach((column, j) => {
    if (column.length === nRows) return;
    throw unparsable(
      `Invalid input. Column ${quote(names[j])} must have ${nRows} values as column ${quote(names[0])} has: it has ${column.length}`,
    );
  });
  return rawTable({ names, nRows, columns, isDataFrame: false });
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unparsable(`Invalid input. ${what} must be a list: it is ${quote(value)}`);
}
