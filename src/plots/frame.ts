// The frame of a plot over two axes of numbers: grid, ticks, and the names of the axes.
import type { ScaleLinear } from "d3-scale";
import { labelled } from "./axes.ts";
import { AXIS, GRID, HEIGHT, line, QUIET, TO_BASELINE, text } from "./svg-parts.ts";

/** Where a frame stands, in pixels, and the scales of its axes. */
export interface FrameOptions {
  readonly plot: { readonly xLabel: string; readonly yLabel: string };
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The elements of a frame. */
export function frame({ plot, x, y, left, right, top, bottom }: FrameOptions): readonly string[] {
  return [
    ...labelled(y).flatMap(({ value, label }) => [
      line(left, y(value), right, y(value), value === 0 ? AXIS : GRID),
      text(left - 10, y(value) + TO_BASELINE, label, `text-anchor="end" fill="${QUIET}"`),
    ]),
    ...labelled(x).flatMap(({ value, label }) => [
      line(x(value), bottom, x(value), bottom + 6, AXIS),
      text(x(value), bottom + 24, label, `text-anchor="middle" fill="${QUIET}"`),
    ]),
    line(left, bottom, right, bottom, AXIS),
    text(left, top - 14, plot.yLabel, `text-anchor="start" fill="${QUIET}"`),
    text((left + right) / 2, HEIGHT - 16, plot.xLabel, `text-anchor="middle" fill="${QUIET}"`),
  ];
}
