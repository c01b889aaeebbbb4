// A table of any size, both ways: it draws what is in sight, follows arrow keys, and keeps pinned columns at the left.
import "./grid.css";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";
import { GridHead } from "./grid-head.tsx";
import { GridRow } from "./grid-row.tsx";
import type { GridRowFacts } from "./grid-row-facts.ts";
import {
  columnEdges,
  columnsInSight,
  EMPTY_RANGE,
  isSameRange,
  type Range,
  rowsInSight,
  scrollToRow,
} from "./virtual-range.ts";

/** The height of a row in pixels. */
const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 32;
const OVERSCAN_ROWS = 8;

/** What a table shows and tells. */
export interface GridProps {
  readonly label: string;
  /** Whether rows may have others below them. */
  readonly isTree: boolean;
  readonly columns: readonly GridColumn[];
  readonly rowCount: number;
  readonly row: (row: number) => GridRowFacts;
  readonly cell: (row: number, column: GridColumn) => ComponentChildren;
  /** The row with the cursor; -1 for none. */
  readonly cursor: number;
  readonly onCursor: (row: number) => void;
  /** Enter, or a double click. */
  readonly onOpen: (row: number) => void;
  /** Space, or a click with a modifier. */
  readonly onSelect: (row: number, isRange: boolean) => void;
  readonly onExpand?: (row: number, isExpanded: boolean) => void;
  /** What is in sight, whenever that changes; columns are told by id. */
  readonly onSight: (rows: Range, columnIds: readonly string[]) => void;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onMove: (columnId: string, beforeId: string) => void;
  /** Changes when these are other rows than before, which begin at the top. */
  readonly start: number;
  /** Stands in the corner, before the name of the first column. */
  readonly corner?: ComponentChildren;
  /** A row to hold in its place while others come and go: by how many rows it has moved. */
  readonly shift?: { readonly rows: number; readonly id: number };
}

/** The table. */
export function Grid(props: GridProps): VNode {
  const { columns, rowCount, cursor, onSight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [rows, setRows] = useState<Range>(EMPTY_RANGE);
  const [sight, setSight] = useState<Range>(EMPTY_RANGE);
  const [cursorColumn, setCursorColumn] = useState(0);

  const layout = useMemo((): ColumnLayout => {
    const pinned = columns.filter(({ isPinned }) => isPinned);
    const moving = columns.filter(({ isPinned }) => !isPinned);
    return {
      pinned,
      pinnedWidth: pinned.reduce((sum, { width }) => sum + width, 0),
      moving,
      edges: columnEdges(moving.map(({ width }) => width)),
    };
  }, [columns]);
  const width = layout.pinnedWidth + (layout.edges.at(-1) ?? 0);

  const look = (): void => {
    const box = scroller.current;
    if (box === null) return;
    const height = box.clientHeight - HEAD_HEIGHT;
    const nextRows = rowsInSight(box.scrollTop, height, ROW_HEIGHT, rowCount, OVERSCAN_ROWS);
    const room = Math.max(0, box.clientWidth - layout.pinnedWidth);
    const nextSight = columnsInSight(layout.edges, box.scrollLeft, room);
    setRows((old) => (isSameRange(old, nextRows) ? old : nextRows));
    setSight((old) => (isSameRange(old, nextSight) ? old : nextSight));
  };

  useLayoutEffect(look, [rowCount, layout]);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => observer.disconnect();
  }, [rowCount, layout]);
  useEffect(() => {
    const ids = [...layout.pinned, ...layout.moving.slice(sight.start, sight.end)].map(({ id }) => id);
    onSight(rows, ids);
  }, [rows, sight, layout]);
  useLayoutEffect(() => {
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [props.start]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null && props.shift !== undefined) box.scrollTop += props.shift.rows * ROW_HEIGHT;
  }, [props.shift?.id]);
  useEffect(() => {
    const box = scroller.current;
    if (box === null || cursor < 0) return;
    const top = scrollToRow(cursor, box.scrollTop, box.clientHeight - HEAD_HEIGHT, ROW_HEIGHT);
    if (top !== undefined) box.scrollTop = top;
  }, [cursor]);

  const moveColumn = (by: number): void => {
    const next = Math.max(0, Math.min(columns.length - 1, cursorColumn + by));
    setCursorColumn(next);
    showColumn(scroller.current, layout, next);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current || event.metaKey || event.ctrlKey || event.altKey) return;
    if (handleKey(event, props, moveColumn, pageRows(scroller.current))) event.preventDefault();
  };

  const drawn: VNode[] = [];
  for (let row = rows.start; row < Math.min(rows.end, rowCount); row++) {
    const facts = props.row(row);
    drawn.push(
      <GridRow
        key={row}
        id={`${id}-${row}`}
        row={row}
        top={row * ROW_HEIGHT}
        width={width}
        layout={layout}
        sight={sight}
        facts={facts}
        cursorColumn={row === cursor ? cursorColumn : -1}
        cell={props.cell}
      />,
    );
  }
  const isCursorDrawn = cursor >= rows.start && cursor < Math.min(rows.end, rowCount);
  return (
    <div
      ref={scroller}
      class="grid"
      role={props.isTree ? "treegrid" : "grid"}
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={isCursorDrawn ? `${id}-${cursor}-${cursorColumn}` : undefined}
      onScroll={look}
      onKeyDown={onKeyDown}
      onClick={(event) => clickRow(event, props)}
      onDblClick={(event) => withRow(event, props.onOpen)}
    >
      <GridHead
        {...{ layout, sight, width }}
        onResize={props.onResize}
        onMove={props.onMove}
        corner={props.corner}
      />
      <div
        class="grid-body"
        role="rowgroup"
        style={{ height: `${rowCount * ROW_HEIGHT}px`, width: `${width}px` }}
      >
        {drawn}
      </div>
    </div>
  );
}

