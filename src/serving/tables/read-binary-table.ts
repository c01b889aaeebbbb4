// A binary body as a table, whichever form it has.

import type { BinaryFormat } from "../requests/content-type.ts";
import { type RawTable, rawTable } from "../requests/raw-input.ts";
import { arrowTable } from "./arrow-table.ts";
import { parquetTables } from "./parquet-table.ts";

/**
 * Reads a body in one go.
 *
 * @throws SyntaxError `BAD_REQUEST` when it is not what its type says.
 * @throws Error `INVALID_PARAMETER_VALUE` when the package that reads it is not installed.
 */
export async function readBinaryTable(format: BinaryFormat, bytes: Uint8Array): Promise<RawTable> {
  if (format !== "application/vnd.apache.parquet") return await arrowTable(bytes);
  const { buffer } = new Uint8Array(bytes); // its own, as a reader of parts needs it
  const source = {
    sizeBytes: bytes.length,
    read: async (from: number, to: number) => buffer.slice(from, to),
  };
  for await (const table of parquetTables(source)) return table;
  return rawTable({ names: [], nRows: 0, columns: [], isDataFrame: true });
}
