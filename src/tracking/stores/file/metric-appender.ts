// Appending to metric files fast: a bounded number of descriptors stays open between calls.
import { AppendFile } from "../../../system/index.ts";
import { atKey } from "./keyed-files.ts";
import { METRICS_FOLDER } from "./layout.ts";

const MAX_OPEN_FILES = 64;

/** Metric files of runs and logged models, opened for appending. */
export class MetricAppender {
  /** In the order of last use. */
  readonly #open = new Map<string, AppendFile>();
  #latest: AppendFile | undefined;

  /**
   * Appends whole lines to a metric's file.
   *
   * @param owner The folder of the run or the logged model.
   * @param key The metric's name.
   * @throws RangeError `INVALID_PARAMETER_VALUE` when the key is part of another, or the file system's error.
   */
  append(owner: string, key: string, lines: string): void {
    const path = `${owner}/${METRICS_FOLDER}/${key}`;
    const known = this.#open.get(path);
    if (known !== undefined && this.#appendTo(known, lines)) return;
    // If somebody has removed the file since it was opened, what is written now belongs in a new one.
    const file = atKey(owner, METRICS_FOLDER, key, () => new AppendFile(path, owner));
    if (!this.#appendTo(file, lines)) {
      throw new Error(`Cannot append to ${path}: it is removed as soon as it is made`);
    }
  }

  /** Appends, and keeps the descriptor for the next time; closes it if that fails. */
  #appendTo(file: AppendFile, lines: string): boolean {
    let done = false;
    try {
      done = file.append(lines);
    } finally {
      if (done) this.#keep(file);
      else this.#drop(file);
    }
    return done;
  }

  #keep(file: AppendFile): void {
    if (file === this.#latest) return;
    this.#latest = file;
    this.#open.delete(file.path);
    if (this.#open.size >= MAX_OPEN_FILES) {
      const [oldest] = this.#open.values();
      if (oldest !== undefined) this.#drop(oldest);
    }
    this.#open.set(file.path, file);
  }

  #drop(file: AppendFile): void {
    if (file === this.#latest) this.#latest = undefined;
    this.#open.delete(file.path);
    file.close();
  }

  /** Closes what is open below a folder, or everything. */
  close(owner?: string): void {
    for (const file of this.#open.values()) {
      if (owner === undefined || file.path.startsWith(`${owner}/`)) this.#drop(file);
    }
  }
}
