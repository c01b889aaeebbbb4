// New points of the histories that are on the page, as their runs log them.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { followEvents } from "../api/event-stream.ts";
import type { SeriesRef } from "../api/histories.ts";
import type { ServerEvent } from "../api/server-events.ts";
import type { NewPoints } from "./line-points.ts";

/** New points of one history: how many there were before them, and how many there are. */
export interface LivePoints extends NewPoints {
  readonly from: number;
  readonly total: number;
  /** There were too many to send: ask for the history anew. */
  readonly skipped?: boolean;
}

/** Follows histories. */
export interface LiveSeries {
  /** What came since each history was asked for, by {@link seriesId}. */
  readonly points: ReadonlySignal<ReadonlyMap<string, LivePoints>>;
  /** Follows a history of which `total` points are here; what came before is forgotten. */
  readonly follow: (series: SeriesRef, total: number) => void;
  readonly stop: () => void;
}

/** The stream is opened anew when histories join; those that join together wait for each other so long. */
const GATHERING_MS = 250;
/** The server follows so many at once. */
const MAX_SERIES = 200;

/** One history as a key. */
export function seriesId({ run_id, key }: SeriesRef): string {
  return `${run_id}/${key}`;
}

/** Follows histories until it is stopped. */
export function liveSeries(): LiveSeries {
  const points: Signal<ReadonlyMap<string, LivePoints>> = signal(new Map());
  const followed = new Map<string, SeriesRef & { readonly from: number }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopStream = (): void => undefined;
  const open = (): void => {
    stopStream();
    stopStream = followEvents(
      "ajax-api/ui/events",
      { series: [...followed.values()].slice(-MAX_SERIES) },
      { onEvent: take },
    );
  };
  const take = ({ name, data }: ServerEvent): void => {
    if (name !== "points") return;
    const news = readPoints(data);
    const id = seriesId(news);
    const known = followed.get(id);
    if (known === undefined) return;
    followed.set(id, { ...known, from: news.total });
    const before = points.value.get(id);
    points.value = new Map(points.value).set(id, before === undefined ? news : joined(before, news));
  };
  return {
    points,
    follow: ({ run_id, key }, total) => {
      const id = seriesId({ run_id, key });
      followed.delete(id);
      followed.set(id, { run_id, key, from: total });
      if (points.value.has(id)) {
        const rest = new Map(points.value);
        rest.delete(id);
        points.value = rest;
      }
      clearTimeout(timer);
      timer = setTimeout(open, GATHERING_MS);
    },
    stop: () => {
      clearTimeout(timer);
      stopStream();
    },
  };
}

function joined(before: LivePoints, news: LivePoints): LivePoints {
  if (news.skipped === true || before.skipped === true || news.from !== before.total) {
    return { ...news, skipped: true };
  }
  return {
    from: before.from,
    total: news.total,
    steps: [...before.steps, ...news.steps],
    times: [...before.times, ...news.times],
    values: [...before.values, ...news.values],
  };
}

/** The server's own spelling of new points. */
function readPoints(data: string): LivePoints & SeriesRef {
  const news = JSON.parse(data) as Partial<NewPoints> & Omit<LivePoints, keyof NewPoints> & SeriesRef;
  return { steps: [], times: [], values: [], ...news };
}
