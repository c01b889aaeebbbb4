// Which rows and columns of a large table are in sight, so that only those are drawn.

/** Places in a list: from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** No places at all. */
export const EMPTY_RANGE: Range = { start: 0, end: 0 };

/**
 * The rows in sight, with some more above and below so that a quick scroll does not show gaps.
 *
 * @param scrollTop How far the table is scrolled, in pixels; beyond its end counts as its end.
 * @param height Of the part that shows rows, in pixels.
 */
export function rowsInSight(
  scrollTop: number,
  height: number,
  rowHeight: number,
  rowCount: number,
  overscan: number,
): Range {
  if (rowCount <= 0 || height <= 0) return EMPTY_RANGE;
  const top = Math.min(Math.max(scrollTop, 0), Math.max(0, rowCount * rowHeight - height));
  const first = Math.floor(top / rowHeight);
  const last = Math.ceil((top + height) / rowHeight);
  return { start: Math.max(0, first - overscan), end: Math.min(rowCount, last + overscan) };
}

/** Where columns begin, in pixels, and where the last one ends: one number more than there are widths. */
export function columnEdges(widths: readonly number[]): readonly number[] {
  const edges = [0];
  let edge = 0;
  for (const width of widths) {
    edge += width;
    edges.push(edge);
  }
  return edges;
}

/**
 * The columns in sight, with one more at each side.
 *
 * @param edges As {@link columnEdges} gives them.
 * @param scrollLeft How far the table is scrolled, in pixels.
 * @param width Of the part that shows these columns, in pixels.
 */
export function columnsInSight(edges: readonly number[], scrollLeft: number, width: number): Range {
  const count = edges.length - 1;
  if (count <= 0 || width <= 0) return EMPTY_RANGE;
  const first = lastEdgeUpTo(edges, Math.max(0, scrollLeft));
  const last = lastEdgeUpTo(edges, scrollLeft + width);
  return { start: Math.max(0, Math.min(first - 1, count - 1)), end: Math.min(count, last + 2) };
}

/** The last of the edges that is not behind a place. */
function lastEdgeUpTo(edges: readonly number[], place: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((edges[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Whether two ranges are the same. */
export function isSameRange(a: Range, b: Range): boolean {
  return a.start === b.start && a.end === b.end;
}

/** How far to scroll so that a row is in sight; undefined when it is. */
export function scrollToRow(
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
): number | undefined {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return undefined;
}
