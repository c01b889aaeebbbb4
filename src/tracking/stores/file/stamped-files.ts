// Small files that are read again and again: parsed once, and again only when their stamp has changed.
import { errorCode, messageOf } from "../../../errors/index.ts";
import {
  type FileStamp,
  isSameStamp,
  isSettled,
  nowMs,
  readLimitedText,
  stampOf,
} from "../../../system/index.ts";
import type { DamageLog } from "./damage-log.ts";

interface Remembered<T> {
  readonly stamp: FileStamp;
  readonly value: T | undefined;
}

/** Parsed files by path; each answer is checked against the file's stamp, so a change by any process is seen. */
export class StampedFiles<T> {
  readonly #parse: (text: string) => T;
  readonly #damage: DamageLog;
  readonly #maxBytes: number;
  readonly #maxFiles: number;
  readonly #remembered = new Map<string, Remembered<T>>();

  /**
   * @param options `parse`: throws a SyntaxError for a damaged text. `maxBytes`: the largest file read. `maxFiles`: how
   * many are remembered; the oldest are forgotten.
   */
  constructor(options: {
    readonly parse: (text: string) => T;
    readonly damage: DamageLog;
    readonly maxBytes: number;
    readonly maxFiles: number;
  }) {
    this.#parse = options.parse;
    this.#damage = options.damage;
    this.#maxBytes = options.maxBytes;
    this.#maxFiles = options.maxFiles;
  }

  /** What the file says; undefined when there is none, or when it is damaged, which is reported. */
  get(path: string): T | undefined {
    const takenAtMs = nowMs();
    const stamp = stampOf(path);
    if (stamp === undefined) {
      this.#remembered.delete(path);
      return undefined;
    }
    const known = this.#remembered.get(path);
    if (known !== undefined && isSameStamp(known.stamp, stamp)) return known.value;
    const value = this.#read(path);
    if (isSettled(stamp, takenAtMs)) this.#remember(path, { stamp, value });
    else this.#remembered.delete(path);
    return value;
  }

  #read(path: string): T | undefined {
    const { text, fault } = readLimitedText(path, this.#maxBytes);
    if (text === undefined) {
      if (fault !== "absent") this.#damage.report(path, `it is ${fault}`);
      return undefined;
    }
    try {
      return this.#parse(text);
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      this.#damage.report(path, messageOf(error));
      return undefined;
    }
  }

  #remember(path: string, remembered: Remembered<T>): void {
    if (this.#remembered.size >= this.#maxFiles) {
      const [oldest] = this.#remembered.keys();
      if (oldest !== undefined) this.#remembered.delete(oldest);
    }
    this.#remembered.set(path, remembered);
  }
}
