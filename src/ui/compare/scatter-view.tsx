// One column of the runs against another, coloured by a third; or with its height as contours.
import "../charts/chart-toolbar.css";
import { contours } from "d3-contour";
import { Delaunay } from "d3-delaunay";
import type { VNode } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { RunQuery } from "../api/shapes.ts";
import { useLoad } from "../api/use-load.ts";
import { go, linkTo, queryValue, setQuery } from "../app/location.ts";
import { type Extent, extentOf, shareOf, widened } from "../charts/axis-ticks.ts";
import { interpolateGrid } from "../charts/grid-interpolation.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, LoadingState } from "../components/states.tsx";
import { formatNumber } from "../formats/number.ts";
import { translator } from "../i18n/translator.ts";
import { colorOf } from "../theme/chosen-colors.ts";
import { ColumnSelect } from "./column-select.tsx";
import { compareTexts } from "./compare-messages.ts";
import { PlotArea, type PlotPlaces } from "./plot-area.tsx";
import { type ColumnName, columnOf, fetchPlotRuns, MAX_PLOTTED_RUNS } from "./plot-column.ts";
import { PlotRunList } from "./plot-run-list.tsx";
import { valueColor } from "./value-color.ts";

const text = translator(compareTexts);

const GRID = 48;
const LEVELS = 10;
/** Grid cells times points that a page can reckon without a pause. */
const MAX_CONTOUR_POINTS = 2000;
const REACH = 24;
const RADIUS = 4;

/** A scatter plot, or with `hasContours` the heights between the points. */
export function ScatterView(props: {
  readonly query: RunQuery;
  readonly selected: readonly string[];
  readonly names: readonly ColumnName[];
  readonly version: number;
  readonly hasContours: boolean;
}): VNode {
  const { query, selected, names, hasContours } = props;
  const metrics = names.filter((name) => name.startsWith("metric."));
  const params = names.filter((name) => name.startsWith("param."));
  const xName = queryValue("px") ?? params[0] ?? metrics[1] ?? metrics[0] ?? "";
  const yName = queryValue("py") ?? (hasContours ? (params[1] ?? metrics[0]) : metrics[0]) ?? "";
  const zName = queryValue("pz") ?? (hasContours ? metrics[0] : undefined);
  const isLogX = queryValue("plx") === "1";
  const isLogY = queryValue("ply") === "1";
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const asked = [...new Set([xName, yName, ...(zName === undefined ? [] : [zName])])].filter(
    (name) => name !== "",
  );
  const loaded = useLoad(
    (signal) => fetchPlotRuns(query, selected, asked, MAX_PLOTTED_RUNS, signal),
    JSON.stringify([query, selected, asked, props.version]),
  );
  const runs = loaded.value;
  const plot = useMemo(() => {
    const xs = runs?.columns.get(xName)?.numbers;
    const ys = runs?.columns.get(yName)?.numbers;
    if (xs === undefined || ys === undefined) return undefined;
    const zs = zName === undefined ? undefined : runs?.columns.get(zName)?.numbers;
    const shown = Array.from(xs, (_, run) => run).filter(
      (run) => fits(xs[run], isLogX) && fits(ys[run], isLogY) && (!hasContours || Number.isFinite(zs?.[run])),
    );
    const extent = (values: Float64Array, isLog: boolean): Extent =>
      widened(
        extentOf(
          shown.map((run) => values[run] ?? Number.NaN),
          isLog,
        ) ?? [isLog ? 1 : 0, 10],
        0.04,
        isLog,
      );
    return {
      xs,
      ys,
      zs,
      shown,
      x: extent(xs, isLogX),
      y: extent(ys, isLogY),
      z: zs === undefined ? undefined : extentOf(shown.map((run) => zs[run] ?? Number.NaN)),
    };
  }, [runs, xName, yName, zName, isLogX, isLogY, hasContours]);
  const shapes = useMemo(() => {
    if (!hasContours || plot?.zs === undefined || plot.z === undefined || plot.shown.length < 3)
      return undefined;
    const { xs, ys, zs, x, y, z } = plot;
    const stride = Math.ceil(plot.shown.length / MAX_CONTOUR_POINTS);
    const points = plot.shown
      .filter((_, i) => i % stride === 0)
      .map((run) => ({
        x: shareOf(xs[run] ?? 0, x, isLogX),
        y: shareOf(ys[run] ?? 0, y, isLogY),
        z: zs[run] ?? 0,
      }));
    const [low, high] = z;
    const levels = Array.from({ length: LEVELS }, (_, i) => low + ((high - low) * i) / LEVELS);
    return contours().size([GRID, GRID]).thresholds(levels)([...interpolateGrid(points, GRID)]);
  }, [plot, hasContours, isLogX, isLogY]);
  if (loaded.error !== undefined) return <ErrorState error={loaded.error} onRetry={loaded.reload} />;
  if (runs === undefined || plot === undefined) return <LoadingState />;
  const { xs, ys, zs, shown } = plot;
  const colorAt = (run: number): string =>
    zs === undefined || plot.z === undefined
      ? colorOf(runs.runIds[run] ?? "")
      : valueColor(shareOf(zs[run] ?? Number.NaN, plot.z, false));
  const nearest = (
    at: { readonly left: number; readonly top: number },
    places: PlotPlaces,
  ): number | undefined => {
    if (shown.length === 0) return undefined;
    const points = shown.map((run): [number, number] => [
      places.left(xs[run] ?? 0),
      places.top(ys[run] ?? 0),
    ]);
    const found = Delaunay.from(points).find(at.left, at.top);
    const [left, top] = points[found] ?? [Number.NaN, Number.NaN];
    return Math.hypot(left - at.left, top - at.top) <= REACH ? shown[found] : undefined;
  };
  return (
    <div class="plot-split">
      <div class="chart-toolbar no-print">
        <ColumnSelect label={text("x")} columns={names} value={xName} onChoose={(px) => setQuery({ px })} />
        <Button small pressed={isLogX} onClick={() => setQuery({ plx: isLogX ? undefined : "1" })}>
          {text("log")} {text("x")}
        </Button>
        <ColumnSelect label={text("y")} columns={names} value={yName} onChoose={(py) => setQuery({ py })} />
        <Button small pressed={isLogY} onClick={() => setQuery({ ply: isLogY ? undefined : "1" })}>
          {text("log")} {text("y")}
        </Button>
        <ColumnSelect
          label={text(hasContours ? "z" : "color")}
          columns={names}
          value={zName}
          {...(hasContours ? {} : { none: text("noValue") })}
          onChoose={(pz) => setQuery({ pz })}
        />
        <span class="quiet">{text("shown", { n: shown.length, total: runs.total })}</span>
        {plot.z !== undefined && <ColorScale extent={plot.z} />}
      </div>
      {shown.length < 3 && hasContours ? (
        <p class="panel padded quiet">{text("fewNumbers")}</p>
      ) : (
        <PlotArea
          label={`${columnOf(yName).key} / ${columnOf(xName).key}`}
          x={{ label: columnOf(xName).key, extent: plot.x, isLog: isLogX }}
          y={{ label: columnOf(yName).key, extent: plot.y, isLog: isLogY }}
          stamp={[plot, shapes, pointed, colorOf("")]}
          draw={(context, places, ink) => {
            for (const shape of shapes ?? []) drawContour(context, shape, places, plot.z);
            for (const run of shown) {
              context.globalAlpha = shown.length > 500 ? 0.6 : 0.9;
              dot(context, places.left(xs[run] ?? 0), places.top(ys[run] ?? 0), RADIUS, colorAt(run));
            }
            context.globalAlpha = 1;
            if (pointed !== undefined) {
              context.strokeStyle = ink;
              context.lineWidth = 2;
              dot(
                context,
                places.left(xs[pointed] ?? 0),
                places.top(ys[pointed] ?? 0),
                RADIUS + 2,
                colorAt(pointed),
              );
              context.stroke();
            }
          }}
          onPoint={(at, places) => setPointed(at === undefined ? undefined : nearest(at, places))}
          onPick={(at, places) => {
            const run = nearest(at, places);
            if (run !== undefined) go(linkTo(["runs", runs.runIds[run] ?? ""]));
          }}
        >
          {pointed !== undefined && (
            <div class="plot-note" style={{ top: "10px", right: "20px" }} aria-hidden="true">
              <strong>{runs.names[pointed]}</strong>
              {asked.map((name) => (
                <div key={name}>
                  {columnOf(name).key}: {formatNumber(runs.columns.get(name)?.numbers[pointed] ?? Number.NaN)}
                </div>
              ))}
            </div>
          )}
        </PlotArea>
      )}
      <PlotRunList runs={runs} shown={shown} columns={asked} onPoint={setPointed} />
    </div>
  );
}

