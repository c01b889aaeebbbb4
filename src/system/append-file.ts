// The door to files that grow by whole lines: a descriptor that stays open, and lines that are never glued to a torn one.
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { withFolderLock } from "./file-lock.ts";
import { nap } from "./nap.ts";

const NEWLINE = 0x0a;
const CHUNK_BYTES = 65_536;
/** The kernel may hold up a writer of several pages for 200 ms between two of them; after that a torn line stays torn. */
const SETTLING_MS = 300;
const MAX_SETTLING_ROUNDS = 30;

/**
 * A file opened for appending lines, by this process and by others at the same time.
 *
 * Each append is one write at the end of the file. If the file ends in a torn line, whose writer was killed in the
 * middle and so never said that it was written, the torn part is cut off first: ended by a newline, it could be taken
 * for a whole line that says something else.
 */
export class AppendFile {
  readonly path: string;
  readonly #lockFolder: string;
  readonly #file: number;
  /** The size after our own last write: as long as it holds, the file ends in a newline. */
  #knownSize = 0;

  /**
   * Opens the file, and makes it if it is not there; its folder must exist.
   *
   * @param lockFolder The folder whose lock is taken while a torn line is cut off.
   */
  constructor(path: string, lockFolder: string) {
    this.path = path;
    this.#lockFolder = lockFolder;
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
    let before = fstatSync(this.#file);
    if (before.nlink === 0) return false;
    if (before.size !== this.#knownSize && !this.#isWhole(before.size)) {
      this.#cutTornLine();
      before = fstatSync(this.#file);
    }
    const wanted = Buffer.byteLength(lines);
    const written = writeSync(this.#file, lines);
    if (written !== wanted) this.#undo(before.size, written, wanted);
    this.#knownSize = before.size + written;
    return true;
  }

  #isWhole(size: number): boolean {
    if (size === 0) return true;
    const last = Buffer.alloc(1);
    readSync(this.#file, last, 0, 1, size - 1);
    return last[0] === NEWLINE;
  }

  /** Waits until no other process can be in the middle of the line, then cuts it off. */
  #cutTornLine(): void {
    withFolderLock(this.#lockFolder, () => {
      let size = fstatSync(this.#file).size;
      for (let round = 0; round < MAX_SETTLING_ROUNDS && !this.#isWhole(size); round++) {
        nap(SETTLING_MS);
        const sizeNow = fstatSync(this.#file).size;
        if (sizeNow === size) {
          ftruncateSync(this.#file, this.#startOfLastLine(size));
          return;
        }
        size = sizeNow;
      }
    });
  }

  /** Where the line starts that the file of this size ends in. */
  #startOfLastLine(size: number): number {
    const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, size));
    for (let end = size; end > 0; end -= chunk.length) {
      const start = Math.max(0, end - chunk.length);
      const count = readSync(this.#file, chunk, 0, end - start, start);
      const newline = count === 0 ? -1 : chunk.lastIndexOf(NEWLINE, count - 1);
      if (newline >= 0) return start + newline + 1;
    }
    return 0;
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
