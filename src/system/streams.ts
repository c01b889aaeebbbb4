// The door to large files: read and written piece by piece, so that memory stays bounded.
import { createReadStream, createWriteStream, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { invalidValue } from "../errors/index.ts";
import { TEMPORARY_PREFIX } from "./files.ts";
import { newHexId } from "./ids.ts";

/** The size of a file in bytes. */
export function fileSize(path: string): number {
  return statSync(path).size;
}

/**
 * A part of a file as a stream of bytes.
 *
 * @param first The first byte, counted from 0.
 * @param last The last byte, included.
 */
export function fileStream(path: string, first: number, last: number): Readable {
  return createReadStream(path, { start: first, end: last });
}

/**
 * Writes a whole file from a stream, atomically: a reader, or a kill at any moment, sees the old content or the new.
 * When the stream breaks, nothing is left behind.
 *
 * @param path The file to write; its folder must exist.
 * @param source The bytes.
 * @param temporaryFolder A folder on the same file system in which no reader takes a stray file for data.
 * @param maxBytes The most bytes that are taken.
 * @throws RangeError when there are more bytes than `maxBytes`; the errors of the stream and of the file system.
 */
export async function writeFileFromStream(
  path: string,
  source: AsyncIterable<Uint8Array>,
  temporaryFolder: string,
  maxBytes: number,
): Promise<void> {
  const temporary = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  try {
    await pipeline(limited(source, maxBytes), createWriteStream(temporary, { flags: "wx" }));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

async function* limited(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw invalidValue(`Cannot take more than ${maxBytes} bytes in one file`);
    yield chunk;
  }
}
