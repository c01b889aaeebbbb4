// Loads the histories that a chart draws, finer when a part of the x axis is chosen; what was drawn stays until then.
import { useEffect, useRef } from "preact/hooks";
import { fetchHistories, type HistoriesRequest, type Series, type SeriesBand } from "../api/histories.ts";
import { type Loaded, useLoad } from "../api/use-load.ts";
import type { Extent } from "./axis-ticks.ts";
import type { XKind } from "./line-points.ts";

/** What a chart draws. */
export interface Histories {
  readonly series: readonly Series[];
  readonly band?: SeriesBand;
  /** The part of the x axis they were asked for. */
  readonly range: Extent | undefined;
}

/** Points of all lines together, about: more than this no screen can tell apart. */
const POINT_BUDGET = 40_000;
const MOST_BUCKETS = 500;
const FEWEST_BUCKETS = 20;
const POINTS_A_BUCKET = 4;

/** The parts that the x axis is cut into for so many lines. */
export function bucketsFor(lineCount: number): number {
  const share = Math.floor(POINT_BUDGET / POINTS_A_BUCKET / Math.max(1, lineCount));
  return Math.max(FEWEST_BUCKETS, Math.min(MOST_BUCKETS, share));
}

/** Histories over an x axis; nothing is loaded while `series` is undefined. */
export function useHistories(
  series: HistoriesRequest["series"] | undefined,
  options: {
    readonly x: XKind;
    readonly range: Extent | undefined;
    readonly band?: boolean;
    /** Another number loads anew. */
    readonly turn: number;
  },
): Loaded<Histories> {
  const { x, range, band = false, turn } = options;
  const kept = useRef<{ readonly what: string; readonly value: Histories } | undefined>(undefined);
  const what = series === undefined ? undefined : JSON.stringify([series, x, band]);
  const loaded = useLoad(
    async (signal) => {
      const answer = await fetchHistories(
        {
          series: series ?? [],
          ...xOf(x),
          ...(range === undefined ? {} : { from: range[0], to: range[1] }),
          buckets: bucketsFor(series?.length ?? 0),
          band,
        },
        signal,
      );
      return { ...answer, range };
    },
    what === undefined ? undefined : JSON.stringify([what, range, turn]),
  );
  useEffect(() => {
    if (loaded.value !== undefined && what !== undefined) kept.current = { what, value: loaded.value };
  }, [loaded.value]);
  const before = kept.current?.what === what ? kept.current?.value : undefined;
  return { ...loaded, value: loaded.value ?? before };
}

function xOf(x: XKind): Pick<HistoriesRequest, "x" | "x_key"> {
  if (x === "step" || x === "time" || x === "relative") return { x };
  return { x: "metric", x_key: x.slice("metric:".length) };
}
