// Draws a line plot as SVG: axes, grid, lines, and a legend whose entries stand beside the ends of their lines.
import { type ScaleLinear, scaleLinear } from "d3-scale";
import { extent, labelled, TICKS } from "./axes.ts";
import { frame } from "./frame.ts";
import type { LinePlot, LineSeries } from "./line-plot.ts";
import { type LineStyle, lineStyle } from "./line-style.ts";
import { spreadLabels } from "./spread-labels.ts";
import {
  AXIS,
  HEIGHT,
  MARGIN,
  QUIET,
  round,
  shorten,
  svgDocument,
  TO_BASELINE,
  text,
  WIDTH,
  widthOf,
} from "./svg-parts.ts";

/** Above the axes: title, subtitle, the name of the y axis. Below: ticks and the name of the x axis. */
const TOP = 116;
const BOTTOM = 64;
const LEGEND_GAP = 22;
const LEADER = 26;
const SWATCH = 24;
const SPACE = 8;

/** An entry of the legend. */
interface LegendEntry {
  readonly name: string;
  readonly style: LineStyle;
  /** The last value of its line. */
  readonly end: number;
  /** That value in pixels from the top. */
  readonly endY: number;
}

/**
 * Draws a plot, 960 by 600 pixels.
 *
 * @param plot What to draw. Points that are not finite are left out, names over 24 characters are cut.
 * @returns A whole SVG document, the same text for the same plot.
 */
export function drawLinePlot(plot: LinePlot): string {
  const [xLow, xHigh] = extent(plot.series.map(({ x }) => x));
  const [yLow, yHigh] = extent(plot.series.map(({ y }) => y));
  const y = scaleLinear([yLow, yHigh], [HEIGHT - BOTTOM, TOP]).nice(TICKS);
  const yTicks = labelled(y);
  const left = Math.max(56, MARGIN + widthOf(yTicks.map(({ label }) => label)));
  const names = plot.series.map(({ name }) => shorten(name));
  const right = WIDTH - MARGIN - LEADER - SWATCH - SPACE - widthOf(names);
  const x = scaleLinear([xLow, xHigh], [left, right]);

  const styles = plot.series.map((_, i) => lineStyle(i));
  const entries = plot.series.map((series, i): LegendEntry => {
    const end = lastFinite(series.y) ?? 0;
    return { name: names[i]!, style: styles[i]!, end, endY: y(end) };
  });
  return svgDocument(plot, [
    ...frame({ plot, x, y, left, right, top: TOP, bottom: HEIGHT - BOTTOM }),
    ...plot.series.map((series, i) => path(series, x, y, styles[i]!)),
    ...legend(entries, right),
  ]);
}

function path(
  series: LineSeries,
  x: ScaleLinear<number, number>,
  y: ScaleLinear<number, number>,
  style: LineStyle,
): string {
  let d = "";
  let pen = "M";
  for (let i = 0; i < series.x.length; i++) {
    const [px, py] = [series.x[i]!, series.y[i]!];
    if (Number.isFinite(px) && Number.isFinite(py)) {
      d += `${pen}${round(x(px))} ${round(y(py))}`;
      pen = "L";
    } else {
      pen = "M";
    }
  }
  return d === "" ? "" : `<path d="${d}" fill="none" ${stroke(style)} stroke-linejoin="round"/>`;
}

/** The entries from top to bottom in the order of the line ends, each joined to its line by a thin leader. */
function legend(entries: readonly LegendEntry[], right: number): readonly string[] {
  const room = 1 + Math.floor((HEIGHT - BOTTOM - TOP) / LEGEND_GAP);
  const shown = entries.length <= room ? [...entries] : furthestFromZero(entries, room - 1);
  const start = right + LEADER;
  const positions = spreadLabels(
    shown.sort((a, b) => a.endY - b.endY).map(({ endY }) => endY),
    LEGEND_GAP,
    TOP,
    HEIGHT - BOTTOM - (shown.length < entries.length ? LEGEND_GAP : 0),
  );
  const elements = shown.flatMap((entry, i) => {
    const at = positions[i]!;
    return [
      `<path d="M${round(right + 2)} ${round(entry.endY)}L${round(start - 4)} ${round(at)}" fill="none" stroke="${AXIS}" stroke-width="0.75"/>`,
      `<path d="M${round(start)} ${round(at)}h${SWATCH}" fill="none" ${stroke(entry.style)}/>`,
      text(start + SWATCH + SPACE, at + TO_BASELINE, entry.name, ""),
    ];
  });
  if (shown.length === entries.length) return elements;
  const rest = `and ${entries.length - shown.length} more`;
  return [...elements, text(start, HEIGHT - BOTTOM + TO_BASELINE, rest, `fill="${QUIET}"`)];
}

function furthestFromZero(entries: readonly LegendEntry[], count: number): LegendEntry[] {
  return [...entries].sort((a, b) => Math.abs(b.end) - Math.abs(a.end)).slice(0, count);
}

function stroke({ colour, dash }: LineStyle): string {
  const dashes = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `stroke="${colour}" stroke-width="2.25"${dashes}`;
}

function lastFinite(values: ArrayLike<number>): number | undefined {
  return Array.from(values).findLast(Number.isFinite);
}
