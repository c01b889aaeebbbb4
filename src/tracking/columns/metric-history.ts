// The whole history of a metric as columns of numbers, read once and read on when its file has grown.
import {
  type FileStamp,
  isSameStamp,
  isSettled,
  nowMs,
  rangeOf,
  stampOf,
  wholeLines,
} from "../../system/index.ts";
import type { DamageLog } from "../stores/file/damage-log.ts";
import { readPointLines } from "./point-lines.ts";

/** A history: the points in the order logged. Only the first `length` entries of each array count. */
export interface MetricHistory {
  readonly length: number;
  readonly steps: Float64Array;
  readonly timesMs: Float64Array;
  readonly values: Float64Array;
}

/** The bytes that a point takes. */
const POINT_BYTES = 24;
const SMALLEST_CAPACITY = 16;

/** A history that lies in a file of its own, and grows with it. */
export class FileHistory implements MetricHistory {
  readonly #path: string;
  #stamp: FileStamp | undefined;
  #isSettled = false;
  #endByte = 0;
  length = 0;
  steps: Float64Array = new Float64Array(SMALLEST_CAPACITY);
  timesMs: Float64Array = new Float64Array(SMALLEST_CAPACITY);
  values: Float64Array = new Float64Array(SMALLEST_CAPACITY);

  constructor(path: string) {
    this.#path = path;
  }

  /** What it takes in memory. */
  get sizeBytes(): number {
    return this.steps.length * POINT_BYTES;
  }

  /**
   * Reads what has been appended since the last time, or all if the file is another one.
   *
   * @returns Whether there is such a file.
   */
  refresh(damage: DamageLog): boolean {
    const takenAtMs = nowMs();
    const stamp = stampOf(this.#path);
    if (stamp === undefined) {
      this.#forget();
      return false;
    }
    const before = this.#stamp;
    if (before !== undefined && this.#isSettled && isSameStamp(before, stamp)) return true;
    if (!this.#hasOnlyGrown(stamp)) this.#forget();
    this.#stamp = stamp;
    this.#isSettled = isSettled(stamp, takenAtMs);
    for (const { text, startByte, sizeBytes } of wholeLines(this.#path, this.#endByte)) {
      const damaged = readPointLines(text, (timestampMs, value, step) => this.#add(timestampMs, value, step));
      if (damaged > 0) damage.report(this.#path, "it has a line that is no metric point");
      this.#endByte = startByte + sizeBytes;
    }
    return true;
  }

  #hasOnlyGrown({ inode, sizeBytes }: FileStamp): boolean {
    const before = this.#stamp;
    if (before === undefined || before.inode !== inode || sizeBytes < this.#endByte) return false;
    return this.#endByte === 0 || rangeOf(this.#path, this.#endByte - 1, 1) === "\n";
  }

  #forget(): void {
    this.#stamp = undefined;
    this.#endByte = 0;
    this.length = 0;
  }

  #add(timestampMs: number, value: number, step: number): void {
    if (this.length === this.steps.length) {
      this.steps = grown(this.steps);
      this.timesMs = grown(this.timesMs);
      this.values = grown(this.values);
    }
    this.steps[this.length] = step;
    this.timesMs[this.length] = timestampMs;
    this.values[this.length] = value;
    this.length++;
  }
}

function grown(numbers: Float64Array): Float64Array {
  const more = new Float64Array(numbers.length * 2);
  more.set(numbers);
  return more;
}

const MAX_BYTES = 67_108_864;
const MAX_HISTORIES = 20_000;

/** The histories read last, by their files, in bounded memory. */
export class HistoryMemory {
  readonly #damage: DamageLog;
  readonly #histories = new Map<string, FileHistory>();
  #sizeBytes = 0;

  constructor(damage: DamageLog) {
    this.#damage = damage;
  }

  /** The history in a file as it is now; undefined when there is no such file. */
  get(path: string): MetricHistory | undefined {
    const history = this.#histories.get(path) ?? new FileHistory(path);
    if (this.#histories.delete(path)) this.#sizeBytes -= history.sizeBytes;
    if (!history.refresh(this.#damage)) return undefined;
    this.#histories.set(path, history);
    this.#sizeBytes += history.sizeBytes;
    for (const [oldest, { sizeBytes }] of this.#histories) {
      if ((this.#sizeBytes <= MAX_BYTES && this.#histories.size <= MAX_HISTORIES) || oldest === path) break;
      this.#histories.delete(oldest);
      this.#sizeBytes -= sizeBytes;
    }
    return history;
  }
}
