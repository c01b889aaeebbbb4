// A line plot as SVG, drawn by code that is loaded when the first plot is.
import type { LinePlot } from "./line-plot.ts";

/**
 * Draws a plot, 960 by 600 pixels: axes, grid, lines, and a legend whose entries stand beside the ends of their lines.
 *
 * @param plot What to draw. Points that are not finite are left out, names over 24 characters are cut.
 * @returns A whole SVG document, the same text for the same plot.
 */
export async function linePlotSvg(plot: LinePlot): Promise<string> {
  // Scales are a fifth of the time that this package takes to load, and most programs never draw.
  const { drawLinePlot } = await import("./draw-line-plot.ts");
  return drawLinePlot(plot);
}
