// One row of a table. It is drawn again only when something it shows has changed.
import { Component, type ComponentChildren, type VNode } from "preact";
import type { ColumnLayout, GridColumn } from "./grid-column.ts";
import type { GridRowFacts } from "./grid-row-facts.ts";
import type { Range } from "./virtual-range.ts";

interface GridRowProps {
  readonly id: string;
  readonly row: number;
  readonly top: number;
  readonly width: number;
  readonly layout: ColumnLayout;
  readonly sight: Range;
  readonly facts: GridRowFacts;
  /** -1 when the cursor is in another row. */
  readonly cursorColumn: number;
  readonly cell: (row: number, column: GridColumn) => ComponentChildren;
}

/** The row. */
export class GridRow extends Component<GridRowProps> {
  override shouldComponentUpdate(next: GridRowProps): boolean {
    const now = this.props;
    return (
      now.facts.stamp !== next.facts.stamp ||
      now.facts.isSelected !== next.facts.isSelected ||
      now.cursorColumn !== next.cursorColumn ||
      now.sight !== next.sight ||
      now.layout !== next.layout ||
      now.row !== next.row
    );
  }

  override render({ id, row, top, width, layout, sight, facts, cursorColumn, cell }: GridRowProps): VNode {
    const draw = (column: GridColumn, place: number, left: number): VNode => (
      <div
        key={column.id}
        id={`${id}-${place}`}
        class={`grid-cell${column.isNumber ? " number" : ""}${place === cursorColumn ? " cursor" : ""}`}
        role="gridcell"
        aria-colindex={place + 1}
        style={{ left: `${left}px`, width: `${column.width}px` }}
      >
        {cell(row, column)}
      </div>
    );
    let left = 0;
    const pinned = layout.pinned.map((column, place) => {
      const drawn = draw(column, place, left);
      left += column.width;
      return drawn;
    });
    const moving = layout.moving
      .slice(sight.start, sight.end)
      .map((column, i) =>
        draw(
          column,
          layout.pinned.length + sight.start + i,
          layout.pinnedWidth + (layout.edges[sight.start + i] ?? 0),
        ),
      );
    const name = `grid-row${facts.isSelected ? " selected" : ""}${cursorColumn >= 0 ? " cursor" : ""}`;
    return (
      <div
        class={name}
        role="row"
        data-row={row}
        aria-rowindex={row + 2}
        aria-selected={facts.isSelected}
        aria-level={facts.level}
        aria-expanded={facts.isExpanded}
        style={{ transform: `translateY(${top}px)`, width: `${width}px` }}
      >
        <div class="grid-pinned" role="presentation" style={{ width: `${layout.pinnedWidth}px` }}>
          {pinned}
        </div>
        {moving}
      </div>
    );
  }
}
