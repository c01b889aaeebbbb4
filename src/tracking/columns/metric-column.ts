// One metric of many runs: what each history comes to, in typed arrays, read when it is first asked for.
import { isSettled, nowMs, rangeOf, stampOf, wholeLines } from "../../system/index.ts";
import type { DamageLog } from "../stores/file/damage-log.ts";
import type { MetricSummary } from "./metric-summary.ts";
import { readPointLines } from "./point-lines.ts";

/** Rows a block: memory is taken for the rows that are looked at, not for all. */
const BLOCK_ROWS = 256;
const READ_WHOLE_BYTES = 65_536;

/** The numbers of a cell, one after the other. */
const LAST = 0;
const STEP = 1;
const TIME = 2;
const FIRST = 3;
const MIN = 4;
const MIN_STEP = 5;
const MAX = 6;
const MAX_STEP = 7;
const SUM = 8;
const COUNT = 9;
const ODD_COUNT = 10;
const END_BYTE = 11;
const CHANGE_TIME = 12;
const WIDTH = 13;

/** What a row has for a column: where its file is, and which look at it is the latest. */
export interface ColumnRow {
  /** Its place in every column. */
  readonly slot: number;
  /** The run's folder. */
  readonly folder: string;
  /** Grows whenever the row's files may have changed: a cell that was read under another one is looked at again. */
  readonly epoch: number;
}

/** A column of metric summaries. */
export class MetricColumn {
  readonly #path: string;
  readonly #damage: DamageLog;
  readonly #blocks: (Block | undefined)[] = [];

  /** @param path Below a run's folder, such as `metrics/rmse`. */
  constructor(path: string, damage: DamageLog) {
    this.#path = path;
    this.#damage = damage;
  }

  /** How many cells there is memory for. */
  get cells(): number {
    return this.#blocks.reduce((count, block) => count + (block === undefined ? 0 : BLOCK_ROWS), 0);
  }

  /**
   * Brings a cell up to date.
   *
   * @returns Whether it is another one than before; false at the first look.
   */
  refresh(row: ColumnRow): boolean {
    const block = this.#block(row.slot);
    const at = row.slot % BLOCK_ROWS;
    const seen = block.epochs[at];
    if (seen === row.epoch + 1) return false;
    block.epochs[at] = row.epoch + 1;
    return this.#look(row, block.numbers, at * WIDTH) && seen !== 0;
  }

  /** All that is known of a cell that is up to date; undefined when the run has no such metric. */
  summary(slot: number): MetricSummary | undefined {
    const block = this.#blocks[Math.floor(slot / BLOCK_ROWS)];
    if (block === undefined) return undefined;
    const at = (slot % BLOCK_ROWS) * WIDTH;
    const cell = block.numbers;
    const count = cell[at + COUNT]!;
    if (count === 0) return undefined;
    const oddCount = cell[at + ODD_COUNT]!;
    const has = count > oddCount;
    return {
      last: cell[at + LAST]!,
      step: cell[at + STEP]!,
      timestampMs: cell[at + TIME]!,
      first: cell[at + FIRST]!,
      min: has ? cell[at + MIN] : undefined,
      minStep: has ? cell[at + MIN_STEP] : undefined,
      max: has ? cell[at + MAX] : undefined,
      maxStep: has ? cell[at + MAX_STEP] : undefined,
      mean: has ? cell[at + SUM]! / (count - oddCount) : undefined,
      count,
      oddCount,
    };
  }

  /** Forgets a row that has gone: its slot will be another's. */
  forget(slot: number): void {
    const block = this.#blocks[Math.floor(slot / BLOCK_ROWS)];
    if (block === undefined) return;
    const at = slot % BLOCK_ROWS;
    block.epochs[at] = 0;
    block.numbers.fill(0, at * WIDTH, (at + 1) * WIDTH);
  }

  #block(slot: number): Block {
    const index = Math.floor(slot / BLOCK_ROWS);
    const block = this.#blocks[index] ?? {
      numbers: new Float64Array(BLOCK_ROWS * WIDTH),
      epochs: new Uint32Array(BLOCK_ROWS),
    };
    this.#blocks[index] = block;
    return block;
  }

  /** Looks at a cell's file, and reads what is new in it; returns whether anything was. */
  #look({ folder }: ColumnRow, cell: Float64Array, at: number): boolean {
    const path = `${folder}/${this.#path}`;
    const takenAtMs = nowMs();
    const stamp = stampOf(path);
    if (stamp === undefined) {
      const had = cell[at + COUNT] !== 0;
      cell.fill(0, at, at + WIDTH);
      return had;
    }
    if (cell[at + CHANGE_TIME] === stamp.changeTimeMs && stamp.sizeBytes >= cell[at + END_BYTE]!)
      return false;
    const count = cell[at + COUNT];
    let from = cell[at + END_BYTE]!;
    const isGrown =
      from > 0 &&
      stamp.sizeBytes > READ_WHOLE_BYTES &&
      stamp.sizeBytes >= from &&
      rangeOf(path, from - 1, 1) === "\n";
    if (!isGrown) {
      cell.fill(0, at, at + WIDTH);
      from = 0;
    }
    for (const { text, startByte, sizeBytes } of wholeLines(path, from)) {
      const damaged = readPointLines(text, (time, value, step) => addPoint(cell, at, time, value, step));
      if (damaged > 0) this.#damage.report(path, "it has a line that is no metric point");
      cell[at + END_BYTE] = startByte + sizeBytes;
    }
    // A file that was written to at this very moment must be looked at again, whatever its stamp says then.
    cell[at + CHANGE_TIME] = isSettled(stamp, takenAtMs) ? stamp.changeTimeMs : 0;
    return cell[at + COUNT] !== count;
  }
}

interface Block {
  readonly numbers: Float64Array;
  /** The row's epoch at the last look, plus 1; 0 for never. */
  readonly epochs: Uint32Array;
}

function addPoint(cell: Float64Array, at: number, timestampMs: number, value: number, step: number): void {
  const count = cell[at + COUNT]!;
  cell[at + COUNT] = count + 1;
  if (count === 0) cell[at + FIRST] = value;
  if (count === 0 || isLater(cell, at, timestampMs, value, step)) {
    cell[at + LAST] = value;
    cell[at + STEP] = step;
    cell[at + TIME] = timestampMs;
  }
  if (!Number.isFinite(value)) {
    cell[at + ODD_COUNT] = cell[at + ODD_COUNT]! + 1;
    return;
  }
  const isFirst = count === cell[at + ODD_COUNT];
  if (isFirst || value < cell[at + MIN]!) {
    cell[at + MIN] = value;
    cell[at + MIN_STEP] = step;
  }
  if (isFirst || value > cell[at + MAX]!) {
    cell[at + MAX] = value;
    cell[at + MAX_STEP] = step;
  }
  cell[at + SUM] = cell[at + SUM]! + value;
}

function isLater(cell: Float64Array, at: number, timestampMs: number, value: number, step: number): boolean {
  if (step !== cell[at + STEP]) return step > cell[at + STEP]!;
  if (timestampMs !== cell[at + TIME]) return timestampMs > cell[at + TIME]!;
  const last = cell[at + LAST]!;
  return value > last || (Number.isNaN(last) && !Number.isNaN(value));
}
