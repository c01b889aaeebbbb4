// What a table knows of a column.
import type { ComponentChildren } from "preact";

/** A column of a table. */
export interface GridColumn {
  readonly id: string;
  /** What stands in its head. */
  readonly head: ComponentChildren;
  /** Its name for those who do not see the head. */
  readonly label: string;
  /** In pixels. */
  readonly width: number;
  readonly isPinned: boolean;
  readonly isNumber: boolean;
  readonly sort: "ascending" | "descending" | undefined;
  /** Undefined for a column that nothing can be sorted by. */
  readonly onSort: (() => void) | undefined;
}

/** Columns of a table as they lie beside one another. */
export interface ColumnLayout {
  readonly pinned: readonly GridColumn[];
  readonly pinnedWidth: number;
  readonly moving: readonly GridColumn[];
  /** Where the moving columns begin, from the end of the pinned ones, and where the last ends. */
  readonly edges: readonly number[];
}
