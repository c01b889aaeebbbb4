// Parallel coordinates: a line a run across all axes; a range dragged along an axis keeps the runs within it.
import "./parallel-plot.css";
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Extent } from "../charts/axis-ticks.ts";
import { useWidth } from "../charts/plot-surroundings.ts";
import { Menu } from "../components/menu.tsx";
import { translator } from "../i18n/translator.ts";
import { isDark } from "../theme/theme.ts";
import { compareTexts } from "./compare-messages.ts";
import { type ParallelAxis, withinRanges } from "./parallel-axis.ts";
import { valueColor } from "./value-color.ts";

const text = translator(compareTexts);

const HEIGHT = 420;
const TOP = 30;
const FOOT = 14;
const SIDE = 70;
const LEAST_BRUSH = 0.01;
const BRUSH_WIDTH = 14;

/** What can be done to an axis. */
export interface AxisActions {
  readonly onLog: (index: number) => void;
  readonly onFlip: (index: number) => void;
  readonly onMove: (index: number, by: number) => void;
  readonly onRemove: (index: number) => void;
}

/** Parallel coordinates. `colors` are places from 0 to 1 by which lines get their colours. */
export function ParallelPlot(props: {
  readonly axes: readonly ParallelAxis[];
  readonly colors: Float64Array;
  readonly ranges: ReadonlyMap<string, Extent>;
  readonly onRange: (name: string, range: Extent | undefined) => void;
  readonly highlight: number | undefined;
  readonly actions: AxisActions;
}): VNode {
  const { axes, colors, ranges, highlight } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, watch] = useWidth(frame);
  useEffect(watch, []);
  const runCount = axes[0]?.places.length ?? 0;
  const kept = useMemo(() => withinRanges(axes, ranges, runCount), [axes, ranges, runCount]);
  const left = (axis: number): number =>
    axes.length < 2 ? width / 2 : SIDE + (axis / (axes.length - 1)) * (width - 2 * SIDE);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (canvas.current === null || context === null || context === undefined || width === 0) return;
    const ratio = devicePixelRatio;
    canvas.current.width = width * ratio;
    canvas.current.height = HEIGHT * ratio;
    context.scale(ratio, ratio);
    context.lineWidth = 1.2;
    const lines = Array.from({ length: runCount }, (_, run) => run);
    const rest = isDark.value ? "#ffffff" : "#000000";
    for (const run of lines.filter((run) => kept[run] !== true))
      strokeRun(context, axes, run, left, rest, 0.05);
    const alpha = Math.max(0.12, Math.min(0.85, 60 / Math.max(1, runCount)));
    for (const run of lines.filter((run) => kept[run] === true)) {
      strokeRun(
        context,
        axes,
        run,
        left,
        valueColor(colors[run] ?? Number.NaN),
        highlight === undefined ? alpha : alpha / 3,
      );
    }
    if (highlight !== undefined) {
      context.lineWidth = 2.6;
      strokeRun(context, axes, highlight, left, valueColor(colors[highlight] ?? Number.NaN), 1);
    }
  }, [axes, colors, kept, width, highlight, isDark.value]);
  return (
    <div ref={frame} class="parallel panel">
      <canvas ref={canvas} class="parallel-canvas" />
      {width > 0 && (
        <svg class="parallel-axes" width={width} height={HEIGHT} aria-hidden="true">
          {axes.map((axis, i) => (
            <AxisDrawing
              key={axis.column.name}
              axis={axis}
              left={left(i)}
              range={ranges.get(axis.column.name)}
              isLast={i === axes.length - 1}
              onRange={(range) => props.onRange(axis.column.name, range)}
            />
          ))}
        </svg>
      )}
      {width > 0 &&
        axes.map((axis, i) => (
          <div key={axis.column.name} class="parallel-head" style={{ left: `${left(i)}px` }}>
            <Menu
              button={{ kind: "quiet", small: true, children: axis.column.label, title: axis.column.name }}
              items={axisItems(
                axis,
                i,
                axes.length,
                props.actions,
                ranges.has(axis.column.name) ? () => props.onRange(axis.column.name, undefined) : undefined,
              )}
            />
          </div>
        ))}
    </div>
  );
}

