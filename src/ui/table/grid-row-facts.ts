// What a table needs to know of a row to draw it.

/** A row as the table asks for it. */
export interface GridRowFacts {
  /** Changes whenever anything that the row shows does. */
  readonly stamp: string;
  readonly isSelected: boolean;
  /** How deep it lies in a tree, from 1; undefined outside trees. */
  readonly level?: number;
  /** Undefined for rows with nothing below them. */
  readonly isExpanded?: boolean | undefined;
}
