// The runs that stand below a row: the children of a run, the members of a group.
import { errorText, isAborted } from "../../api/request-error.ts";
import type { RunBlock } from "../../api/runs.ts";
import type { CellValue, ColumnRef, RunRow } from "../../api/shapes.ts";
import { notify } from "../../components/toast.tsx";
import { columnText } from "../../table/column-text.ts";
import type { RunEntry } from "./row-model.ts";

/** So many are shown below one row. */
export const MAX_CHILDREN = 1000;

/** Asks for the runs below something, with the values of some columns. */
export type FetchChildren = (
  key: string,
  columns: readonly ColumnRef[],
  signal: AbortSignal,
) => Promise<RunBlock>;

interface Children {
  readonly rows: readonly RunRow[];
  readonly values: ReadonlyMap<string, readonly CellValue[]>;
  readonly stamp: number;
}

/** What stands below the rows that are open. */
export class ChildRuns {
  readonly #fetch: FetchChildren;
  readonly #onChange: () => void;
  readonly #isNested: boolean;
  readonly #open = new Map<string, Children>();
  readonly #requests = new Map<string, AbortController>();
  #columns: readonly ColumnRef[] = [];
  #stamp = 0;

  /** @param isNested Whether what stands below a row may itself have something below it. */
  constructor(fetch: FetchChildren, onChange: () => void, isNested: boolean) {
    this.#fetch = fetch;
    this.#onChange = onChange;
    this.#isNested = isNested;
  }

  /** Whether something is open. */
  isOpen(key: string): boolean {
    return this.#open.has(key);
  }

  /** What is open. */
  get keys(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** Opens or closes what is below something. */
  toggle(key: string, isOpen: boolean): void {
    if (isOpen) {
      this.#open.set(key, { rows: [], values: new Map(), stamp: ++this.#stamp });
      this.#load(key);
    } else {
      this.#open.delete(key);
      this.#requests.get(key)?.abort();
    }
    this.#onChange();
  }

  /** Says which columns are shown, and loads those that are new. */
  show(columns: readonly ColumnRef[]): void {
    const known = new Set(this.#columns.map(columnText));
    const added = columns.filter((column) => !known.has(columnText(column)));
    if (added.length === 0) return;
    // What was shown once is kept, so that scrolling to and fro asks for nothing.
    this.#columns = [...this.#columns, ...added];
    this.refresh();
  }

  /** Loads everything that is open anew. */
  refresh(): void {
    for (const key of this.#open.keys()) this.#load(key);
  }

  /** Gives up every request. */
  close(): void {
    for (const request of this.#requests.values()) request.abort();
  }

  /** The rows below something, those below them included. */
  lines(key: string, depth: number): readonly RunEntry[] {
    const children = this.#open.get(key);
    if (children === undefined) return [];
    return children.rows.flatMap((run, i) => {
      const isParent = this.#isNested && run.n_children > 0;
      const entry: RunEntry = {
        kind: "run",
        run,
        depth,
        stamp: `${children.stamp} ${run.run_id} ${this.isOpen(run.run_id)}`,
        isExpanded: isParent ? this.isOpen(run.run_id) : undefined,
        value: (columnId) => children.values.get(columnId)?.[i],
      };
      return [entry, ...(isParent ? this.lines(run.run_id, depth + 1) : [])];
    });
  }

  #load(key: string): void {
    this.#requests.get(key)?.abort();
    const controller = new AbortController();
    this.#requests.set(key, controller);
    const columns = this.#columns;
    this.#fetch(key, columns, controller.signal).then(
      ({ rows = [], values }) => {
        if (controller.signal.aborted || !this.#open.has(key)) return;
        const byColumn = new Map(columns.map((column, i) => [columnText(column), values[i] ?? []]));
        this.#open.set(key, { rows, values: byColumn, stamp: ++this.#stamp });
        this.#onChange();
      },
      (error: unknown) => {
        if (!controller.signal.aborted && !isAborted(error)) notify(errorText(error), { isFault: true });
      },
    );
  }
}