function handleKey(
  event: KeyboardEvent,
  { cursor, rowCount, onCursor, onOpen, onSelect, onExpand, row }: GridProps,
  moveColumn: (by: number) => void,
  page: number,
): boolean {
  const to = (place: number): true => {
    const next = Math.max(0, Math.min(rowCount - 1, place));
    if (event.shiftKey && cursor >= 0) onSelect(next, true);
    onCursor(next);
    return true;
  };
  const facts = cursor >= 0 && cursor < rowCount ? row(cursor) : undefined;
  switch (event.key) {
    case "ArrowDown":
      return to(cursor + 1);
    case "ArrowUp":
      return to(Math.max(cursor, 0) - 1);
    case "PageDown":
      return to(cursor + page);
    case "PageUp":
      return to(cursor - page);
    case "Home":
      return to(0);
    case "End":
      return to(rowCount - 1);
    case "ArrowRight":
      if (facts?.isExpanded === false) onExpand?.(cursor, true);
      else moveColumn(1);
      return true;
    case "ArrowLeft":
      if (facts?.isExpanded === true) onExpand?.(cursor, false);
      else moveColumn(-1);
      return true;
    case "Enter":
      if (cursor >= 0) onOpen(cursor);
      return cursor >= 0;
    case " ":
      if (cursor >= 0) onSelect(cursor, event.shiftKey);
      return cursor >= 0;
    default:
      return false;
  }
}

function pageRows(box: HTMLDivElement | null): number {
  return Math.max(1, Math.floor(((box?.clientHeight ?? 0) - HEAD_HEIGHT) / ROW_HEIGHT) - 1);
}

function showColumn(box: HTMLDivElement | null, layout: ColumnLayout, column: number): void {
  const place = column - layout.pinned.length;
  const left = layout.edges[place];
  const right = layout.edges[place + 1];
  if (box === null || left === undefined || right === undefined) return;
  const room = box.clientWidth - layout.pinnedWidth;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft + room) box.scrollLeft = right - room;
}

function withRow(event: MouseEvent, act: (row: number) => void): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("a, button, input") != null) return;
  const row = target?.closest<HTMLElement>("[data-row]")?.dataset["row"];
  if (row !== undefined) act(Number(row));
}

function clickRow(event: MouseEvent, { onCursor, onSelect }: GridProps): void {
  withRow(event, (row) => {
    if (event.shiftKey || event.metaKey || event.ctrlKey) onSelect(row, event.shiftKey);
    onCursor(row);
  });
}
