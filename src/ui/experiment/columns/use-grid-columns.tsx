// The columns of the table as the grid draws them.
import { useMemo } from "preact/hooks";
import type { RunColumns } from "../../api/runs.ts";
import type { ColumnRef } from "../../api/shapes.ts";
import { language } from "../../i18n/language.ts";
import { translator } from "../../i18n/translator.ts";
import { columnText } from "../../table/column-text.ts";
import type { GridColumn } from "../../table/grid-column.ts";
import { experimentTexts } from "../messages.ts";
import { nextOrder } from "../table-changes.ts";
import type { TableSettings } from "../table-settings.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { columnWidths, widthOf } from "./column-widths.ts";
import { columnName } from "./column-words.ts";
import { summaryOf } from "./shown-columns.ts";

const text = translator(experimentTexts);
const NAME: ColumnRef = { kind: "attribute", key: "run_name" };
const NAME_WIDTH = 280;
/** On a small screen there must be room for something else. */
const NAME_SHARE = 0.5;

/** The column with the run itself, which is always the first. */
export const NAME_ID: string = columnText(NAME);

/** The columns; the same ones as long as nothing they show has changed, so that rows are not drawn anew. */
export function useGridColumns(props: {
  readonly columns: readonly ColumnRef[];
  readonly settings: TableSettings;
  readonly change: (changes: Partial<TableSettings>) => void;
  readonly onFilter: (column: ColumnRef) => void;
  readonly known: RunColumns | undefined;
}): readonly GridColumn[] {
  const { columns, settings, known } = props;
  const numeric = columns.map((column) => summaryOf(column, known)?.is_numeric === true);
  const widths = columnWidths.value;
  const spoken = language.value;
  const { pinned, order, hasSparklines, groupBy } = settings;
  const key = JSON.stringify([columns, numeric, [...pinned], order, hasSparklines, groupBy]);
  return useMemo(
    () => [NAME, ...columns].map((column, i) => gridColumn(column, props, widths, numeric[i - 1] === true)),
    [key, widths, spoken],
  );
}

function gridColumn(
  column: ColumnRef,
  { columns, settings, change, onFilter }: Parameters<typeof useGridColumns>[0],
  widths: ReadonlyMap<string, number>,
  isNumeric: boolean,
): GridColumn {
  const id = columnText(column);
  const isName = id === NAME_ID;
  const label = isName ? text("run") : columnName(column);
  const sorted = settings.order.find((item) => columnText(item) === id);
  return {
    id,
    label,
    head: isName ? null : <ColumnMenu {...{ column, shown: columns, settings, change, onFilter }} />,
    width: isName
      ? (widths.get(id) ?? Math.min(NAME_WIDTH, Math.round(innerWidth * NAME_SHARE)))
      : widthOf(column, label, {
          hasSparklines: settings.hasSparklines,
          isGrouped: settings.groupBy.length > 0,
        }),
    isPinned: isName || settings.pinned.has(id),
    isNumber: column.kind === "metric" || isNumeric || isMeasure(column),
    sort: sorted === undefined ? undefined : sorted.descending === true ? "descending" : "ascending",
    onSort: () => change({ order: nextOrder(settings.order, column) }),
  };
}

function isMeasure({ kind, key }: ColumnRef): boolean {
  return kind === "attribute" && (key === "duration" || key === "n_children");
}
