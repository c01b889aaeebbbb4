// What the table of runs shows in its rows, whether they are runs one after another, trees, or groups.
import type { RunGroup } from "../../api/runs.ts";
import type { CellValue, ColumnRef, RunRow } from "../../api/shapes.ts";
import type { Range } from "../../table/virtual-range.ts";

/** A row with a run. */
export interface RunEntry {
  readonly kind: "run";
  readonly run: RunRow;
  /** How deep it lies below others; 0 at the top. */
  readonly depth: number;
  /** Changes whenever anything of the entry does. */
  readonly stamp: string;
  /** Undefined for runs with nothing below them. */
  readonly isExpanded: boolean | undefined;
  /** What stands in a column; undefined while that is not known. */
  readonly value: (columnId: string) => CellValue | undefined;
}

/** A row with a group of runs. */
export interface GroupEntry {
  readonly kind: "group";
  readonly group: RunGroup;
  readonly stamp: string;
  readonly isExpanded: boolean;
}

/** A row; undefined while it is not known. */
export type Entry = RunEntry | GroupEntry | undefined;

/** The rows of a table. */
export interface RowModel {
  /** How many rows there are to scroll through. */
  readonly rowCount: number;
  /** How many runs match; undefined before the first answer. */
  readonly total: number | undefined;
  /** How many runs there are without the filter. */
  readonly all: number | undefined;
  /** Why the last request did not work; undefined when it did. */
  readonly error: unknown;
  readonly entryAt: (row: number) => Entry;
  /** Where a run stands; undefined when it is not among the rows that are known. */
  readonly rowOf: (runId: string) => number | undefined;
  /** Says what is in sight, which is then asked for. */
  readonly see: (rows: Range, columns: readonly ColumnRef[]) => void;
  readonly expand: (row: number, isExpanded: boolean) => void;
  /** Asks anew for what is in sight; what is shown stays until the answer is there. */
  readonly refresh: () => void;
  /** Gives up every request. */
  readonly close: () => void;
}

/** What happens to the rows of a table. */
export interface RowListener {
  readonly onChange: () => void;
  /** The rows in sight have moved by so many places, as others came or went before them. */
  readonly onShift: (rows: number) => void;
}
