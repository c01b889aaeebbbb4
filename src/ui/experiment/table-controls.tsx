// The controls beside the filter: columns, groups, differences, courses, views, downloads, and how live the table is.
import type { VNode } from "preact";
import type { ColumnRef } from "../api/shapes.ts";
import { now } from "../components/ago.tsx";
import { Button } from "../components/button.tsx";
import { Menu } from "../components/menu.tsx";
import { Popover } from "../components/popover.tsx";
import { formatCount } from "../formats/number.ts";
import { formatAgo } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { ColumnChooser } from "./columns/column-chooser.tsx";
import { GroupChooser } from "./columns/group-chooser.tsx";
import { downloadTable } from "./download-table.ts";
import { experimentTexts } from "./messages.ts";
import type { RunsTabProps } from "./runs-tab-props.ts";
import type { Live } from "./use-live.ts";
import { ViewsMenu } from "./views/views-menu.tsx";

const text = translator(experimentTexts);

/** The controls. */
export function TableControls(
  props: RunsTabProps & {
    readonly columns: readonly ColumnRef[];
    readonly total: number | undefined;
    readonly all: number | undefined;
  },
): VNode {
  const { experiment, query, settings, change, known, matching, live, columns, total, all } = props;
  const name = experiment?.name ?? "runs";
  const isGrouped = settings.groupBy.length > 0;
  return (
    <div class="table-controls" role="toolbar" aria-label={text("table")}>
      <Popover
        label={text("columns")}
        button={{ kind: "quiet", icon: "columns", title: text("columns"), children: text("columns") }}
      >
        {() => (
          <ColumnChooser known={known} shown={columns} onChange={(chosen) => change({ columns: chosen })} />
        )}
      </Popover>
      <Popover
        label={text("groupBy")}
        button={{ kind: "quiet", icon: "group", pressed: isGrouped, children: text("group") }}
      >
        {() => <GroupChooser known={known} settings={settings} change={change} />}
      </Popover>
      <Button
        kind="quiet"
        icon="filter"
        pressed={settings.onlyDifferences}
        label={text("differences")}
        onClick={() => change({ onlyDifferences: !settings.onlyDifferences })}
      />
      <Button
        kind="quiet"
        icon="chart"
        pressed={settings.hasSparklines}
        label={text("sparklines")}
        onClick={() => change({ hasSparklines: !settings.hasSparklines })}
      />
      <Button
        kind="quiet"
        icon="tree"
        pressed={settings.isTree}
        disabled={isGrouped}
        label={text("tree")}
        onClick={() => change({ isTree: !settings.isTree })}
      />
      {experiment !== undefined && <ViewsMenu experiment={experiment} onChange={live.touch} />}
      <Menu
        button={{ kind: "quiet", icon: "download", label: text("download") }}
        items={[
          { label: text("downloadCsv"), onSelect: () => void downloadTable(name, query, columns, "csv") },
          { label: text("downloadJson"), onSelect: () => void downloadTable(name, query, columns, "json") },
        ]}
      />
      <LiveButton live={live} />
      <span class="table-count" role="status">
        {total === undefined || all === undefined
          ? "…"
          : isGrouped
            ? text("shownGroups", { n: formatCount(total, language.value) })
            : text("shown", {
                // Of trees the table counts the roots; what is below them matches too.
                n: formatCount(Math.max(total, matching?.n_runs ?? 0), language.value),
                m: formatCount(all, language.value),
              })}
      </span>
    </div>
  );
}

function LiveButton({ live }: { readonly live: Live }): VNode {
  const { isPaused, isConnected, updatedMs } = live;
  const state = isPaused ? text("paused") : isConnected ? text("live") : text("offline");
  const ago =
    updatedMs === undefined
      ? ""
      : ` · ${text("updated", { ago: formatAgo(updatedMs, Math.max(now.value, updatedMs), language.value) })}`;
  return (
    <span class={isPaused || !isConnected ? "live off" : "live"}>
      <Button
        kind="quiet"
        icon={isPaused ? "pause" : "live"}
        pressed={isPaused}
        label={text(isPaused ? "resume" : "pause")}
        title={`${state}${ago}`}
        onClick={() => live.setPaused(!isPaused)}
      />
    </span>
  );
}
