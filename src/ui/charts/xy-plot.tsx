// A chart of lines: zoom by dragging, a cursor for mouse and keys, and what stands under it in words.
import "./xy-plot.css";
import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type uPlot from "uplot";
import { formatNumber } from "../formats/number.ts";
import { formatDuration, formatTime } from "../formats/time.ts";
import { language } from "../i18n/language.ts";
import { translator } from "../i18n/translator.ts";
import { isDark } from "../theme/theme.ts";
import { type Extent, extentOf, widened } from "./axis-ticks.ts";
import { chartTexts } from "./chart-messages.ts";
import { type Reading, readLines } from "./cursor-reading.ts";
import { plotFrame } from "./plot-frame.ts";
import { inkOf, useWidth } from "./plot-surroundings.ts";
import { drawBand, drawLine, type XyBand, type XyLine } from "./xy-drawing.ts";

const text = translator(chartTexts);
const Y_ROOM = 0.06;
const NO_BANDS: readonly XyBand[] = [];
/** Where the axes begin, in pixels from the left. */
const PLOT_LEFT = 54;
/** How far beside a line's end the cursor still reads it, as a share of the axis. */
const REACH = 0.02;

/** What a chart shows and how. */
export interface XyPlotProps {
  readonly label: string;
  readonly lines: readonly XyLine[];
  readonly bands?: readonly XyBand[];
  readonly x: "number" | "time" | "duration";
  /** The part of the x axis to show; undefined for all that the lines have. */
  readonly range: Extent | undefined;
  readonly isLogX: boolean;
  readonly isLogY: boolean;
  readonly height: number;
  readonly syncKey?: string;
  /** The line that stands out; the others are faded. */
  readonly focusId?: string | undefined;
  readonly onZoom: (range: Extent | undefined) => void;
}

/** A chart of lines. */
export function XyPlot(props: XyPlotProps): VNode {
  const { lines, bands = NO_BANDS, x, range, isLogX, isLogY, height } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [width, watchWidth] = useWidth(box);
  const [cursor, setCursor] = useState<{ readonly x: number; readonly y: number | undefined } | undefined>(
    undefined,
  );
  const latest = useRef(props);
  latest.current = props;
  const xExtent = useMemo<Extent>(
    () =>
      range ??
      extentOf(
        every(lines, (line) => line.xs),
        isLogX,
      ) ?? [isLogX ? 1 : 0, 10],
    [lines, range, isLogX],
  );
  const yExtent = useMemo<Extent>(
    () =>
      widened(
        extentOf(
          [
            ...visibleYs(lines, xExtent),
            ...every(bands, (band) => band.lows),
            ...every(bands, (band) => band.highs),
          ],
          isLogY,
        ) ?? [isLogY ? 0.1 : 0, 1],
        Y_ROOM,
        isLogY,
      ),
    [lines, bands, xExtent, isLogY],
  );
  useEffect(watchWidth, []);
  useEffect(() => {
    if (box.current === null || width === 0) return undefined;
    const frame = plotFrame(box.current, {
      width,
      height,
      xExtent,
      yExtent,
      x,
      isLogX,
      isLogY,
      ink: inkOf(box.current),
      language: language.value,
      ...(props.syncKey === undefined ? {} : { syncKey: props.syncKey }),
      draw: (context, place) => {
        const { lines, bands = NO_BANDS, focusId } = latest.current;
        for (const band of bands) drawBand(context, band, place);
        for (const line of lines)
          drawLine(context, line, place, focusId !== undefined && line.id !== focusId);
      },
      // A frame that is drawn anew says that the mouse has left; a cursor that keys have moved stays.
      onCursor: (at) => setCursor((old) => at ?? (old?.y === undefined ? old : undefined)),
      onZoom: (chosen) => latest.current.onZoom(chosen),
    });
    plot.current = frame;
    return () => {
      plot.current = undefined;
      frame.destroy();
    };
  }, [width, height, xExtent, yExtent, x, isLogX, isLogY, props.syncKey, isDark.value, language.value]);
  useEffect(() => plot.current?.redraw(false), [lines, bands, props.focusId]);

  const reach = (xExtent[1] - xExtent[0]) * REACH;
  const read = cursor === undefined ? undefined : readLines(lines, cursor.x, cursor.y, reach);
  const move = (by: number): void => setCursor({ x: nextX(lines, cursor?.x, by, xExtent), y: undefined });
  const place =
    plot.current === undefined || cursor === undefined ? undefined : plot.current.valToPos(cursor.x, "x");
  return (
    <figure
      class="xy-plot"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the cursor of a chart is moved by keys, as its label says
      tabIndex={0}
      aria-roledescription={text("chart")}
      aria-label={`${props.label}. ${text("chartKeys")}`}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
          move((event.key === "ArrowLeft" ? -1 : 1) * (event.shiftKey ? 10 : 1));
          event.preventDefault();
        } else if (event.key === "Escape") {
          setCursor(undefined);
          if (range !== undefined) props.onZoom(undefined);
        } else if (event.key === "+" || event.key === "=") props.onZoom(zoomed(xExtent, cursor?.x, 0.5));
        else if (event.key === "-") props.onZoom(zoomed(xExtent, cursor?.x, 2));
        else return;
        event.stopPropagation();
      }}
      onBlur={() => setCursor(undefined)}
    >
      <div ref={box} class="xy-plot-box" />
      {cursor?.y === undefined && place !== undefined && (
        <span class="key-cursor" style={{ left: `${PLOT_LEFT + place}px` }} />
      )}
      {read !== undefined && read.readings.length > 0 && (
        <CursorNote
          read={read}
          x={x}
          isRight={place !== undefined && place > width * 0.5}
          left={place ?? 0}
          width={width}
        />
      )}
      <span class="visually-hidden" aria-live="polite">
        {cursor?.y === undefined && read !== undefined
          ? read.readings
              .map(({ line, x: at, y }) => `${line.name}: ${formatNumber(y)} (${xText(at, x)})`)
              .join("; ")
          : ""}
      </span>
    </figure>
  );
}

