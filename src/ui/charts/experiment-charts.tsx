// The charts of an experiment: each metric over its runs, one by one or in groups.
import "./chart-legend.css";
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchColumns } from "../api/runs.ts";
import type { ColumnRef, RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { linkTo } from "../app/location.ts";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { colorOf } from "../theme/chosen-colors.ts";
import { runDash } from "../theme/run-colors.ts";
import type { Extent } from "./axis-ticks.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { chartTexts } from "./chart-messages.ts";
import { chartSettings } from "./chart-settings.ts";
import { ChartToolbar } from "./chart-toolbar.tsx";
import { drawnRuns } from "./drawn-runs.ts";
import { GroupedCharts } from "./grouped-charts.tsx";
import { liveSeries } from "./live-series.ts";
import { MetricPanel } from "./metric-panel.tsx";
import { matchesSearch } from "./metric-search.ts";
import { ScalarPanel } from "./scalar-panel.tsx";
import { toggled } from "./toggled.ts";
import { WhenSeen } from "./when-seen.tsx";

const text = translator(chartTexts);

/** So many runs are drawn unless runs are chosen; the page says so. */
const USUAL_RUNS = 100;
/** The server tells the lengths of so many histories at once. */
const MAX_COUNTED_METRICS = 300;

/** The charts of the chosen runs, or of the first of the query. */
export function ExperimentCharts(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly version: number;
}): VNode {
  const { query, selected, version } = props;
  const settings = chartSettings();
  const [range, setRange] = useState<Extent | undefined>(undefined);
  const [large, setLarge] = useState<string | undefined>(undefined);
  const [focusId, setFocusId] = useState<string | undefined>(undefined);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const live = useMemo(liveSeries, [query.experiment_ids.join()]);
  useEffect(() => live.stop, [live]);
  useEffect(() => setRange(undefined), [settings.x]);
  const what = JSON.stringify([query, selected]);
  const columns = useLoad(
    (signal) => fetchColumns({ ...query, filter: "" }, signal),
    JSON.stringify(query.experiment_ids),
  );
  const metrics = (columns.value?.metrics ?? [])
    .map(({ key }) => key)
    .filter((key) => !key.startsWith("system/"));
  const counted = metrics
    .slice(0, MAX_COUNTED_METRICS)
    .map((key): ColumnRef => ({ kind: "metric", key, stat: "count" }));
  const runs = useLoad(
    (signal) => drawnRuns(query, selected, counted, USUAL_RUNS, signal),
    columns.value === undefined ? undefined : JSON.stringify([what, counted.length, version]),
  );
  const kept = useKept(runs.value);
  const styles = useMemo(
    () =>
      (kept?.rows ?? []).map(({ run_id, run_name, start_time }) => ({
        runId: run_id,
        name: run_name,
        color: colorOf(run_id),
        dash: runDash(run_id),
        startTimeMs: start_time,
      })),
    [kept, colorOf("")],
  );
  const shown = useMemo(() => styles.filter(({ runId }) => !hidden.has(runId)), [styles, hidden]);
  const liveIds = useMemo(
    () =>
      new Set((kept?.rows ?? []).filter(({ status }) => status === "RUNNING").map(({ run_id }) => run_id)),
    [kept],
  );
  const error = columns.error ?? runs.error;
  if (error !== undefined) {
    return (
      <ErrorState error={error} onRetry={() => (columns.error === undefined ? runs : columns).reload()} />
    );
  }
  if (columns.value === undefined || kept === undefined) return <LoadingState />;
  if (metrics.length === 0) {
    return (
      <EmptyState icon="chart" title={text("noMetrics")}>
        <p>{text("noMetricsWhy")}</p>
      </EmptyState>
    );
  }
  const isSingle = (key: string): boolean =>
    metrics.indexOf(key) < MAX_COUNTED_METRICS &&
    kept.rows.every((_, i) => {
      const count = kept.valueOf(i, metrics.indexOf(key));
      return count === null || count === 1;
    });
  const found = metrics.filter((key) => matchesSearch(key, settings.search));
  const groupKeys = [
    ...(columns.value.params ?? []).map(({ key }) => `param.${key}`),
    ...(columns.value.tags ?? []).map(({ key }) => `tag.${key}`),
  ];
  const toolbar = (
    <ChartToolbar
      settings={settings}
      metricKeys={metrics.filter((key) => !isSingle(key))}
      groupKeys={groupKeys}
    />
  );
  const enlarge = (key: string) => (): void => setLarge(large === key ? undefined : key);
  if (settings.group !== undefined) {
    return (
      <div class="charts-page">
        {toolbar}
        <GroupedCharts
          query={query}
          selected={selected}
          metrics={found.filter((key) => !isSingle(key))}
          scalars={found.filter(isSingle)}
          settings={settings}
          group={settings.group}
          version={version}
        />
      </div>
    );
  }
  return (
    <div class="charts-page">
      {toolbar}
      <div class="charts-layout">
        <div class="chart-grid">
          {found.length === 0 && <p class="quiet">{text("noMatch")}</p>}
          {found.map((key) => (
            <WhenSeen key={key} className={`chart-place${large === key ? " large" : ""}`}>
              {() =>
                isSingle(key) ? (
                  <ScalarPanel
                    metric={key}
                    runs={shown}
                    query={query}
                    focusId={focusId}
                    version={version}
                    isLarge={large === key}
                    onEnlarge={enlarge(key)}
                  />
                ) : (
                  <MetricPanel
                    metric={key}
                    runs={shown}
                    settings={settings}
                    live={live}
                    liveIds={liveIds}
                    focusId={focusId}
                    version={0}
                    range={range}
                    onZoom={setRange}
                    isLarge={large === key}
                    onEnlarge={enlarge(key)}
                  />
                )
              }
            </WhenSeen>
          ))}
        </div>
        <aside class="charts-side">
          <span class="quiet">{text("runsShown", { n: shown.length, total: kept.total })}</span>
          <ChartLegend
            items={styles.map(({ runId, name, color }) => ({
              id: runId,
              name,
              color,
              href: linkTo(["runs", runId]),
            }))}
            hidden={hidden}
            onFocus={setFocusId}
            onToggle={(id) => setHidden(toggled(hidden, id))}
          />
        </aside>
      </div>
    </div>
  );
}

/** The last value that was there: what is shown stays until something newer is. */
function useKept<T>(value: T | undefined): T | undefined {
  const [kept, setKept] = useState(value);
  useEffect(() => {
    if (value !== undefined) setKept(value);
  }, [value]);
  return value ?? kept;
}
