// One param or tag of many runs: texts kept once each, a number a run, read when first asked for.
import { isSettled, nowMs, stampOf } from "../../system/index.ts";
import type { DamageLog } from "../stores/file/damage-log.ts";
import { readStoredText } from "../stores/file/keyed-files.ts";
import type { ColumnRow } from "./metric-column.ts";

const BLOCK_ROWS = 256;
/** The code of a run that has no such value. */
const ABSENT = 0;

interface Block {
  readonly codes: Uint32Array;
  readonly changeTimes: Float64Array;
  /** The row's epoch at the last look, plus 1; 0 for never. */
  readonly epochs: Uint32Array;
}

/** A column of texts. */
export class TextColumn {
  readonly #path: string;
  readonly #damage: DamageLog;
  readonly #blocks: (Block | undefined)[] = [];
  /** What each code stands for. */
  readonly #texts: (string | undefined)[] = [undefined];
  readonly #codes = new Map<string, number>();

  /** @param path Below a run's folder, such as `params/alpha`. */
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
    const path = `${row.folder}/${this.#path}`;
    const takenAtMs = nowMs();
    const stamp = stampOf(path);
    if (stamp !== undefined && stamp.changeTimeMs === block.changeTimes[at]) return false;
    const text = stamp === undefined ? undefined : readStoredText(path, this.#damage);
    const before = block.codes[at];
    block.codes[at] = text === undefined ? ABSENT : this.#codeOf(text);
    block.changeTimes[at] = stamp !== undefined && isSettled(stamp, takenAtMs) ? stamp.changeTimeMs : 0;
    return seen !== 0 && before !== block.codes[at];
  }

  /** The text of a cell that is up to date; undefined when the run has none. */
  text(slot: number): string | undefined {
    const code = this.#blocks[Math.floor(slot / BLOCK_ROWS)]?.codes[slot % BLOCK_ROWS] ?? ABSENT;
    return this.#texts[code];
  }

  /** Forgets a row that has gone: its slot will be another's. */
  forget(slot: number): void {
    const block = this.#blocks[Math.floor(slot / BLOCK_ROWS)];
    if (block === undefined) return;
    const at = slot % BLOCK_ROWS;
    block.epochs[at] = 0;
    block.codes[at] = ABSENT;
    block.changeTimes[at] = 0;
  }

  #codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.#texts.push(text) - 1;
    this.#codes.set(text, code);
    return code;
  }

  #block(slot: number): Block {
    const index = Math.floor(slot / BLOCK_ROWS);
    const block = this.#blocks[index] ?? {
      codes: new Uint32Array(BLOCK_ROWS),
      changeTimes: new Float64Array(BLOCK_ROWS),
      epochs: new Uint32Array(BLOCK_ROWS),
    };
    this.#blocks[index] = block;
    return block;
  }
}
