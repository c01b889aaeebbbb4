// The table of runs: its columns, cells, cursor and selection.
import "./runs-table.css";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { errorText } from "../api/request-error.ts";
import { fetchRunIds, type RunColumns } from "../api/runs.ts";
import type { ColumnRef, RunQuery } from "../api/shapes.ts";
import { go, linkTo } from "../app/location.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { notify } from "../components/toast.tsx";
import { translator } from "../i18n/translator.ts";
import { columnText } from "../table/column-text.ts";
import { Grid } from "../table/grid.tsx";
import type { GridColumn } from "../table/grid-column.ts";
import type { Range } from "../table/virtual-range.ts";
import { ExpandButton, GroupCell, RunNameCell, ValueCell } from "./cells.tsx";
import { drawWidth } from "./columns/column-widths.ts";
import { NAME_ID, useGridColumns } from "./columns/use-grid-columns.tsx";
import { groupTitle } from "./group-title.ts";
import { experimentTexts } from "./messages.ts";
import { GroupList } from "./rows/group-list.ts";
import type { RowModel } from "./rows/row-model.ts";
import { type CourseCell, useCourses } from "./rows/use-courses.ts";
import type { ShownRows } from "./rows/use-row-model.ts";
import type { Selection } from "./selection/selection.ts";
import { moveColumn } from "./table-changes.ts";
import type { TableSettings } from "./table-settings.ts";

const text = translator(experimentTexts);

/** What the table needs. */
export interface RunsTableProps {
  readonly rows: ShownRows;
  readonly model: RowModel;
  readonly query: RunQuery;
  readonly columns: readonly ColumnRef[];
  readonly known: RunColumns | undefined;
  readonly settings: TableSettings;
  readonly change: (changes: Partial<TableSettings>) => void;
  readonly selection: Selection;
  readonly version: number;
  readonly onFilter: (column: ColumnRef) => void;
  readonly onDelete: (runIds: readonly string[]) => void;
}

/** The table. */
export function RunsTable(props: RunsTableProps): VNode {
  const { rows, model, query, columns, settings, change, selection, version, onFilter } = props;
  const [cursorId, setCursorId] = useState<string | undefined>(undefined);
  const [cursorRow, setCursorRow] = useState(-1);
  const [sight, setSight] = useState<{ readonly rows: Range; readonly ids: readonly string[] }>({
    rows: { start: 0, end: 0 },
    ids: [],
  });
  const byId = useMemo(() => new Map(columns.map((column) => [columnText(column), column])), [columns]);
  const gridColumns = useGridColumns({ columns, settings, change, onFilter, known: props.known });
  const courses = useCourses(settings.hasSparklines ? courseCells(model, sight, byId) : [], version);
  const selected = selection.ids.value;

  // The cursor stays with its run when rows come and go.
  const cursor =
    (cursorId === undefined ? undefined : model.rowOf(cursorId)) ?? Math.min(cursorRow, model.rowCount - 1);
  const setCursor = (row: number): void => {
    const entry = model.entryAt(row);
    setCursorRow(row);
    setCursorId(entry?.kind === "run" ? entry.run.run_id : undefined);
  };
  const runIdAt = (row: number): string | undefined => {
    const entry = model.entryAt(row);
    return entry?.kind === "run" ? entry.run.run_id : undefined;
  };
  const select = (row: number, isRange: boolean): void => {
    const entry = model.entryAt(row);
    const runId = runIdAt(row);
    const anchor = selection.anchor === undefined ? undefined : model.rowOf(selection.anchor);
    if (entry?.kind === "group") selection.add(entry.group.run_ids);
    else if (runId !== undefined && (!isRange || anchor === undefined)) selection.toggle(runId);
    else if (anchor !== undefined) selection.add(runIdsBetween(model, anchor, row));
  };
  const open = (row: number): void => {
    const entry = model.entryAt(row);
    if (entry?.kind === "run") go(linkTo(["runs", entry.run.run_id]));
    else if (entry?.kind === "group") model.expand(row, !entry.isExpanded);
  };
  const move = (by: number): void => setCursor(Math.max(0, Math.min(model.rowCount - 1, cursor + by)));
  useShortcuts([
    { keys: "j", label: text("nextRun"), scope: "here", run: () => move(1) },
    { keys: "k", label: text("previousRun"), scope: "here", run: () => move(-1) },
    { keys: "x", label: text("toggleRun"), scope: "here", run: () => cursor >= 0 && select(cursor, false) },
    { keys: "e", label: text("openRun"), scope: "here", run: () => cursor >= 0 && open(cursor) },
    {
      keys: "d",
      label: text("deleteRuns"),
      scope: "here",
      run: () => {
        const one = runIdAt(cursor);
        const ids = selected.size > 0 ? [...selected] : one === undefined ? [] : [one];
        if (ids.length > 0) props.onDelete(ids);
      },
    },
  ]);

  const latest = useRef({ model, byId, courses, settings, selection, select });
  latest.current = { model, byId, courses, settings, selection, select };
  const cell = useMemo(
    () => (row: number, column: GridColumn) => drawCell(row, column.id, latest.current),
    [],
  );
  useEffect(() => {
    setCursorRow(-1);
    setCursorId(undefined);
  }, [rows.start]);

  return (
    <Grid
      label={text("runs")}
      isTree={settings.groupBy.length > 0 || settings.isTree}
      columns={gridColumns}
      rowCount={model.rowCount}
      start={rows.start}
      shift={rows.shift}
      row={(row) => {
        const entry = model.entryAt(row);
        if (entry === undefined) return { stamp: `? ${sight.ids.length}`, isSelected: false };
        const isGroup = entry.kind === "group";
        return {
          stamp: `${entry.stamp} ${rows.start} ${courses.turn} ${settings.hasSparklines} ${settings.band}`,
          isSelected: !isGroup && selected.has(entry.run.run_id),
          level: isGroup ? 1 : entry.depth + 1,
          isExpanded: entry.isExpanded,
        };
      }}
      cell={cell}
      cursor={cursor}
      onCursor={setCursor}
      onOpen={open}
      onSelect={select}
      onExpand={model.expand}
      onSight={(range, ids) => {
        setSight({ rows: range, ids });
        rows.see(
          range,
          ids.flatMap((id) => byId.get(id) ?? []),
        );
      }}
      onResize={drawWidth}
      onMove={(id, beforeId) => change({ columns: moveColumn(columns, id, beforeId) })}
      corner={
        <input
          type="checkbox"
          class="run-check"
          aria-label={text("selectAll")}
          checked={selected.size > 0 && selected.size >= (model.total ?? 0)}
          onChange={(event) => {
            if (event.currentTarget.checked) void selectAll(query, selection);
            else selection.replace([]);
          }}
        />
      }
    />
  );
}

