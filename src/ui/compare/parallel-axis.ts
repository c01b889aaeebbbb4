// One axis of parallel coordinates: where each value lies on it, from 0 at its foot to 1 at its head.
import { axisTicks, type Extent, extentOf, shareOf, type Tick } from "../charts/axis-ticks.ts";
import type { PlotColumn } from "./plot-column.ts";

/** An axis. */
export interface ParallelAxis {
  readonly column: PlotColumn;
  readonly isLog: boolean;
  readonly isFlipped: boolean;
  /** Where each run crosses it; NaN for runs that have no value. */
  readonly places: Float64Array;
  /** Marks with their places. */
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
  /** The value at a place, as text. */
  readonly valueAt: (place: number) => string;
}

/** How an axis is to be. */
export interface AxisChoice {
  readonly isLog: boolean;
  readonly isFlipped: boolean;
}

const TICKS = 6;
const MAX_CATEGORIES = 24;

/** Whether numbers are better told apart on a logarithmic axis: all above nought, over a hundredfold. */
export function prefersLog(numbers: Float64Array): boolean {
  const extent = extentOf(numbers);
  return extent !== undefined && extent[0] > 0 && extent[1] / extent[0] >= 100;
}

/** Lays out a column as an axis: numbers on a scale, texts as evenly spaced categories in their order. */
export function parallelAxis(column: PlotColumn, { isLog, isFlipped }: AxisChoice): ParallelAxis {
  const turn = (place: number): number => (isFlipped ? 1 - place : place);
  const extent = column.isNumeric ? extentOf(column.numbers, isLog) : undefined;
  if (extent !== undefined) {
    const marks = axisTicks(extent, TICKS, isLog);
    return {
      column,
      isLog,
      isFlipped,
      places: column.numbers.map((value) =>
        Number.isFinite(value) && (!isLog || value > 0) ? turn(shareOf(value, extent, isLog)) : Number.NaN,
      ),
      ticks: marks.map(({ value, label }: Tick) => ({ place: turn(shareOf(value, extent, isLog)), label })),
      valueAt: (place) => String(Number(valueAtShare(turn(place), extent, isLog).toPrecision(4))),
    };
  }
  const categories = [...new Set(column.texts.filter((text) => text !== null))].sort((a, b) =>
    a.localeCompare(b, "en", { numeric: true }),
  );
  const places = new Map(
    categories.map((text, i) => [text, turn(categories.length === 1 ? 0.5 : i / (categories.length - 1))]),
  );
  const stride = Math.ceil(categories.length / MAX_CATEGORIES);
  return {
    column,
    isLog: false,
    isFlipped,
    places: Float64Array.from(column.texts, (text) =>
      text === null ? Number.NaN : (places.get(text) ?? Number.NaN),
    ),
    ticks: categories
      .filter((_, i) => i % stride === 0)
      .map((label) => ({ place: places.get(label) ?? 0, label })),
    valueAt: (place) => categories[Math.round(turn(place) * (categories.length - 1))] ?? "",
  };
}

function valueAtShare(share: number, [low, high]: Extent, isLog: boolean): number {
  return isLog ? low * (high / low) ** share : low + (high - low) * share;
}

/** Which runs lie within every range; ranges stand by the names of their axes. */
export function withinRanges(
  axes: readonly ParallelAxis[],
  ranges: ReadonlyMap<string, Extent>,
  runCount: number,
): readonly boolean[] {
  return Array.from({ length: runCount }, (_, run) =>
    axes.every((axis) => {
      const range = ranges.get(axis.column.name);
      if (range === undefined) return true;
      const place = axis.places[run] ?? Number.NaN;
      return place >= range[0] && place <= range[1];
    }),
  );
}
