// Arrow's IPC streams and files (https://arrow.apache.org/docs/format/Columnar.html) as tables of a request.
import { errorCode, messageOf, unparsable } from "../../errors/index.ts";
import { checkCells, type RawTable, rawTable } from "../requests/raw-input.ts";
import { optionalPackage } from "./optional-package.ts";
import { plainCell } from "./plain-cell.ts";

/** A row takes a bit of one column at least: a header that tells of more lies. */
const MAX_ROWS_A_BYTE = 8;

/**
 * Reads a stream or a file.
 *
 * @throws SyntaxError when it is neither, or is packed in a way that is not read.
 * @throws Error `INVALID_PARAMETER_VALUE` when the package that reads Arrow is not installed.
 */
export async function arrowTable(bytes: Uint8Array): Promise<RawTable> {
  const { DataType, tableFromIPC } = await optionalPackage(
    "apache-arrow",
    "read Arrow",
    () => import("apache-arrow"),
  );
  try {
    const table = tableFromIPC(bytes);
    const names = table.schema.fields.map(({ name }) => name);
    if (table.numRows > MAX_ROWS_A_BYTE * bytes.length) {
      throw unparsable(
        `Invalid input. The Arrow data tell of ${table.numRows} rows, which ${bytes.length} bytes cannot hold`,
      );
    }
    checkCells(table.numRows, names.length);
    const columns = table.schema.fields.map(({ type }, j) => {
      const vector = table.getChildAt(j);
      const isTime = DataType.isTimestamp(type) || DataType.isDate(type);
      return Array.from({ length: table.numRows }, (_, i): unknown => {
        const cell: unknown = vector?.get(i);
        return plainCell(isTime && typeof cell === "number" ? new Date(cell) : cell);
      });
    });
    return rawTable({ names, nRows: table.numRows, columns, isDataFrame: true });
  } catch (cause) {
    if (errorCode(cause) !== undefined) throw cause;
    throw unparsable(`Invalid input. Failed to read the Arrow data. Error: ${messageOf(cause)}`, { cause });
  }
}
