// Turns histories into the lines of a chart: smoothed, with what they were made of behind them, and grown by new points.
import type { Series, SeriesBand } from "../api/histories.ts";
import type { ChartSettings } from "./chart-settings.ts";
import { type LinePoints, numbersOf, withNewPoints } from "./line-points.ts";
import type { LivePoints } from "./live-series.ts";
import { smooth } from "./smoothing.ts";
import type { XyBand, XyLine } from "./xy-drawing.ts";

/** How a run is drawn. */
export interface RunStyle {
  readonly runId: string;
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly startTimeMs: number;
}

/** The lines of a run: its course, and behind a smoothed one the course itself. */
export function runLines(
  series: Series,
  style: RunStyle,
  settings: ChartSettings,
  news: LivePoints | undefined,
): readonly XyLine[] {
  const points = grown(series, style, settings, news);
  const line = { id: style.runId, name: style.name, color: style.color, dash: style.dash, ...points };
  if (settings.smoothing === 0) return [line];
  return [
    { ...line, id: `${style.runId} raw`, dash: [], isGhost: true },
    { ...line, ys: smooth(points.ys, settings.smoothing) },
  ];
}

function grown(
  series: Series,
  style: RunStyle,
  settings: ChartSettings,
  news: LivePoints | undefined,
): LinePoints {
  const points = { xs: Float64Array.from(series.x), ys: numbersOf(series.y) };
  if (news === undefined || news.skipped === true || news.total <= series.total) return points;
  const seen = Math.max(0, series.total - news.from);
  const fresh = {
    steps: news.steps.slice(seen),
    times: news.times.slice(seen),
    values: news.values.slice(seen),
  };
  return withNewPoints(points, fresh, settings.x, style.startTimeMs) ?? points;
}

/** The mean of a group as a line, and what lies around it as a band. */
export function groupLines(
  group: { readonly id: string; readonly name: string; readonly color: string },
  band: SeriesBand,
  settings: ChartSettings,
): { readonly line: XyLine; readonly band: XyBand } {
  const xs = Float64Array.from(band.x);
  const mean = smooth(numbersOf(band.mean), settings.smoothing);
  const spread = numbersOf(band.std);
  const isSpread = settings.band === "std";
  return {
    line: { ...group, xs, ys: mean },
    band: {
      xs,
      color: group.color,
      lows: isSpread ? mean.map((y, i) => y - (spread[i] ?? 0)) : numbersOf(band.min),
      highs: isSpread ? mean.map((y, i) => y + (spread[i] ?? 0)) : numbersOf(band.max),
    },
  };
}
