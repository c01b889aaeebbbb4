// A plot with two axes: their marks as text and grid, and a canvas for what lies between.
import "./plot-area.css";
import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { axisTicks, type Extent, shareOf } from "../charts/axis-ticks.ts";
import { inkOf, useWidth } from "../charts/plot-surroundings.ts";
import { isDark } from "../theme/theme.ts";

const HEIGHT = 440;
const LEFT = 64;
const RIGHT = 16;
const TOP = 12;
const FOOT = 44;

/** One axis of a plot. */
export interface PlotAxis {
  readonly label: string;
  readonly extent: Extent;
  readonly isLog: boolean;
}

/** Where values lie, in pixels of the page, and how large the plot is. */
export interface PlotPlaces {
  readonly left: (x: number) => number;
  readonly top: (y: number) => number;
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

/** A plot. `draw` is called anew whenever `stamp` changes. */
export function PlotArea(props: {
  readonly label: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly stamp: readonly unknown[];
  readonly draw: (context: CanvasRenderingContext2D, places: PlotPlaces, ink: string) => void;
  readonly onPoint?: (
    at: { readonly left: number; readonly top: number } | undefined,
    places: PlotPlaces,
  ) => void;
  readonly onPick?: (at: { readonly left: number; readonly top: number }, places: PlotPlaces) => void;
  readonly children?: ComponentChildren;
}): VNode {
  const { x, y } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, watch] = useWidth(frame);
  useEffect(watch, []);
  const box = {
    left: LEFT,
    top: TOP,
    width: Math.max(10, width - LEFT - RIGHT),
    height: HEIGHT - TOP - FOOT,
  };
  const places: PlotPlaces = {
    box,
    left: (value) => box.left + shareOf(value, x.extent, x.isLog) * box.width,
    top: (value) => box.top + (1 - shareOf(value, y.extent, y.isLog)) * box.height,
  };
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || frame.current === null)
      return;
    if (width === 0) return;
    canvas.current.width = width * devicePixelRatio;
    canvas.current.height = HEIGHT * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    context.save();
    context.beginPath();
    context.rect(box.left - 6, box.top - 6, box.width + 12, box.height + 12);
    context.clip();
    props.draw(context, places, inkOf(frame.current).text);
    context.restore();
  }, [
    ...props.stamp,
    width,
    x.extent[0],
    x.extent[1],
    y.extent[0],
    y.extent[1],
    x.isLog,
    y.isLog,
    isDark.value,
  ]);
  const at = (event: MouseEvent): { readonly left: number; readonly top: number } => {
    const outer = frame.current?.getBoundingClientRect();
    return { left: event.clientX - (outer?.left ?? 0), top: event.clientY - (outer?.top ?? 0) };
  };
  return (
    <figure class="plot-area panel" aria-label={props.label}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse alone; the list of runs does the same by keys */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: for the mouse alone; the list of runs does the same by keys */}
      <div
        ref={frame}
        class="plot-frame"
        onMouseMove={(event) => props.onPoint?.(at(event), places)}
        onMouseLeave={() => props.onPoint?.(undefined, places)}
        onClick={(event) => props.onPick?.(at(event), places)}
      >
        <svg width={width} height={HEIGHT} class="plot-axes" aria-hidden="true">
          {axisTicks(x.extent, Math.max(2, Math.floor(box.width / 90)), x.isLog).map(({ value, label }) => (
            <g key={label} transform={`translate(${places.left(value)} 0)`}>
              <line y1={box.top} y2={box.top + box.height} />
              <text y={box.top + box.height + 16} text-anchor="middle">
                {label}
              </text>
            </g>
          ))}
          {axisTicks(y.extent, 6, y.isLog).map(({ value, label }) => (
            <g key={label} transform={`translate(0 ${places.top(value)})`}>
              <line x1={box.left} x2={box.left + box.width} />
              <text x={box.left - 8} y="4" text-anchor="end">
                {label}
              </text>
            </g>
          ))}
          <text class="axis-name" x={box.left + box.width / 2} y={HEIGHT - 8} text-anchor="middle">
            {x.label}
          </text>
          <text
            class="axis-name"
            transform={`translate(13 ${box.top + box.height / 2}) rotate(-90)`}
            text-anchor="middle"
          >
            {y.label}
          </text>
        </svg>
        <canvas ref={canvas} class="plot-canvas" />
        {props.children}
      </div>
    </figure>
  );
}
