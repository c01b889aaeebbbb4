// Draws a bar plot as SVG: one horizontal bar a name, from zero to its value.
import { scaleLinear } from "d3-scale";
import { labelled, TICKS } from "./axes.ts";
import type { BarPlot } from "./bar-plot.ts";
import { lineStyle } from "./line-style.ts";
import {
  AXIS,
  GRID,
  HEIGHT,
  line,
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

/** Above and below the axes. */
const TOP = 92;
const BOTTOM = 64;
/** With more bars than this, names would run into each other. */
const MAX_BARS = 20;
const MAX_STEP = 48;
const THICKNESS = 0.66;

/** Draws a plot. When there are more than 20 bars, those furthest from zero are drawn, and a line says so. */
export function drawBarPlot(plot: BarPlot): string {
  const bars = furthestFromZero(plot.bars);
  const values = bars.map(({ value }) => (Number.isFinite(value) ? value : 0));
  const names = bars.map(({ name }) => shorten(name));
  const left = MARGIN + widthOf(names) + 10;
  const range = [Math.min(0, ...values), Math.max(0, ...values)] as const;
  const x = scaleLinear(range[0] === range[1] ? [0, 1] : range, [left, WIDTH - 2 * MARGIN]).nice(TICKS);
  const step = Math.min(MAX_STEP, (HEIGHT - BOTTOM - TOP) / bars.length);
  const bottom = TOP + step * bars.length;
  const { colour: positive } = lineStyle(0);
  const { colour: negative } = lineStyle(1);
  const left0 = plot.bars.length - bars.length;
  return svgDocument(plot, [
    ...labelled(x).flatMap(({ value, label }) => [
      line(x(value), TOP, x(value), bottom, value === 0 ? AXIS : GRID),
      text(x(value), bottom + 24, label, `text-anchor="middle" fill="${QUIET}"`),
    ]),
    ...names.flatMap((name, i) => {
      const value = values[i]!;
      const middle = TOP + step * (i + 0.5);
      const height = step * THICKNESS;
      const start = x(Math.min(0, value));
      const width = x(Math.max(0, value)) - start;
      return [
        text(left - 10, middle + TO_BASELINE, name, 'text-anchor="end"'),
        `<rect x="${round(start)}" y="${round(middle - height / 2)}" width="${round(width)}" height="${round(height)}" fill="${value < 0 ? negative : positive}"/>`,
      ];
    }),
    text((left + WIDTH - 2 * MARGIN) / 2, bottom + 48, plot.xLabel, `text-anchor="middle" fill="${QUIET}"`),
    left0 === 0 ? "" : text(MARGIN, bottom + 48, `and ${left0} more`, `fill="${QUIET}"`),
  ]);
}

/** In their own order. */
function furthestFromZero(bars: BarPlot["bars"]): BarPlot["bars"] {
  if (bars.length <= MAX_BARS) return bars;
  const order = bars
    .map((_, i) => i)
    .sort((a, b) => Math.abs(bars[b]!.value) - Math.abs(bars[a]!.value) || a - b);
  return order
    .slice(0, MAX_BARS)
    .sort((a, b) => a - b)
    .map((i) => bars[i]!);
}
