// One metric of one or many runs as a chart, with its values as a table for those who do not see it.
import "./panel.css";
import type { VNode } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { historyAddress, type Series } from "../api/histories.ts";
import { numberOf, type WireNumber } from "../api/shapes.ts";
import { downloadText, downloadUrl } from "../browser/download.ts";
import { Button } from "../components/button.tsx";
import { ErrorState } from "../components/states.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import type { Extent } from "./axis-ticks.ts";
import { chartTexts } from "./chart-messages.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { historiesCsv } from "./histories-csv.ts";
import { type LiveSeries, seriesId } from "./live-series.ts";
import { PanelFrame } from "./panel-frame.tsx";
import { type RunStyle, runLines } from "./panel-lines.ts";
import { useHistories } from "./use-histories.ts";
import { XyPlot } from "./xy-plot.tsx";

const text = translator(chartTexts);

/** After so many new points the history is asked for anew, thinned. */
const MAX_NEWS = 2000;

/** What a panel shows. */
export interface MetricPanelProps {
  readonly metric: string;
  readonly runs: readonly RunStyle[];
  readonly settings: ChartSettings;
  /** Follows the runs that go on; undefined when none does. */
  readonly live?: LiveSeries | undefined;
  readonly liveIds?: ReadonlySet<string>;
  readonly focusId?: string | undefined;
  /** Another number loads anew. */
  readonly version: number;
  readonly range: Extent | undefined;
  readonly onZoom: (range: Extent | undefined) => void;
  readonly isLarge: boolean;
  readonly onEnlarge?: (() => void) | undefined;
}

/** A metric as a chart. */
export function MetricPanel(props: MetricPanelProps): VNode {
  const { metric, runs, settings, live, range } = props;
  const [reloads, setReloads] = useState(0);
  const wanted = useMemo(() => runs.map(({ runId }) => ({ run_id: runId, key: metric })), [runs, metric]);
  const histories = useHistories(wanted, { x: settings.x, range, turn: props.version + reloads * 1e6 });
  const series = histories.value?.series ?? [];
  useEffect(() => {
    for (const one of histories.value?.series ?? []) {
      if (props.liveIds?.has(one.run_id) === true) live?.follow(one, one.total);
    }
  }, [histories.value]);
  const news = live?.points.value;
  const isStale = series.some((one) => {
    const points = news?.get(seriesId(one));
    return points !== undefined && (points.skipped === true || points.values.length > MAX_NEWS);
  });
  useEffect(() => {
    if (isStale) setReloads((count) => count + 1);
  }, [isStale]);
  const styles = useMemo(() => new Map(runs.map((run) => [run.runId, run])), [runs]);
  const lines = useMemo(
    () =>
      series.flatMap((one) => {
        const style = styles.get(one.run_id);
        return style === undefined ? [] : runLines(one, style, settings, news?.get(seriesId(one)));
      }),
    [series, styles, settings.smoothing, settings.x, news],
  );
  const only = series.length === 1 ? series[0] : undefined;
  return (
    <PanelFrame
      title={metric}
      note={pointsNote(series)}
      isLarge={props.isLarge}
      onEnlarge={props.onEnlarge}
      actions={
        <>
          {range !== undefined && (
            <Button
              small
              kind="quiet"
              icon="restore"
              label={text("resetZoom")}
              onClick={() => props.onZoom(undefined)}
            />
          )}
          <Button
            small
            kind="quiet"
            icon="download"
            label={text("download")}
            onClick={() =>
              only === undefined
                ? downloadText(`${metric}.csv`, historiesCsv(series, styles), "text/csv")
                : downloadUrl(`${metric}.csv`, historyAddress(only, "csv"))
            }
          />
        </>
      }
      data={<SeriesTable series={series} styles={styles} />}
    >
      {histories.error !== undefined ? (
        <ErrorState error={histories.error} onRetry={histories.reload} />
      ) : (
        <XyPlot
          label={metric}
          lines={lines}
          x={settings.x === "time" ? "time" : settings.x === "relative" ? "duration" : "number"}
          range={range}
          isLogX={settings.isLogX && settings.x !== "time"}
          isLogY={settings.isLogY}
          height={props.isLarge ? 420 : 220}
          syncKey={`x-${settings.x}`}
          focusId={props.focusId}
          onZoom={props.onZoom}
        />
      )}
    </PanelFrame>
  );
}

function pointsNote(series: readonly Series[]): string {
  const total = series.reduce((sum, one) => sum + one.in_range, 0);
  const shown = series.reduce((sum, one) => sum + Math.min(one.x.length, one.in_range), 0);
  if (total === 0 || series.every((one) => one.is_exact)) return "";
  return text("somePoints", { n: shown, total });
}

/** First, last, least and most of each line. */
function SeriesTable(props: {
  readonly series: readonly Series[];
  readonly styles: ReadonlyMap<string, RunStyle>;
}): VNode {
  return (
    <table class="panel-table">
      <thead>
        <tr>
          <th scope="col">{text("line")}</th>
          <th scope="col">{text("points")}</th>
          <th scope="col">{text("last")}</th>
          <th scope="col">{text("min")}</th>
          <th scope="col">{text("max")}</th>
        </tr>
      </thead>
      <tbody>
        {props.series.map((one) => (
          <tr key={one.run_id}>
            <th scope="row">{props.styles.get(one.run_id)?.name ?? one.run_id}</th>
            <td class="number">
              {one.total}
              {one.n_nan + one.n_inf > 0 && (
                <span class="quiet"> ({text("notNumbers", { n: one.n_nan + one.n_inf })})</span>
              )}
            </td>
            <td class="number">{valueText(one.y.at(-1))}</td>
            <td class="number">{extremeText(one.min)}</td>
            <td class="number">{extremeText(one.max)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function extremeText(point: Series["min"]): string {
  return point === null ? "–" : text("atStep", { value: formatNumber(point.value), step: point.step });
}

function valueText(value: WireNumber | undefined): string {
  const number = numberOf(value);
  return number === undefined ? "–" : formatNumber(number);
}
