// Draws a scatter plot as SVG: axes, grid, and half transparent points, so that crowds are darker.
import { scaleLinear } from "d3-scale";
import { extent, labelled, TICKS } from "./axes.ts";
import { frame } from "./frame.ts";
import { lineStyle } from "./line-style.ts";
import type { ScatterPlot } from "./scatter-plot.ts";
import { HEIGHT, MARGIN, round, svgDocument, WIDTH, widthOf } from "./svg-parts.ts";

/** Above and below the axes. */
const TOP = 116;
const BOTTOM = 64;
const RADIUS = 3.5;

/** Draws a plot. Points that are not finite are left out. */
export function drawScatterPlot(plot: ScatterPlot): string {
  const { x: xs, y: ys } = plot.points;
  const y = scaleLinear(extent([ys]), [HEIGHT - BOTTOM, TOP]).nice(TICKS);
  const yTicks = labelled(y);
  const left = Math.max(56, MARGIN + widthOf(yTicks.map(({ label }) => label)));
  const x = scaleLinear(extent([xs]), [left + 2 * RADIUS, WIDTH - MARGIN - 2 * RADIUS]);
  const dots: string[] = [];
  for (let i = 0; i < xs.length; i++) {
    const [px, py] = [xs[i]!, ys[i]!];
    if (Number.isFinite(px) && Number.isFinite(py)) dots.push(`M${round(x(px))} ${round(y(py))}h0`);
  }
  const { colour } = lineStyle(0);
  return svgDocument(plot, [
    ...frame({ plot, x, y, left, right: WIDTH - MARGIN, top: TOP, bottom: HEIGHT - BOTTOM }),
    // A line of no length with round ends is a dot, at a tenth of the size of a circle.
    ...dots.map(
      (d) =>
        `<path d="${d}" stroke="${colour}" stroke-opacity="0.55" stroke-width="${2 * RADIUS}" stroke-linecap="round"/>`,
    ),
  ]);
}
