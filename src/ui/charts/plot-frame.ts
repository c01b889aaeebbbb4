// The frame of a line chart: uPlot's axes, grid, cursor and zoom by dragging; what is in it is drawn by ourselves, since
// our lines have points at different places and uPlot's share theirs.
import "uplot/dist/uPlot.min.css";
import uPlot from "uplot";
import { formatNumber } from "../formats/number.ts";
import { formatDuration } from "../formats/time.ts";
import type { Extent } from "./axis-ticks.ts";
import type { Placement } from "./xy-drawing.ts";

/** How a frame is to be. */
export interface FrameOptions {
  readonly width: number;
  readonly height: number;
  readonly xExtent: Extent;
  readonly yExtent: Extent;
  readonly x: "number" | "time" | "duration";
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  readonly ink: { readonly text: string; readonly grid: string };
  readonly language: string;
  /** Charts with the same key share their cursor. */
  readonly syncKey?: string;
  readonly draw: (context: CanvasRenderingContext2D, place: Placement) => void;
  /** The cursor was moved to a place of the axes; undefined when it left. */
  readonly onCursor: (at: { readonly x: number; readonly y: number } | undefined) => void;
  /** A part of the x axis was chosen; undefined for all of it again. */
  readonly onZoom: (range: Extent | undefined) => void;
}

const LINEAR = 1;
const LOGARITHMIC = 3;
const FONT = '11px Inter, Pretendard, system-ui, "Segoe UI", sans-serif';
const LEAST_DRAG = 6;
const Y_AXIS_WIDTH = 54;
const X_AXIS_HEIGHT = 30;

/** Puts a frame into an element. */
export function plotFrame(parent: HTMLElement, options: FrameOptions): uPlot {
  const { ink, onZoom, onCursor } = options;
  const axis = {
    stroke: ink.text,
    font: FONT,
    grid: { stroke: ink.grid, width: 1 },
    ticks: { show: false },
  };
  const plot = new uPlot(
    {
      width: options.width,
      height: options.height,
      ms: 1,
      legend: { show: false },
      padding: [10, 12, 0, 0],
      scales: {
        x: {
          time: options.x === "time",
          distr: options.isLogX ? LOGARITHMIC : LINEAR,
          range: () => [...options.xExtent],
        },
        y: { distr: options.isLogY ? LOGARITHMIC : LINEAR, range: () => [...options.yExtent] },
      },
      axes: [
        { ...axis, size: X_AXIS_HEIGHT, ...(options.x === "time" ? {} : { values: labels(options) }) },
        { ...axis, size: Y_AXIS_WIDTH, values: labels({ ...options, x: "number" }) },
      ],
      series: [{}, { points: { show: false }, paths: () => null }],
      cursor: {
        points: { show: false },
        y: false,
        drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
        ...(options.syncKey === undefined ? {} : { sync: { key: options.syncKey, scales: ["x", null] } }),
        bind: {
          dblclick: () => () => {
            onZoom(undefined);
            return null;
          },
        },
      },
      hooks: {
        draw: [(self) => drawWithin(self, options.draw)],
        setCursor: [
          (self) => {
            const { left = -1, top = -1 } = self.cursor;
            onCursor(left < 0 ? undefined : { x: self.posToVal(left, "x"), y: self.posToVal(top, "y") });
          },
        ],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < LEAST_DRAG) return;
            const range: Extent = [self.posToVal(left, "x"), self.posToVal(left + width, "x")];
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            onZoom(range);
          },
        ],
      },
    },
    [[...options.xExtent], [...options.yExtent]],
    parent,
  );
  return plot;
}

function drawWithin(plot: uPlot, draw: FrameOptions["draw"]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  draw(ctx, {
    left: (x) => plot.valToPos(x, "x", true),
    top: (y) => plot.valToPos(y, "y", true),
    ratio: devicePixelRatio,
  });
  ctx.restore();
}

function labels({ x, language }: FrameOptions): uPlot.Axis.DynamicValues {
  return (_, splits) =>
    splits.map((value: number | null) => {
      if (value === null) return "";
      return x === "duration" ? formatDuration(value, language) : formatNumber(Number(value.toPrecision(12)));
    });
}
