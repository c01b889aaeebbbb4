// Appending to metric files fast: a bounded number of descriptors stays open between calls.
import { join } from "node:path";
import { AppendFile } from "../../../system/index.ts";
import { atKey } from "./keyed-files.ts";
import { METRICS_FOLDER } from "./layout.ts";

const MAX_OPEN_FILES = 64;

/** Metric files of runs and logged models, opened for appending. */
export class MetricAppender {
  /** In the order of last use. */
  readonly #open = new Map<string, AppendFile>();

  /**
   * Appends whole lines to a metric's file.
   *
   * @param owner The folder of the run or the logged model.
   * @param key The metric's name.
   * @throws RangeError `INVALID_PARAMETER_VALUE` when the key is part of another, or the file system's error.
   */
  append(owner: string, key: string, lines: string): void {
    const path = join(owner, METRICS_FOLDER, key);
    const known = this.#open.get(path);
    if (known !== undefined) {
      this.#open.delete(path);
      if (this.#appendTo(known, lines)) {
        this.#open.set(path, known);
        return;
      }
      // Somebody has removed the file since it was opened; what is written now belongs in a new one.
    }
    const file = atKey(owner, METRICS_FOLDER, key, (newPath) => new AppendFile(newPath, owner));
    if (!this.#appendTo(file, lines))
      throw new Error(`Cannot append to ${path}: it is removed as soon as it is made`);
    this.#closeOldest();
    this.#open.set(path, file);
  }

  /** Appends, and closes the descriptor if that fails. */
  #appendTo(file: AppendFile, lines: string): boolean {
    let done = false;
    try {
      done = file.append(lines);
    } finally {
      if (!done) file.close();
    }
    return done;
  }

  #closeOldest(): void {
    if (this.#open.size < MAX_OPEN_FILES) return;
    const [oldest] = this.#open.values();
    if (oldest === undefined) return;
    this.#open.delete(oldest.path);
    oldest.close();
  }

  /** Closes what is open below a folder, or everything. */
  close(owner?: string): void {
    for (const [path, file] of this.#open) {
      if (owner !== undefined && !path.startsWith(owner)) continue;
      this.#open.delete(path);
      file.close();
    }
  }
}
