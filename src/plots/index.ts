// Plots: what they say, and how they become pictures.
export type { BarPlot } from "./bar-plot.ts";
export { type CoefficientPath, coefficientPathPlot } from "./coefficient-path-plot.ts";
export { type Figure, figureSvg } from "./figure.ts";
export type { LinePlot, LineSeries } from "./line-plot.ts";
export { linePlotSvg } from "./line-plot-svg.ts";
export type { MatrixPlot } from "./matrix-plot.ts";
export { renderPng } from "./render-png.ts";
export type { ScatterPlot } from "./scatter-plot.ts";
