// Plots: what they say, and how they become pictures.
export { type CoefficientPath, coefficientPathPlot } from "./coefficient-path-plot.ts";
export type { LinePlot, LineSeries } from "./line-plot.ts";
export { linePlotSvg } from "./line-plot-svg.ts";
export { renderPng } from "./render-png.ts";
