// Draws a line plot as SVG: axes, grid, lines, and a legend whose entries stand beside the ends of their lines.
import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { LinePlot, LineSeries } from "./line-plot.ts";
import { type LineStyle, lineStyle } from "./line-style.ts";
import { spreadLabels } from "./spread-labels.ts";

const WIDTH = 960;
const HEIGHT = 600;
/** Around everything. */
const MARGIN = 24;
/** Above the axes: title, subtitle, the name of the y axis. Below: ticks and the name of the x axis. */
const TOP = 116;
const BOTTOM = 64;
const FONT = 15;
/** From the middle of a line of text down to its baseline. */
const TO_BASELINE = 5;
/** The mean width of a character of Inter in ems, on the wide side: room is made by it, nothing is placed by it. */
const CHARACTER_EM = 0.6;
const LEGEND_GAP = 22;
const LEADER = 26;
const SWATCH = 24;
const SPACE = 8;
const MAX_NAME_CHARACTERS = 24;
const TICKS = 6;

const INK = "#1a1a1a";
const QUIET = "#5c5c5c";
const GRID = "#e6e6e6";
const AXIS = "#8c8c8c";

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
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Inter" font-size="${FONT}" fill="${INK}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(MARGIN, 40, plot.title, 'font-size="22" font-weight="600"'),
    plot.subtitle === undefined ? "" : text(MARGIN, 64, plot.subtitle, `fill="${QUIET}"`),
    ...yTicks.flatMap(({ value, label }) => [
      line(left, y(value), right, y(value), value === 0 ? AXIS : GRID),
      text(left - 10, y(value) + TO_BASELINE, label, `text-anchor="end" fill="${QUIET}"`),
    ]),
    ...labelled(x).flatMap(({ value, label }) => [
      line(x(value), HEIGHT - BOTTOM, x(value), HEIGHT - BOTTOM + 6, AXIS),
      text(x(value), HEIGHT - BOTTOM + 24, label, `text-anchor="middle" fill="${QUIET}"`),
    ]),
    line(left, HEIGHT - BOTTOM, right, HEIGHT - BOTTOM, AXIS),
    text(left, TOP - 14, plot.yLabel, `text-anchor="start" fill="${QUIET}"`),
    text((left + right) / 2, HEIGHT - 16, plot.xLabel, `text-anchor="middle" fill="${QUIET}"`),
    ...plot.series.map((series, i) => path(series, x, y, styles[i]!)),
    ...legend(entries, right),
    "</svg>",
  ]
    .filter((element) => element !== "")
    .join("\n");
}

/** The least and the largest finite number, moved apart if they are one. */
function extent(rows: readonly ArrayLike<number>[]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      if (!Number.isFinite(row[i])) continue;
      low = Math.min(low, row[i]!);
      high = Math.max(high, row[i]!);
    }
  }
  if (low > high) return [0, 1];
  if (low < high) return [low, high];
  const room = Math.abs(low) / 2 || 1;
  return [low - room, high + room];
}

function labelled(scale: ScaleLinear<number, number>): readonly { value: number; label: string }[] {
  const ticks = scale.ticks(TICKS);
  const largest = Math.max(...ticks.map(Math.abs));
  const isScientific = largest >= 1e7 || largest < 1e-4;
  const format = scale.tickFormat(TICKS, isScientific ? "~e" : undefined);
  return ticks.map((value) => ({ value, label: value === 0 && isScientific ? "0" : format(value) }));
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

function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${colour}"/>`;
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escapeXml(content)}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((t) => t.length)) * FONT * CHARACTER_EM;
}

function shorten(name: string): string {
  const characters = Array.from(name);
  return characters.length <= MAX_NAME_CHARACTERS
    ? name
    : `${characters.slice(0, MAX_NAME_CHARACTERS - 1).join("")}…`;
}

function lastFinite(values: ArrayLike<number>): number | undefined {
  return Array.from(values).findLast(Number.isFinite);
}

/** Text for XML: markup escaped, and characters that XML forbids replaced. */
function escapeXml(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
