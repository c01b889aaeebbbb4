// The rows of a table of runs, one after another or as trees of parents and children.
import { fetchRuns } from "../../api/runs.ts";
import type { ColumnRef, RunQuery } from "../../api/shapes.ts";
import type { Range } from "../../table/virtual-range.ts";
import { ChildRuns, MAX_CHILDREN } from "./child-runs.ts";
import { atPlace, type Expansion, mainRange, placeCount, placeOf } from "./expansions.ts";
import type { Entry, RowListener, RowModel, RunEntry } from "./row-model.ts";
import { RunBlocks } from "./run-blocks.ts";

/** Runs that match a query; with `roots_only`, each can be opened to show its children. */
export class RunList implements RowModel {
  readonly #blocks: RunBlocks;
  readonly #children: ChildRuns;
  readonly #isTree: boolean;
  #expansions: readonly Expansion<RunEntry>[] = [];

  constructor(query: RunQuery, { onChange, onShift }: RowListener) {
    const changed = (): void => {
      this.#expansions = this.#expand();
      onChange();
    };
    this.#isTree = query.roots_only === true;
    this.#blocks = new RunBlocks((request, signal) => fetchRuns({ ...query, ...request }, signal), {
      onChange: changed,
      onShift,
    });
    const { roots_only: _, ...members } = query;
    this.#children = new ChildRuns(
      (parent, columns, signal) =>
        fetchRuns({ ...members, parent_id: parent, limit: MAX_CHILDREN, columns }, signal),
      changed,
      true,
    );
  }

  get total(): number | undefined {
    return this.#blocks.total;
  }

  get all(): number | undefined {
    return this.#blocks.all;
  }

  get error(): unknown {
    return this.#blocks.error;
  }

  get rowCount(): number {
    return placeCount(this.total ?? 0, this.#expansions);
  }

  entryAt = (row: number): Entry => {
    const place = atPlace(row, this.#expansions);
    return "line" in place ? place.line : this.#mainEntry(place.main);
  };

  rowOf = (runId: string): number | undefined => {
    const main = this.#blocks.rowOf(runId);
    if (main !== undefined) return placeOf(main, this.#expansions);
    for (const { below, lines } of this.#expansions) {
      const line = lines.findIndex(({ run }) => run.run_id === runId);
      if (line >= 0) return placeOf(below, this.#expansions) + 1 + line;
    }
    return undefined;
  };

  see = (rows: Range, columns: readonly ColumnRef[]): void => {
    this.#blocks.see(mainRange(rows, this.#expansions), columns);
    this.#children.show(columns);
  };

  expand = (row: number, isExpanded: boolean): void => {
    const entry = this.entryAt(row);
    if (entry?.kind === "run" && entry.isExpanded === !isExpanded) {
      this.#children.toggle(entry.run.run_id, isExpanded);
    }
  };

  refresh = (): void => {
    this.#blocks.refresh();
    this.#children.refresh();
  };

  close = (): void => {
    this.#blocks.close();
    this.#children.close();
  };

  #mainEntry(row: number): RunEntry | undefined {
    const run = this.#blocks.run(row);
    if (run === undefined) return undefined;
    const isOpen = this.#children.isOpen(run.run_id);
    return {
      kind: "run",
      run,
      depth: 0,
      stamp: `${this.#blocks.stamp(row)} ${isOpen}`,
      isExpanded: this.#isTree && run.n_children > 0 ? isOpen : undefined,
      value: (columnId) => this.#blocks.value(row, columnId),
    };
  }

  #expand(): readonly Expansion<RunEntry>[] {
    return this.#children.keys
      .flatMap((runId) => {
        const below = this.#blocks.rowOf(runId);
        return below === undefined ? [] : { below, lines: this.#children.lines(runId, 1) };
      })
      .sort((a, b) => a.below - b.below);
  }
}
