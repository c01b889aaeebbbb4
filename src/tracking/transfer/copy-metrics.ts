// Copying the metric histories of a run: every point that the copy does not have, in the order logged.
import type { TrackingClient } from "../client/tracking-client.ts";
import type { LoggedModel, Metric, Run } from "../entities.ts";
import { MAX_BATCH_METRICS } from "../limits.ts";
import type { IdTranslation } from "./id-translation.ts";

const POINTS_PER_PAGE = 25_000;

/** What a metric history is copied between. */
export interface MetricCopy {
  readonly source: TrackingClient;
  readonly target: TrackingClient;
  readonly run: Run;
  readonly copy: Run;
  readonly ids: IdTranslation;
  /** Logged models of the source: a store in files tells only with them which points are about them. */
  readonly models: readonly LoggedModel[];
}

/** Copies what is missing, a page at a time. */
export async function copyMetrics(work: MetricCopy): Promise<void> {
  const { source, target, run, copy } = work;
  const aboutModels = pointsAboutModels(work);
  let pending: Metric[] = [];
  const send = async (): Promise<void> => {
    if (pending.length > 0) await target.logBatch(copy.info.runId, { metrics: pending });
    pending = [];
  };
  for (const key of run.data.metrics.keys()) {
    const present = copy.data.metrics.has(key) ? await countPoints(target, copy.info.runId, key) : new Map();
    for await (const point of pointsOf(source, run.info.runId, key)) {
      const name = nameOf(point);
      const modelId = point.modelId ?? aboutModels.get(name)?.shift();
      const count = present.get(name) ?? 0;
      if (count > 0) {
        present.set(name, count - 1);
        continue;
      }
      pending.push({ ...point, runId: undefined, modelId: work.ids.get(modelId) });
      if (pending.length === MAX_BATCH_METRICS) await send();
    }
  }
  await send();
}

async function* pointsOf(client: TrackingClient, runId: string, key: string): AsyncGenerator<Metric> {
  let pageToken: string | undefined;
  do {
    const page = await client.store.metricHistory(runId, key, { maxResults: POINTS_PER_PAGE, pageToken });
    yield* page.items;
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

async function countPoints(client: TrackingClient, runId: string, key: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const point of pointsOf(client, runId, key)) {
    const name = nameOf(point);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** The models that the points of this run are about, by the points. */
function pointsAboutModels({ run, models }: MetricCopy): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { modelId, metrics } of models) {
    for (const metric of metrics) {
      if (metric.runId !== run.info.runId) continue;
      const name = nameOf(metric);
      found.set(name, [...(found.get(name) ?? []), modelId]);
    }
  }
  return found;
}

function nameOf({ key, value, timestampMs, step }: Metric): string {
  return `${timestampMs} ${value} ${step} ${key}`;
}
