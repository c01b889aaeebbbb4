// All metrics of one run as charts; metrics with a single value stand together as bars do not help there.
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchRun } from "../api/runs.ts";
import { useLoad } from "../api/use-load.ts";
import { EmptyState, ErrorState, LoadingState } from "../components/states.tsx";
import { translator } from "../i18n/translator.ts";
import { colorOf } from "../theme/chosen-colors.ts";
import type { Extent } from "./axis-ticks.ts";
import { chartTexts } from "./chart-messages.ts";
import { chartSettings } from "./chart-settings.ts";
import { ChartToolbar } from "./chart-toolbar.tsx";
import { liveSeries } from "./live-series.ts";
import { MetricPanel } from "./metric-panel.tsx";
import { matchesSearch } from "./metric-search.ts";
import { SingleValues } from "./single-values.tsx";
import { WhenSeen } from "./when-seen.tsx";

const text = translator(chartTexts);

/** The charts of a run's metrics of these names; they grow while the run goes on. */
export function RunCharts({
  runId,
  keys,
}: {
  readonly runId: string;
  readonly keys: readonly string[];
}): VNode {
  const settings = chartSettings();
  const [range, setRange] = useState<Extent | undefined>(undefined);
  const [large, setLarge] = useState<string | undefined>(undefined);
  const detail = useLoad((signal) => fetchRun(runId, signal), `${runId} ${keys.join(" ")}`);
  const live = useMemo(liveSeries, [runId]);
  useEffect(() => live.stop, [live]);
  useEffect(() => setRange(undefined), [settings.x, runId]);
  const run = detail.value?.run;
  const color = colorOf(runId);
  const styles = useMemo(
    () =>
      run === undefined ? [] : [{ runId, name: run.run_name, color, dash: [], startTimeMs: run.start_time }],
    [run?.run_id, run?.run_name, color],
  );
  const liveIds = useMemo(() => new Set(run?.status === "RUNNING" ? [runId] : []), [run?.status, runId]);
  if (detail.error !== undefined) return <ErrorState error={detail.error} onRetry={detail.reload} />;
  if (detail.value === undefined) return <LoadingState />;
  if (keys.length === 0) {
    return (
      <EmptyState icon="chart" title={text("noMetrics")}>
        <p>{text("noMetricsWhy")}</p>
      </EmptyState>
    );
  }
  const summaries = new Map(detail.value.metrics.map((metric) => [metric.key, metric]));
  const found = keys.filter((key) => matchesSearch(key, settings.search));
  const isSingle = (key: string): boolean => summaries.get(key)?.count === 1 && !liveIds.has(runId);
  const courses = found.filter((key) => !isSingle(key));
  return (
    <>
      <ChartToolbar settings={settings} metricKeys={keys.filter((key) => !isSingle(key))} />
      {found.length === 0 && <p class="quiet">{text("noMatch")}</p>}
      <div class="chart-grid">
        {courses.map((key) => (
          <WhenSeen key={key} className={`chart-place${large === key ? " large" : ""}`}>
            {() => (
              <MetricPanel
                metric={key}
                runs={styles}
                settings={settings}
                live={live}
                liveIds={liveIds}
                version={0}
                range={range}
                onZoom={setRange}
                isLarge={large === key}
                onEnlarge={() => setLarge(large === key ? undefined : key)}
              />
            )}
          </WhenSeen>
        ))}
      </div>
      <SingleValues metrics={found.filter(isSingle).flatMap((key) => summaries.get(key) ?? [])} />
    </>
  );
}
