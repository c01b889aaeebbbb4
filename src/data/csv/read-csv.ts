// A CSV file on the disk becomes a frame.
import { type ErrorCode, failure, invalidValue, unparsable } from "../../errors/index.ts";
import { describeFileError, fileSize, hasCode, readBytes } from "../../system/index.ts";
import { DATA_LIMITS } from "../limits.ts";
import type { Frame } from "../table.ts";
import { type CsvOptions, parseNamedCsv } from "./parse-csv.ts";

/**
 * Reads a CSV file in UTF-8, with or without a byte order mark; see {@link parseCsv} for what is accepted.
 *
 * @param path The file, at most 2^28 bytes (256 MiB).
 * @param options Delimiter, missing cells, types of columns.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` or `PERMISSION_DENIED` when the file cannot be read.
 * @throws SyntaxError naming line and column, or when the file is not UTF-8.
 * @throws RangeError when an option is wrong, or the file too large.
 */
export function readCsv(path: string, options: CsvOptions = {}): Frame {
  const sizeBytes = onDisk(path, fileSize);
  if (sizeBytes > DATA_LIMITS.csvSize) {
    throw invalidValue(
      `Cannot read ${path}: a CSV file may have at most ${DATA_LIMITS.csvSize} bytes: current size is ${sizeBytes}`,
    );
  }
  return parseNamedCsv(decode(onDisk(path, readBytes), path), path, options);
}

function onDisk<T>(path: string, read: (path: string) => T): T {
  try {
    return read(path);
  } catch (error) {
    throw failure(codeOf(error), describeFileError("read", path, error), { cause: error });
  }
}

function codeOf(error: unknown): ErrorCode {
  if (hasCode(error, "ENOENT", "ENOTDIR")) return "RESOURCE_DOES_NOT_EXIST";
  return hasCode(error, "EACCES", "EPERM") ? "PERMISSION_DENIED" : "BAD_REQUEST";
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw unparsable(`Cannot read ${path}: it is not text in UTF-8`, { cause: error });
  }
}
