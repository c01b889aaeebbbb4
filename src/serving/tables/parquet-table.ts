// Parquet files (https://parquet.apache.org/docs/file-format) as tables of a request, some rows at a time.
import { type Coded, errorCode, messageOf, unparsable } from "../../errors/index.ts";
import { checkCells, type RawTable, rawTable } from "../requests/raw-input.ts";
import { optionalPackage } from "./optional-package.ts";
import { plainCell } from "./plain-cell.ts";

/** Bytes that are read in any order. */
export interface ByteSource {
  readonly sizeBytes: number;
  /** The bytes from the first to before the second. */
  read(from: number, to: number): Promise<ArrayBuffer>;
}

/**
 * Reads a file of flat columns.
 *
 * @param rowsPerTable The most rows of one table; all rows when infinite, within the limit of a request.
 * @throws SyntaxError when it is no Parquet, is packed in a way that is not read, or has columns of lists or maps.
 * @throws Error `INVALID_PARAMETER_VALUE` when the package that reads Parquet is not installed.
 */
export async function* parquetTables(
  { sizeBytes, read }: ByteSource,
  rowsPerTable: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<RawTable> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await optionalPackage(
    "hyparquet",
    "read Parquet",
    () => import("hyparquet"),
  );
  const file = {
    byteLength: sizeBytes,
    slice: (from: number, to: number = sizeBytes) => read(from < 0 ? sizeBytes + from : from, to),
  };
  const metadata = await attempt(() => parquetMetadataAsync(file));
  const columns = await attempt(async () => parquetSchema(metadata).children);
  const nested = columns.find(({ children }) => children.length > 0);
  if (nested !== undefined) throw fault(`column ${nested.element.name} is not flat`);
  const names = columns.map(({ element }) => element.name);
  const total = Number(metadata.num_rows);
  for (let from = 0; from === 0 || from < total; from += rowsPerTable) {
    const rowEnd = Math.min(total, from + rowsPerTable);
    checkCells(rowEnd - from, names.length);
    const rows = await attempt(() =>
      parquetReadObjects({ file, metadata, rowStart: from, rowEnd, utf8: false }),
    );
    const cells = names.map((name) => rows.map((row) => plainCell(row[name])));
    yield rawTable({ names, nRows: rows.length, columns: cells, isDataFrame: true });
  }
}

/** Whatever the reader throws is the file's fault. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw errorCode(cause) === undefined ? fault(messageOf(cause), cause) : cause;
  }
}

function fault(reason: string, cause?: unknown): Coded<SyntaxError> {
  return unparsable(`Invalid input. Failed to read the Parquet. Error: ${reason}`, { cause });
}
