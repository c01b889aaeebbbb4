// What a click or a drag in the head of the table makes of its settings.
import type { ColumnRef, OrderItem } from "../api/shapes.ts";
import { columnText } from "../table/column-text.ts";

/** The order after a click on a column: upwards, then downwards, then as it was by itself. */
export function nextOrder(order: readonly OrderItem[], column: ColumnRef): readonly OrderItem[] {
  const [first] = order;
  const isSorted = first !== undefined && columnText(first) === columnText(column);
  if (!isSorted) return [{ ...column, descending: false }];
  return first.descending === true ? [] : [{ ...column, descending: true }];
}

/** The columns after one was dropped on another, whose place it takes; the first place when that is not among them. */
export function moveColumn(
  columns: readonly ColumnRef[],
  movedId: string,
  beforeId: string,
): readonly ColumnRef[] {
  const moved = columns.find((column) => columnText(column) === movedId);
  if (moved === undefined) return columns;
  const to = columns.findIndex((column) => columnText(column) === beforeId);
  return columns.filter((column) => column !== moved).toSpliced(Math.max(0, to), 0, moved);
}