function axisItems(
  axis: ParallelAxis,
  index: number,
  count: number,
  actions: AxisActions,
  onClear: (() => void) | undefined,
): Parameters<typeof Menu>[0]["items"] {
  return [
    ...(axis.column.isNumeric
      ? [{ label: text("log"), checked: axis.isLog, onSelect: () => actions.onLog(index) }]
      : []),
    { label: text("flip"), checked: axis.isFlipped, onSelect: () => actions.onFlip(index) },
    {
      label: text("moveLeft"),
      disabled: index === 0,
      separate: true,
      onSelect: () => actions.onMove(index, -1),
    },
    { label: text("moveRight"), disabled: index === count - 1, onSelect: () => actions.onMove(index, 1) },
    ...(onClear === undefined ? [] : [{ label: text("clearBrush"), separate: true, onSelect: onClear }]),
    {
      label: text("removeAxis"),
      disabled: count <= 2,
      separate: true,
      onSelect: () => actions.onRemove(index),
    },
  ];
}

function strokeRun(
  context: CanvasRenderingContext2D,
  axes: readonly ParallelAxis[],
  run: number,
  left: (axis: number) => number,
  color: string,
  alpha: number,
): void {
  context.beginPath();
  let isDown = false;
  axes.forEach((axis, i) => {
    const place = axis.places[run] ?? Number.NaN;
    if (Number.isNaN(place)) {
      isDown = false;
      return;
    }
    const top = topOf(place);
    if (isDown) context.lineTo(left(i), top);
    else context.moveTo(left(i), top);
    isDown = true;
  });
  context.strokeStyle = color;
  context.globalAlpha = alpha;
  context.stroke();
}

function topOf(place: number): number {
  return TOP + (1 - place) * (HEIGHT - TOP - FOOT);
}

function placeOf(top: number): number {
  return Math.max(0, Math.min(1, 1 - (top - TOP) / (HEIGHT - TOP - FOOT)));
}

/** One axis with its marks; dragging along it makes a range, a click takes it away. */
function AxisDrawing(props: {
  readonly axis: ParallelAxis;
  readonly left: number;
  readonly range: Extent | undefined;
  readonly isLast: boolean;
  readonly onRange: (range: Extent | undefined) => void;
}): VNode {
  const { axis, left, range, isLast } = props;
  const [begin, setBegin] = useState<number | undefined>(undefined);
  const at = (event: PointerEvent): number => {
    const box =
      event.currentTarget instanceof Element ? event.currentTarget.getBoundingClientRect() : undefined;
    return placeOf(event.clientY - (box?.top ?? 0) + TOP - 6);
  };
  return (
    <g transform={`translate(${left} 0)`}>
      <line class="parallel-line" y1={TOP} y2={HEIGHT - FOOT} />
      {axis.ticks.map(({ place, label }) => (
        <text
          key={label}
          class="parallel-tick"
          x={isLast ? 7 : -7}
          y={topOf(place) + 4}
          text-anchor={isLast ? "start" : "end"}
        >
          {label.length > 12 ? `${label.slice(0, 11)}…` : label}
        </text>
      ))}
      {range !== undefined && (
        <rect
          class="parallel-range"
          x={-BRUSH_WIDTH / 2}
          width={BRUSH_WIDTH}
          y={topOf(range[1])}
          height={Math.max(2, topOf(range[0]) - topOf(range[1]))}
        />
      )}
      <rect
        class="parallel-grip"
        x={-12}
        width={24}
        y={TOP - 6}
        height={HEIGHT - TOP - FOOT + 12}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setBegin(at(event));
          props.onRange(undefined);
        }}
        onPointerMove={(event) => {
          if (begin === undefined) return;
          const now = at(event);
          if (Math.abs(now - begin) >= LEAST_BRUSH)
            props.onRange([Math.min(begin, now), Math.max(begin, now)]);
        }}
        onPointerUp={() => setBegin(undefined)}
      />
    </g>
  );
}
