// The rows of a table of groups, each of which can be opened to show its runs.
import { isAborted } from "../../api/request-error.ts";
import { fetchGroups, fetchRuns, type RunGroup } from "../../api/runs.ts";
import { type ColumnRef, numberOf, type OrderItem, type RunQuery } from "../../api/shapes.ts";
import { columnText } from "../../table/column-text.ts";
import type { Range } from "../../table/virtual-range.ts";
import { ChildRuns, MAX_CHILDREN } from "./child-runs.ts";
import { atPlace, type Expansion, placeCount, placeOf } from "./expansions.ts";
import type { Entry, RowListener, RowModel, RunEntry } from "./row-model.ts";

const MAX_GROUPS = 1000;
/** So many columns are summed up; the server's limit. */
const MAX_GROUP_COLUMNS = 50;

/** Runs by what they have in common. */
export class GroupList implements RowModel {
  readonly #query: RunQuery;
  readonly #by: readonly ColumnRef[];
  readonly #onChange: () => void;
  readonly #members: ChildRuns;
  #columns: readonly ColumnRef[] = [];
  #groups: readonly RunGroup[] = [];
  /** The columns that the numbers of these groups belong to. */
  #summed: readonly ColumnRef[] = [];
  #expansions: readonly Expansion<RunEntry>[] = [];
  #request: AbortController | undefined;
  #stamp = 0;
  total: number | undefined;
  all: number | undefined;
  error: unknown;

  constructor(query: RunQuery, by: readonly ColumnRef[], { onChange }: RowListener) {
    const { roots_only: _, ...all } = query;
    this.#query = all;
    this.#by = by;
    this.#onChange = onChange;
    this.#members = new ChildRuns(
      (filter, columns, signal) => fetchRuns({ ...all, filter, limit: MAX_CHILDREN, columns }, signal),
      () => this.#changed(),
      false,
    );
    this.#load();
  }

  get rowCount(): number {
    return placeCount(this.#groups.length, this.#expansions);
  }

  /** Which column a number of a group's `stats` belongs to. */
  statIndex(columnId: string): number {
    return this.#summed.findIndex((column) => columnText(column) === columnId);
  }

  entryAt = (row: number): Entry => {
    const place = atPlace(row, this.#expansions);
    if ("line" in place) return place.line;
    const group = this.#groups[place.main];
    if (group === undefined) return undefined;
    const isExpanded = this.#members.isOpen(group.filter);
    return { kind: "group", group, isExpanded, stamp: `${this.#stamp} ${isExpanded}` };
  };

  rowOf = (runId: string): number | undefined => {
    for (const { below, lines } of this.#expansions) {
      const line = lines.findIndex(({ run }) => run.run_id === runId);
      if (line >= 0) return placeOf(below, this.#expansions) + 1 + line;
    }
    return undefined;
  };

  see = (_: Range, columns: readonly ColumnRef[]): void => {
    this.#members.show(columns);
    const known = new Set(this.#columns.map(columnText));
    const added = columns.filter(
      (column) => (column.kind === "metric" || column.kind === "param") && !known.has(columnText(column)),
    );
    if (added.length === 0) return;
    this.#columns = [...this.#columns, ...added].slice(-MAX_GROUP_COLUMNS);
    this.#load();
  };

  expand = (row: number, isExpanded: boolean): void => {
    const entry = this.entryAt(row);
    if (entry?.kind === "group" && entry.isExpanded !== isExpanded) {
      this.#members.toggle(entry.group.filter, isExpanded);
    }
  };

  refresh = (): void => {
    this.#load();
    this.#members.refresh();
  };

  close = (): void => {
    this.#request?.abort();
    this.#members.close();
  };

  #load(): void {
    this.#request?.abort();
    const controller = new AbortController();
    this.#request = controller;
    const columns = this.#columns;
    const request = { ...this.#query, group_by: this.#by, columns, limit: MAX_GROUPS };
    fetchGroups(request, controller.signal).then(
      ({ groups, total_runs }) => {
        if (controller.signal.aborted) return;
        this.#groups = inOrder(groups, columns, this.#query.order?.[0]);
        this.#summed = columns;
        this.#stamp++;
        this.total = total_runs;
        this.all = total_runs;
        this.error = undefined;
        this.#changed();
      },
      (error: unknown) => {
        if (controller.signal.aborted || isAborted(error)) return;
        this.error = error;
        this.#onChange();
      },
    );
  }

  #changed(): void {
    this.#expansions = this.#groups.flatMap(({ filter }, below) =>
      this.#members.isOpen(filter) ? { below, lines: this.#members.lines(filter, 1) } : [],
    );
    this.#onChange();
  }
}

/** Groups by the mean of what their runs are sorted by; those without it last. */
function inOrder(
  groups: readonly RunGroup[],
  columns: readonly ColumnRef[],
  order: OrderItem | undefined,
): readonly RunGroup[] {
  if (order === undefined) return groups;
  const place = columns.findIndex((column) => columnText(column) === columnText(order));
  if (place < 0) return groups;
  const sign = order.descending === true ? -1 : 1;
  const worth = (group: RunGroup): number => {
    const mean = numberOf(group.stats[place]?.mean);
    return mean === undefined || Number.isNaN(mean) ? Number.POSITIVE_INFINITY : sign * mean;
  };
  return groups.toSorted((a, b) => {
    const difference = worth(a) - worth(b);
    return Number.isNaN(difference) ? 0 : difference;
  });
}
