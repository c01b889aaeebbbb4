// The door to files of lines, however long: whole lines in chunks, from any line on, with bounded memory.
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { hasCode } from "./files.ts";
import { returnScratch, takeScratch } from "./scratch.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 1_048_576;

/** Some whole lines of a file. */
export interface LineChunk {
  /** Lines, each ending in a newline. */
  readonly text: string;
  /** Where in the file the first of them starts. */
  readonly startByte: number;
  /** How many bytes they take. */
  readonly sizeBytes: number;
}

/**
 * Reads a file of lines from `startByte`, which must be the start of a line.
 *
 * A last line without a newline is not whole: its writer was killed, or is at it. It is left out. A line of more than
 * a megabyte comes as an empty one.
 *
 * @returns Chunks in order; none when there is no such file.
 */
export function* wholeLines(path: string, startByte = 0): Generator<LineChunk> {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) return;
    throw error;
  }
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) return;
    const buffer = takeScratch(Math.min(Math.max(stat.size - startByte + 1, 0), CHUNK_BYTES));
    try {
      yield* chunksOf(file, startByte, buffer);
    } finally {
      returnScratch(buffer);
    }
  } finally {
    closeSync(file);
  }
}

function* chunksOf(file: number, startByte: number, buffer: Buffer): Generator<LineChunk> {
  let start = startByte;
  let length = 0;
  let isTooLong = false;
  for (;;) {
    const count = readSync(file, buffer, length, buffer.length - length, start + length);
    if (count === 0) return;
    length += count;
    const end = buffer.lastIndexOf(NEWLINE, length - 1) + 1;
    if (end > 0) {
      const from = isTooLong ? buffer.indexOf(NEWLINE) : 0;
      yield { text: buffer.toString("utf8", from, end), startByte: start + from, sizeBytes: end - from };
      isTooLong = false;
    } else if (length === buffer.length) {
      isTooLong = true; // Forget what came of the line; when it ends, an empty line stands for it.
    } else {
      continue;
    }
    const done = end > 0 ? end : length;
    buffer.copyWithin(0, done, length);
    length -= done;
    start += done;
  }
}

/** The text of some bytes of a file; shorter, or empty, when the file is. */
export function rangeOf(path: string, startByte: number, lengthBytes: number): string {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(lengthBytes);
    return bytes.toString("utf8", 0, readSync(file, bytes, 0, lengthBytes, startByte));
  } finally {
    closeSync(file);
  }
}

/** What stands behind the last newline of a file: its torn last line, or nothing. At most a megabyte of it. */
export function tornTail(path: string): string {
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    const bytes = Buffer.alloc(Math.min(size, CHUNK_BYTES));
    const count = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8", count === 0 ? 0 : bytes.lastIndexOf(NEWLINE, count - 1) + 1, count);
  } finally {
    closeSync(file);
  }
}
