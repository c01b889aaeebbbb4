// The head of a table: names, sort marks, widths by dragging, places by dragging.
import type { ComponentChildren, VNode } from "preact";
import { useRef } from "preact/hooks";
import { Icon } from "../components/icon.tsx";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";
import type { Range } from "./virtual-range.ts";

const MIN_WIDTH = 48;
const MAX_WIDTH = 800;
const KEY_STEP = 16;
const DRAG_TYPE = "application/x-traintracks-column";

interface GridHeadProps {
  readonly layout: ColumnLayout;
  readonly sight: Range;
  readonly width: number;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onMove: (columnId: string, beforeId: string) => void;
  /** Stands before the name of the first column. */
  readonly corner: ComponentChildren;
}

/** The head. */
export function GridHead({ layout, sight, width, onResize, onMove, corner }: GridHeadProps): VNode {
  let left = 0;
  const pinned = layout.pinned.map((column, place) => {
    const head = (
      <HeadCell
        key={column.id}
        {...{ column, place, left, onResize, onMove }}
        corner={place === 0 ? corner : undefined}
      />
    );
    left += column.width;
    return head;
  });
  return (
    <div class="grid-head" role="rowgroup" style={{ width: `${width}px` }}>
      <div class="grid-row" role="row" aria-rowindex={1} style={{ width: `${width}px` }}>
        <div class="grid-pinned" role="presentation" style={{ width: `${layout.pinnedWidth}px` }}>
          {pinned}
        </div>
        {layout.moving.slice(sight.start, sight.end).map((column, i) => (
          <HeadCell
            key={column.id}
            column={column}
            place={layout.pinned.length + sight.start + i}
            left={layout.pinnedWidth + (layout.edges[sight.start + i] ?? 0)}
            onResize={onResize}
            onMove={onMove}
          />
        ))}
      </div>
    </div>
  );
}

interface HeadCellProps {
  readonly column: GridColumn;
  readonly place: number;
  readonly left: number;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onMove: (columnId: string, beforeId: string) => void;
  readonly corner?: ComponentChildren;
}

function HeadCell({ column, place, left, onResize, onMove, corner }: HeadCellProps): VNode {
  const { id, head, label, width, isNumber, sort, onSort } = column;
  return (
    <div
      class={`grid-head-cell${isNumber ? " number" : ""}${sort === undefined ? "" : " sorted"}`}
      role="columnheader"
      aria-colindex={place + 1}
      aria-sort={sort}
      style={{ left: `${left}px`, width: `${width}px` }}
      onDragOver={(event) => {
        if (event.dataTransfer?.types.includes(DRAG_TYPE) === true) event.preventDefault();
      }}
      onDrop={(event) => {
        const moved = event.dataTransfer?.getData(DRAG_TYPE);
        if (moved === undefined || moved === "" || moved === id) return;
        event.preventDefault();
        onMove(moved, id);
      }}
    >
      {corner}
      {onSort === undefined ? (
        <span class="grid-head-name">{label}</span>
      ) : (
        <button
          type="button"
          class="grid-head-name"
          title={label}
          draggable
          onDragStart={(event) => event.dataTransfer?.setData(DRAG_TYPE, id)}
          onClick={onSort}
        >
          <span>{label}</span>
          {sort !== undefined && <Icon name={sort === "ascending" ? "arrow-up" : "arrow-down"} size={12} />}
        </button>
      )}
      {head}
      <Handle id={id} label={label} width={width} onResize={onResize} />
    </div>
  );
}

function Handle(props: {
  readonly id: string;
  readonly label: string;
  readonly width: number;
  readonly onResize: (columnId: string, width: number) => void;
}): VNode {
  const { id, width, onResize } = props;
  const start = useRef<{ readonly x: number; readonly width: number } | undefined>(undefined);
  const resize = (next: number): void =>
    onResize(id, Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, Math.round(next))));
  return (
    <span
      class="grid-handle"
      role="separator"
      aria-orientation="vertical"
      aria-label={`↔ ${props.label}`}
      aria-valuenow={width}
      aria-valuemin={MIN_WIDTH}
      aria-valuemax={MAX_WIDTH}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (start.current !== undefined) resize(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={(event) => {
        const step = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        resize(width + step);
      }}
    />
  );
}
