// Runs in blocks: what is in sight is asked for, what has gone out of sight meanwhile is given up, what came is kept.
import { isAborted } from "../../api/request-error.ts";
import type { RunBlock } from "../../api/runs.ts";
import type { CellValue, ColumnRef, RunRow } from "../../api/shapes.ts";
import { columnText } from "../../table/column-text.ts";
import type { Range } from "../../table/virtual-range.ts";

/** How many runs are asked for at once. */
export const BLOCK_ROWS = 100;
/** So many blocks are kept; those seen longest ago go first. */
const MAX_BLOCKS = 80;
/** While somebody scrolls, nothing is asked for more often than this. */
const CALM_MS = 60;

/** Asks the server for a block. */
export type FetchBlock = (
  request: {
    readonly offset: number;
    readonly limit: number;
    readonly columns: readonly ColumnRef[];
    readonly rows: boolean;
  },
  signal: AbortSignal,
) => Promise<RunBlock>;

interface Block {
  rows: readonly RunRow[];
  readonly values: Map<string, readonly CellValue[]>;
  /** What came since the last refresh. */
  readonly fresh: Set<string>;
  readonly requests: Map<AbortController, ReadonlySet<string>>;
  stamp: number;
}

/** The word that stands for the runs themselves among the names of columns. */
const ROWS = "";

/** The blocks of one list of runs. */
export class RunBlocks {
  readonly #fetch: FetchBlock;
  readonly #listener: { readonly onChange: () => void; readonly onShift: (rows: number) => void };
  readonly #blocks = new Map<number, Block>();
  #sight: Range = { start: 0, end: 0 };
  #columns: readonly ColumnRef[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isWaiting = false;
  #stamp = 0;
  /** The first run in sight before a refresh, which is to stay where it is. */
  #anchor: { readonly runId: string; readonly row: number } | undefined;
  total: number | undefined;
  all: number | undefined;
  error: unknown;

  constructor(
    fetch: FetchBlock,
    listener: { readonly onChange: () => void; readonly onShift: (rows: number) => void },
  ) {
    this.#fetch = fetch;
    this.#listener = listener;
  }

  /** The run in a row; undefined while it is not known. */
  run(row: number): RunRow | undefined {
    return this.#blockOf(row)?.rows[row % BLOCK_ROWS];
  }

  /** What stands in a column of a row; undefined while that is not known. */
  value(row: number, columnId: string): CellValue | undefined {
    return this.#blockOf(row)?.values.get(columnId)?.[row % BLOCK_ROWS];
  }

  /** Changes whenever something of the row may have. */
  stamp(row: number): number {
    return this.#blockOf(row)?.stamp ?? 0;
  }

  /** The row of a run, if it has been seen. */
  rowOf(runId: string): number | undefined {
    for (const [index, { rows }] of this.#blocks) {
      const place = rows.findIndex(({ run_id }) => run_id === runId);
      if (place >= 0) return index * BLOCK_ROWS + place;
    }
    return undefined;
  }

  /** Asks for what is missing of what is in sight. */
  see(sight: Range, columns: readonly ColumnRef[]): void {
    this.#sight = sight;
    this.#columns = columns;
    if (this.#timer !== undefined) {
      this.#isWaiting = true;
      return;
    }
    this.#ask();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#isWaiting) return;
      this.#isWaiting = false;
      this.see(this.#sight, this.#columns);
    }, CALM_MS);
  }

  /** Asks anew for what is in sight, and later for the rest when it comes in sight. */
  refresh(): void {
    const first = this.run(this.#sight.start);
    this.#anchor =
      first === undefined || this.#sight.start === 0
        ? undefined
        : { runId: first.run_id, row: this.#sight.start };
    for (const block of this.#blocks.values()) {
      block.fresh.clear();
      for (const request of block.requests.keys()) request.abort();
      block.requests.clear();
    }
    this.#ask();
  }

  /** Gives up every request. */
  close(): void {
    clearTimeout(this.#timer);
    for (const { requests } of this.#blocks.values()) for (const request of requests.keys()) request.abort();
    this.#blocks.clear();
  }

  #blockOf(row: number): Block | undefined {
    return this.#blocks.get(Math.floor(row / BLOCK_ROWS));
  }

  #ask(): void {
    const first = Math.floor(this.#sight.start / BLOCK_ROWS);
    const last = Math.floor(Math.max(this.#sight.start, this.#sight.end - 1) / BLOCK_ROWS);
    this.#giveUpOutside(first - 1, last + 1);
    for (let index = first; index <= last; index++) this.#askFor(index);
  }

  #giveUpOutside(first: number, last: number): void {
    for (const [index, { requests }] of this.#blocks) {
      if (index >= first && index <= last) continue;
      for (const request of requests.keys()) request.abort();
      requests.clear();
    }
  }

  #askFor(index: number): void {
    const block = this.#touch(index);
    const isKnown = (id: string): boolean =>
      block.fresh.has(id) || [...block.requests.values()].some((names) => names.has(id));
    const needsRows = !isKnown(ROWS);
    const columns = this.#columns.filter((column) => !isKnown(columnText(column)));
    if (!needsRows && columns.length === 0) return;
    const controller = new AbortController();
    const names = new Set(columns.map(columnText));
    if (needsRows) names.add(ROWS);
    block.requests.set(controller, names);
    const request = { offset: index * BLOCK_ROWS, limit: BLOCK_ROWS, columns, rows: needsRows };
    this.#fetch(request, controller.signal).then(
      (answer) => {
        if (block.requests.delete(controller)) this.#take(index, block, answer, columns, needsRows);
      },
      (error: unknown) => {
        if (!block.requests.delete(controller) || isAborted(error)) return;
        this.error = error;
        this.#listener.onChange();
      },
    );
  }

  #take(
    index: number,
    block: Block,
    answer: RunBlock,
    columns: readonly ColumnRef[],
    hasRows: boolean,
  ): void {
    const shift = hasRows ? this.#shiftBy(index, answer) : 0;
    if (hasRows) {
      block.rows = answer.rows ?? [];
      block.fresh.add(ROWS);
    }
    columns.forEach((column, i) => {
      const id = columnText(column);
      block.values.set(id, answer.values[i] ?? []);
      block.fresh.add(id);
    });
    block.stamp = ++this.#stamp;
    this.total = answer.total;
    this.all = answer.all;
    this.error = undefined;
    if (shift !== 0) this.#listener.onShift(shift);
    this.#listener.onChange();
  }

  /** By how many rows the first run in sight has moved since before the refresh. */
  #shiftBy(index: number, answer: RunBlock): number {
    if (this.#anchor === undefined) return 0;
    const place = answer.run_ids.indexOf(this.#anchor.runId);
    if (place < 0) return 0;
    const shift = index * BLOCK_ROWS + place - this.#anchor.row;
    this.#anchor = undefined;
    return shift;
  }

  /** The block, as the one seen last. */
  #touch(index: number): Block {
    const block = this.#blocks.get(index) ?? {
      rows: [],
      values: new Map(),
      fresh: new Set(),
      requests: new Map(),
      stamp: 0,
    };
    this.#blocks.delete(index);
    this.#blocks.set(index, block);
    if (this.#blocks.size > MAX_BLOCKS) {
      const [oldest] = this.#blocks.keys();
      if (oldest !== undefined) this.#blocks.delete(oldest);
    }
    return block;
  }
}