/** The colours from the least to the most. */
function ColorScale({ extent }: { readonly extent: Extent }): VNode {
  const [low, high] = extent;
  return (
    <span class="color-scale">
      {formatNumber(low)}
      <svg width="100" height="10" aria-hidden="true">
        {Array.from({ length: 20 }, (_, i) => (
          <rect key={i} x={i * 5} width="5.5" height="10" fill={valueColor(i / 19)} />
        ))}
      </svg>
      {formatNumber(high)}
    </span>
  );
}

function drawContour(
  context: CanvasRenderingContext2D,
  shape: {
    readonly value: number;
    readonly coordinates: readonly (readonly (readonly (readonly number[])[])[])[];
  },
  { box }: PlotPlaces,
  z: Extent | undefined,
): void {
  const path = new Path2D();
  for (const polygon of shape.coordinates) {
    for (const ring of polygon) {
      ring.forEach(([column = 0, row = 0], i) => {
        const left = box.left + (column / GRID) * box.width;
        const top = box.top + (1 - row / GRID) * box.height;
        if (i === 0) path.moveTo(left, top);
        else path.lineTo(left, top);
      });
      path.closePath();
    }
  }
  context.globalAlpha = 0.75;
  context.fillStyle = valueColor(z === undefined ? 0.5 : shareOf(shape.value, z, false));
  context.fill(path, "evenodd");
  context.globalAlpha = 1;
}

function dot(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  radius: number,
  color: string,
): void {
  context.beginPath();
  context.arc(left, top, radius, 0, 2 * Math.PI);
  context.fillStyle = color;
  context.fill();
}

function fits(value: number | undefined, isLog: boolean): boolean {
  return value !== undefined && Number.isFinite(value) && (!isLog || value > 0);
}
