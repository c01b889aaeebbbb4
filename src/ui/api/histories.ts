// Requests about the histories of metrics, thinned by the server so that no minimum and no maximum is lost.
import { addressOf, sendJson } from "./request.ts";
import type { WireNumber } from "./shapes.ts";

/** A history that is asked for. */
export interface SeriesRef {
  readonly run_id: string;
  readonly key: string;
}

/** An extreme point. */
export interface ExtremePoint {
  readonly value: number;
  readonly step: number;
  readonly x: number;
}

/** A history within a range of x. */
export interface Series extends SeriesRef {
  /** Points in the whole history. */
  readonly total: number;
  readonly in_range: number;
  /** Whether every point of the range is here. */
  readonly is_exact: boolean;
  readonly x: readonly number[];
  readonly y: readonly WireNumber[];
  readonly steps: readonly number[];
  readonly times: readonly number[];
  /** The extremes of the whole history. */
  readonly min: ExtremePoint | null;
  readonly max: ExtremePoint | null;
  readonly first_x: number | null;
  readonly last_x: number | null;
  readonly n_nan: number;
  readonly n_inf: number;
}

/** What several histories have in common at each x. */
export interface SeriesBand {
  readonly x: readonly number[];
  readonly mean: readonly WireNumber[];
  readonly min: readonly WireNumber[];
  readonly max: readonly WireNumber[];
  readonly std: readonly WireNumber[];
  readonly count: readonly number[];
}

/** Which histories, over what, and how finely. */
export interface HistoriesRequest {
  readonly series: readonly SeriesRef[];
  readonly x?: "step" | "time" | "relative" | "metric";
  /** The metric on the x axis. */
  readonly x_key?: string;
  readonly from?: number;
  readonly to?: number;
  /** Parts of the x axis; each gives at most four points. */
  readonly buckets?: number;
  readonly band?: boolean;
}

/** Histories of metrics. */
export function fetchHistories(
  request: HistoriesRequest,
  signal?: AbortSignal,
): Promise<{ readonly series: readonly Series[]; readonly band?: SeriesBand }> {
  return sendJson("ajax-api/ui/metrics/histories", request, signal && { signal });
}

/** Where the whole history of a metric can be downloaded. */
export function historyAddress({ run_id, key }: SeriesRef, format: "csv" | "json"): string {
  return addressOf("ajax-api/ui/metrics/download", { run_id, metric_key: key, format });
}
