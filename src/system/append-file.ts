// The door to files that grow by whole lines: a descriptor that stays open, and lines that are never glued to a torn one.
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";

const NEWLINE = 0x0a;

/**
 * A file opened for appending lines, by this process and by others at the same time.
 *
 * Each append is one write at the end of the file. If the file ends in a torn line (its writer was killed), the new
 * lines start on a line of their own.
 */
export class AppendFile {
  readonly path: string;
  readonly #file: number;
  /** The size after our own last write: as long as it holds, the file ends in a newline. */
  #knownSize = 0;

  /** Opens the file, and makes it if it is not there; its folder must exist. */
  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, "a+");
  }

  /**
   * Appends whole lines.
   *
   * @param lines One or more lines, each ending in a newline.
   * @returns Whether they were written; false when the file has been removed meanwhile and must be opened anew.
   * @throws The file system's error, or an `ENOSPC` error when only a part could be written; the part is cut off again
   * unless another process has already written behind it.
   */
  append(lines: string): boolean {
    const before = fstatSync(this.#file);
    if (before.nlink === 0) return false;
    const startsAnew = before.size !== this.#knownSize && !this.#endsInNewline(before.size);
    const bytes = Buffer.from(startsAnew ? `\n${lines}` : lines);
    const written = writeSync(this.#file, bytes);
    if (written !== bytes.length) this.#undo(before.size, written, bytes.length);
    this.#knownSize = before.size + written;
    return true;
  }

  #endsInNewline(size: number): boolean {
    if (size === 0) return true;
    const last = Buffer.alloc(1);
    readSync(this.#file, last, 0, 1, size - 1);
    return last[0] === NEWLINE;
  }

  #undo(sizeBefore: number, written: number, wanted: number): never {
    if (fstatSync(this.#file).size === sizeBefore + written) ftruncateSync(this.#file, sizeBefore);
    this.#knownSize = -1;
    throw Object.assign(
      new Error(`Cannot append to ${this.path}: only ${written} of ${wanted} bytes could be written`),
      { code: "ENOSPC" },
    );
  }

  /** Closes the descriptor; the object must not be used after. */
  close(): void {
    closeSync(this.#file);
  }
}