/** The values under the cursor, beside it. */
function CursorNote(props: {
  readonly read: { readonly readings: readonly Reading[]; readonly count: number };
  readonly x: XyPlotProps["x"];
  readonly left: number;
  readonly isRight: boolean;
  readonly width: number;
}): VNode {
  const { readings, count } = props.read;
  const at = readings[0]?.x ?? 0;
  const offset = props.isRight
    ? { right: `${Math.max(0, props.width - PLOT_LEFT - props.left + 14)}px` }
    : { left: `${PLOT_LEFT + props.left + 14}px` };
  return (
    <div class="cursor-note" style={offset} aria-hidden="true">
      <div class="cursor-x">{xText(at, props.x)}</div>
      {readings.map(({ line, y }) => (
        <div key={line.id} class="cursor-line">
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <circle cx="5" cy="5" r="4" fill={line.color} />
          </svg>
          <span class="cursor-name">{line.name}</span>
          <span class="number">{formatNumber(y)}</span>
        </div>
      ))}
      {count > readings.length && (
        <div class="quiet">{text("moreLines", { n: count - readings.length })}</div>
      )}
    </div>
  );
}

/** A place of the x axis in words. */
function xText(value: number, x: XyPlotProps["x"]): string {
  if (x === "time") return formatTime(value, language.value);
  return x === "duration" ? formatDuration(value, language.value) : formatNumber(value);
}

function* every<T>(items: readonly T[], values: (item: T) => Float64Array): Iterable<number> {
  for (const item of items) yield* values(item);
}

function* visibleYs(lines: readonly XyLine[], [low, high]: Extent): Iterable<number> {
  for (const { xs, ys } of lines) {
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i] ?? Number.NaN;
      if (x >= low && x <= high) yield ys[i] ?? Number.NaN;
    }
  }
}

/** Where the cursor goes from a place when it moves by some points of the line that has the most of them. */
function nextX(lines: readonly XyLine[], from: number | undefined, by: number, [low, high]: Extent): number {
  const longest = lines.reduce<Float64Array>(
    (best, { xs }) => (xs.length > best.length ? xs : best),
    new Float64Array(),
  );
  const xs = longest.filter((x) => x >= low && x <= high);
  if (xs.length === 0) return low;
  const index = from === undefined ? (by > 0 ? -1 : xs.length) : xs.findIndex((x) => x >= from);
  const next = (index < 0 && from !== undefined ? xs.length - 1 : index) + by;
  return xs[Math.max(0, Math.min(xs.length - 1, next))] ?? low;
}

function zoomed([low, high]: Extent, at: number | undefined, factor: number): Extent {
  const middle = at ?? (low + high) / 2;
  return [middle - (middle - low) * factor, middle + (high - middle) * factor];
}
