// The charts of an experiment over groups of runs: mean and band a group, and on demand its members.
import "./chart-legend.css";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import { fetchGroups } from "../api/runs.ts";
import { type ColumnRef, numberOf, type RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { RUN_COLORS } from "../theme/run-colors.ts";
import { isDark } from "../theme/theme.ts";
import type { Extent } from "./axis-ticks.ts";
import { BarChart } from "./bar-chart.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import { chartTexts } from "./chart-messages.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { chosen } from "./drawn-runs.ts";
import { GroupPanel } from "./group-panel.tsx";
import { PanelFrame } from "./panel-frame.tsx";
import { toggled } from "./toggled.ts";
import { WhenSeen } from "./when-seen.tsx";

const text = translator(chartTexts);

/** As many groups as there are colours to tell them apart. */
const MAX_GROUPS = RUN_COLORS.length;
/** Runs of a group that its line is made of. */
const MAX_MEMBERS = 500;

/** The charts of groups; `group` says by what: `param.alpha`. */
export function GroupedCharts(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly metrics: readonly string[];
  readonly scalars: readonly string[];
  readonly settings: ChartSettings;
  readonly group: string;
  readonly version: number;
}): VNode {
  const { query, selected, metrics, scalars, settings, group } = props;
  const [range, setRange] = useState<Extent | undefined>(undefined);
  const [large, setLarge] = useState<string | undefined>(undefined);
  const [focusId, setFocusId] = useState<string | undefined>(undefined);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const base = selected.length === 0 ? query : chosen(query, selected);
  const loaded = useLoad(
    (signal) =>
      fetchGroups(
        {
          ...base,
          group_by: [groupColumn(group)],
          columns: scalars.slice(0, 50).map((key): ColumnRef => ({ kind: "metric", key })),
          limit: MAX_GROUPS,
        },
        signal,
      ),
    JSON.stringify([base, group, scalars, props.version]),
  );
  const groups = useMemo(
    () =>
      (loaded.value?.groups ?? []).map(({ keys, run_ids, count, stats }, i) => {
        const color = RUN_COLORS[i % RUN_COLORS.length];
        return {
          id: keys[0] ?? "",
          name: keys[0] ?? text("none"),
          color: (isDark.value ? color?.dark : color?.light) ?? "",
          runIds: run_ids.slice(0, MAX_MEMBERS),
          count,
          stats,
        };
      }),
    [loaded.value, isDark.value],
  );
  const shown = useMemo(
    () => groups.filter(({ id }) => !hidden.has(id)).map((one) => ({ ...one, isOpen: open.has(one.id) })),
    [groups, hidden, open],
  );
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (loaded.value === undefined) return <LoadingState />;
  return (
    <div class="charts-layout">
      <div class="chart-grid">
        {metrics.map((key) => (
          <WhenSeen key={key} className={`chart-place${large === key ? " large" : ""}`}>
            {() => (
              <GroupPanel
                metric={key}
                groups={shown}
                settings={settings}
                focusId={focusId}
                version={0}
                range={range}
                onZoom={setRange}
                isLarge={large === key}
                onEnlarge={() => setLarge(large === key ? undefined : key)}
              />
            )}
          </WhenSeen>
        ))}
        {scalars.slice(0, 50).map((key, column) => (
          <PanelFrame key={key} title={key}>
            <BarChart
              label={key}
              focusId={focusId}
              bars={shown.flatMap(({ id, name, color, stats }) => {
                const mean = numberOf(stats[column]?.mean);
                return mean === undefined ? [] : [{ id, name, color, value: mean }];
              })}
            />
          </PanelFrame>
        ))}
      </div>
      <aside class="charts-side">
        <span class="quiet">
          {text("groupsShown", { n: shown.length, runs: loaded.value.total_runs })}
          {loaded.value.total_groups > groups.length && ` / ${loaded.value.total_groups}`}
        </span>
        <ChartLegend
          items={groups.map(({ id, name, color, count }) => ({ id, name, color, note: String(count) }))}
          hidden={hidden}
          onFocus={setFocusId}
          onToggle={(id) => setHidden(toggled(hidden, id))}
          extra={({ id }) => (
            <Button
              small
              kind="quiet"
              icon="group"
              label={text("members")}
              pressed={open.has(id)}
              onClick={() => setOpen(toggled(open, id))}
            />
          )}
        />
      </aside>
    </div>
  );
}

function groupColumn(group: string): ColumnRef {
  const dot = group.indexOf(".");
  return { kind: group.slice(0, dot) === "tag" ? "tag" : "param", key: group.slice(dot + 1) };
}
