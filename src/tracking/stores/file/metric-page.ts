// A page of a metric's history; the token is the place in the file where the next page starts, as files only grow.
import { join } from "node:path";
import type { Metric, Page } from "../../entities.ts";
import { offsetOf, readPageToken, writePageToken } from "../../search/pages.ts";
import type { DamageLog } from "./damage-log.ts";
import { METRICS_FOLDER } from "./layout.ts";
import { visitPoints } from "./metric-files.ts";
import type { PlacedRun } from "./run-folders.ts";

/** The points of a run's metric in the order logged, at most `maxResults`. */
export function metricPage(
  { folder, meta }: PlacedRun,
  key: string,
  options: { readonly maxResults: number | undefined; readonly pageToken: string | undefined },
  damage: DamageLog,
): Page<Metric> {
  const { maxResults = Number.POSITIVE_INFINITY, pageToken = "" } = options;
  const startByte = pageToken === "" ? 0 : offsetOf(readPageToken(pageToken));
  const { runId } = meta;
  const items: Metric[] = [];
  let endByte = startByte;
  let hasMore = false;
  visitPoints(join(folder, METRICS_FOLDER, key), "run", damage, startByte, (point, _, lineEnd) => {
    hasMore = items.length === maxResults;
    if (hasMore) return true;
    const { value, timestampMs, step } = point;
    // Written out, as spreading a million points takes seconds.
    items.push(
      point.datasetName === undefined ? { key, value, timestampMs, step, runId } : { key, ...point, runId },
    );
    endByte = lineEnd;
    return false;
  });
  return { items, nextPageToken: hasMore ? writePageToken(`{"offset": ${endByte}}`) : undefined };
}
