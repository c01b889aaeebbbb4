// Every kind of plot, and how each is drawn.
import type { BarPlot } from "./bar-plot.ts";
import type { LinePlot } from "./line-plot.ts";
import { linePlotSvg } from "./line-plot-svg.ts";
import type { MatrixPlot } from "./matrix-plot.ts";
import type { ScatterPlot } from "./scatter-plot.ts";

/** A plot of any kind. */
export type Figure = LinePlot | ScatterPlot | BarPlot | MatrixPlot;

/**
 * Draws a plot of any kind, 960 by 600 pixels.
 *
 * @returns A whole SVG document, the same text for the same plot.
 */
export async function figureSvg(figure: Figure): Promise<string> {
  // Loaded when the first is drawn: most programs never do.
  if ("points" in figure) return (await import("./draw-scatter-plot.ts")).drawScatterPlot(figure);
  if ("bars" in figure) return (await import("./draw-bar-plot.ts")).drawBarPlot(figure);
  if ("counts" in figure) return (await import("./draw-matrix-plot.ts")).drawMatrixPlot(figure);
  return await linePlotSvg(figure);
}