interface CellSources {
  readonly model: RowModel;
  readonly byId: ReadonlyMap<string, ColumnRef>;
  readonly courses: ReturnType<typeof useCourses>;
  readonly settings: TableSettings;
  readonly selection: Selection;
  readonly select: (row: number, isRange: boolean) => void;
}

function drawCell(row: number, columnId: string, sources: CellSources): ComponentChildren {
  const { model, byId, courses, settings, selection, select } = sources;
  const entry = model.entryAt(row);
  if (entry === undefined) return <span class="cell-wait" />;
  if (entry.kind === "group") {
    if (columnId === NAME_ID) {
      const name = groupTitle(settings.groupBy, entry.group.keys);
      return (
        <>
          <ExpandButton
            name={name}
            isExpanded={entry.isExpanded}
            onExpand={(isOpen) => model.expand(row, isOpen)}
          />
          <b class="cell-text" title={name}>
            {name}
          </b>
          <span class="run-children">{entry.group.count}</span>
        </>
      );
    }
    const place = model instanceof GroupList ? model.statIndex(columnId) : -1;
    return place < 0 ? null : <GroupCell stat={entry.group.stats[place]} band={settings.band} />;
  }
  if (columnId === NAME_ID) {
    return (
      <RunNameCell
        entry={entry}
        isSelected={selection.has(entry.run.run_id)}
        onSelect={(isRange) => select(row, isRange)}
        onExpand={(isOpen) => model.expand(row, isOpen)}
      />
    );
  }
  const column = byId.get(columnId);
  if (column === undefined) return null;
  const course =
    settings.hasSparklines && column.kind === "metric"
      ? courses.courseOf(entry.run.run_id, column.key)
      : undefined;
  return <ValueCell column={column} run={entry.run} value={entry.value(columnId)} course={course} />;
}

function courseCells(
  model: RowModel,
  { rows, ids }: { readonly rows: Range; readonly ids: readonly string[] },
  byId: ReadonlyMap<string, ColumnRef>,
): readonly CourseCell[] {
  const keys = new Set(
    ids.map((id) => byId.get(id)).flatMap((column) => (column?.kind === "metric" ? column.key : [])),
  );
  const cells: CourseCell[] = [];
  for (let row = rows.start; row < Math.min(rows.end, model.rowCount); row++) {
    const entry = model.entryAt(row);
    if (entry?.kind === "run") for (const key of keys) cells.push({ run_id: entry.run.run_id, key });
  }
  return cells;
}

function runIdsBetween(model: RowModel, a: number, b: number): readonly string[] {
  const runIds: string[] = [];
  for (let row = Math.min(a, b); row <= Math.max(a, b); row++) {
    const entry = model.entryAt(row);
    if (entry?.kind === "run") runIds.push(entry.run.run_id);
  }
  return runIds;
}

async function selectAll(query: RunQuery, selection: Selection): Promise<void> {
  try {
    selection.replace((await fetchRunIds(query)).run_ids);
  } catch (error) {
    notify(errorText(error), { isFault: true });
  }
}
