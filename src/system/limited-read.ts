// The door to files of unknown size and content: read up to a limit, and only if they are UTF-8.
import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { hasCode } from "./files.ts";
import { returnScratch, takeScratch } from "./scratch.ts";

/** Faults of one file, not of the disk or the process: others may still be read. An EIO is not among them: it may pass. */
const UNREADABLE = ["EACCES", "EPERM"];

/** Whether reading failed for a reason that lies in the one file. */
export function isUnreadable(error: unknown): boolean {
  return hasCode(error, ...UNREADABLE);
}

/** What came of reading a text file: its text, or why there is none. */
export type LimitedText =
  | { readonly text: string; readonly fault?: undefined }
  | {
      readonly text?: undefined;
      readonly fault: "absent" | "too large" | "not UTF-8" | "not a file" | "not readable";
    };

/**
 * Reads a whole text file.
 *
 * @param maxBytes The largest file that is read.
 * @throws The file system's error for faults that are not the file's own, such as too many open files.
 */
export function readLimitedText(path: string, maxBytes: number): LimitedText {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return { fault: "absent" };
    if (hasCode(error, "ELOOP", "EISDIR", "ENXIO")) return { fault: "not a file" };
    if (hasCode(error, ...UNREADABLE)) return { fault: "not readable" };
    throw error;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return { fault: "not a file" };
    if (stat.size > maxBytes) return { fault: "too large" };
    const buffer = takeScratch(stat.size + 1);
    try {
      const bytes = readToEnd(file, buffer, maxBytes);
      return isUtf8(bytes) ? { text: bytes.toString("utf8") } : { fault: "not UTF-8" };
    } finally {
      returnScratch(buffer);
    }
  } catch (error) {
    if (hasCode(error, ...UNREADABLE)) return { fault: "not readable" };
    throw error;
  } finally {
    closeSync(file);
  }
}

/** Reads what is there, also when the file grows or shrinks meanwhile. */
function readToEnd(file: number, buffer: Buffer, maxBytes: number): Buffer {
  let bytes = buffer;
  let length = 0;
  while (length < maxBytes) {
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
    const wanted = bytes.length - length;
    const count = readSync(file, bytes, length, wanted, length);
    length += count;
    if (count < wanted) break;
  }
  return bytes.subarray(0, length);
}
