// The table tab of an experiment: one row of controls, and the table.
import "./runs-tab.css";
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { ColumnRef } from "../api/shapes.ts";
import { go, linkTo } from "../app/location.ts";
import { useShortcuts } from "../app/shortcuts.ts";
import { Button } from "../components/button.tsx";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { FirstSteps } from "../home/first-steps.tsx";
import { translator } from "../i18n/translator.ts";
import { shownColumns } from "./columns/shown-columns.ts";
import { quoteName } from "./filter/completion.ts";
import { FilterBox } from "./filter/filter-box.tsx";
import { experimentTexts } from "./messages.ts";
import { type ShownRows, useRowModel } from "./rows/use-row-model.ts";
import type { RunsTabProps } from "./runs-tab-props.ts";
import { RunsTable } from "./runs-table.tsx";
import { deleteRuns } from "./selection/change-runs.ts";
import { SelectionBar } from "./selection/selection-bar.tsx";
import { TableControls } from "./table-controls.tsx";

const text = translator(experimentTexts);

/** The tab. */
export function RunsTab(props: RunsTabProps): VNode {
  const { experimentId, query, settings, change, known, matching, selection, live } = props;
  const isGrouped = settings.groupBy.length > 0;
  const rows = useRowModel(
    settings.isTree && !isGrouped ? { ...query, roots_only: true } : query,
    settings.groupBy,
  );
  const [typing, setTyping] = useState<{ readonly text: string; readonly id: number } | undefined>(undefined);
  const columnsKey = JSON.stringify([settings.columns, settings.order, settings.onlyDifferences]);
  const columns = useMemo(() => shownColumns(known, matching, settings), [known, matching, columnsKey]);
  const vocabulary = useMemo(
    () => ({
      metrics: (known?.metrics ?? []).map(({ key }) => key),
      params: (known?.params ?? []).map(({ key }) => key),
      tags: (known?.tags ?? []).map(({ key }) => key),
    }),
    [known],
  );
  useEffect(() => {
    if (live.version > 0) rows.refresh();
  }, [live.version]);
  const remove = (runIds: readonly string[]): void => {
    selection.remove(runIds);
    void deleteRuns(runIds, live.touch);
  };
  useShortcuts([
    {
      keys: "/",
      label: text("focusFilter"),
      scope: "here",
      run: () => document.getElementById("filter")?.focus(),
    },
    {
      keys: "c",
      label: text("compareRuns"),
      scope: "here",
      run: () => go(linkTo(["experiments", experimentId, "compare"])),
    },
  ]);
  const total = rows.model?.total;
  return (
    <section class="runs-tab" aria-label={text("table")} aria-busy={rows.isWaiting}>
      <div class="table-bar no-print">
        <FilterBox
          filter={settings.filter}
          onChange={(filter) => change({ filter })}
          vocabulary={vocabulary}
          query={query}
          error={rows.model?.error}
          start={typing}
        />
        <TableControls {...props} columns={columns} total={total} all={rows.model?.all} />
      </div>
      <div class="table-area">
        <Rows
          {...props}
          rows={rows}
          columns={columns}
          onFilter={(column) =>
            setTyping(({ id } = { text: "", id: 0 }) => ({ text: filterStart(column), id: id + 1 }))
          }
          onDelete={remove}
        />
        <SelectionBar experimentId={experimentId} selection={selection} onChange={live.touch} />
      </div>
    </section>
  );
}

function Rows(
  props: RunsTabProps & {
    readonly rows: ShownRows;
    readonly columns: readonly ColumnRef[];
    readonly onFilter: (column: ColumnRef) => void;
    readonly onDelete: (runIds: readonly string[]) => void;
  },
): VNode {
  const { rows, experiment, settings, change, live } = props;
  const { model } = rows;
  if (model === undefined) return <LoadingState rows={12} />;
  if (model.error !== undefined && model.total === undefined && settings.filter === "") {
    return <ErrorState error={model.error} onRetry={rows.refresh} />;
  }
  if (model.total === 0) {
    if (settings.filter === "") {
      return (
        <FirstSteps
          title={text("noRuns")}
          {...(experiment === undefined ? {} : { experiment: experiment.name })}
        />
      );
    }
    return (
      <EmptyState icon="filter" title={text("noMatch")}>
        <p>{text("noMatchHint", { n: model.all ?? 0 })}</p>
        <Button onClick={() => change({ filter: "" })}>{text("clearFilter")}</Button>
      </EmptyState>
    );
  }
  return <RunsTable {...props} model={model} version={live.version} />;
}

function filterStart({ kind, key, stat }: ColumnRef): string {
  if (kind === "attribute") return `attributes.${key} `;
  const tail = stat === undefined || stat === "last" ? "" : `.${stat}`;
  return `${kind}s.${quoteName(key)}${tail} `;
}
