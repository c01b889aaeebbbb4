// The CSV form of a request: a header, then one record a row.
import { type CsvOptions, type Frame, parseCsv } from "../../data/index.ts";
import { messageOf, unparsable } from "../../errors/index.ts";
import type { ColumnSpec, Schema } from "../../models/index.ts";
import { type RawRequest, rawTable } from "./raw-input.ts";

/**
 * Reads a CSV body. Columns that the signature has as text stay text; all others are numbers if every cell is one. Empty
 * cells are missing. Parameters cannot be given this way.
 *
 * @param schema The model's inputs, which tell text from numbers.
 * @throws SyntaxError `BAD_REQUEST` naming line and column.
 */
export function readCsvRequest(text: string, schema: Schema | undefined): RawRequest {
  const specs = new Map(schema?.kind === "columns" ? schema.columns.map((spec) => [spec.name, spec]) : []);
  const frame = readFrame(text, specs);
  const columns = frame.columns.map((column, j) => {
    const spec = specs.get(frame.names[j]);
    if (spec?.type === "datetime") {
      throw unparsable(`Invalid input. Column ${spec.name} is a datetime, which CSV cannot give; send JSON`);
    }
    return spec?.type === "boolean" ? Array.from(column, truthOf) : column;
  });
  return {
    input: rawTable({ names: frame.names, nRows: frame.nRows, columns, isDataFrame: true }),
    params: undefined,
  };
}

type Specs = ReadonlyMap<string | undefined, ColumnSpec>;

function readFrame(text: string, specs: Specs): Frame {
  const frame = parseBody(text, {});
  // Texts such as postal codes look like numbers until the signature is asked.
  const lookNumeric = frame.names.filter(
    (name, j) => specs.get(name)?.type === "string" && frame.columns[j] instanceof Float64Array,
  );
  if (lookNumeric.length === 0) return frame;
  return parseBody(text, { types: Object.fromEntries(lookNumeric.map((name) => [name, "text" as const])) });
}

function parseBody(text: string, options: CsvOptions): Frame {
  try {
    return parseCsv(text, options);
  } catch (cause) {
    throw unparsable(`Invalid input. Failed to parse the CSV. Error: ${messageOf(cause)}`, { cause });
  }
}

/** What pandas takes for truth in CSV; anything else stays as it is and is cast by the general rule. */
function truthOf(cell: unknown): unknown {
  if (typeof cell !== "string") return cell;
  if (/^true$/i.test(cell)) return true;
  return /^false$/i.test(cell) ? false : cell;
}
