// Cutting a batch into pieces that a store takes at once.
import { MAX_BATCH_ITEMS, MAX_BATCH_METRICS, MAX_BATCH_PARAMS, MAX_BATCH_TAGS } from "../limits.ts";
import type { Batch } from "../stores/tracking-store.ts";

/** The same metrics, params and tags in as few batches as the limits of MLflow's log-batch allow, in their order. */
export function splitBatch(batch: Batch): readonly Batch[] {
  if (fits(batch)) return [batch];
  const metrics = [...(batch.metrics ?? [])];
  const params = [...(batch.params ?? [])];
  const tags = [...(batch.tags ?? [])];
  const parts: Batch[] = [];
  while (metrics.length > 0 || params.length > 0 || tags.length > 0) {
    const someParams = params.splice(0, MAX_BATCH_PARAMS);
    const someTags = tags.splice(0, MAX_BATCH_TAGS);
    const someMetrics = metrics.splice(
      0,
      Math.min(MAX_BATCH_METRICS, MAX_BATCH_ITEMS - someParams.length - someTags.length),
    );
    parts.push({ metrics: someMetrics, params: new Map(someParams), tags: new Map(someTags) });
  }
  return parts;
}

/** The ordinary case, in which nothing is copied. */
function fits({ metrics, params, tags }: Batch): boolean {
  const [nMetrics, nParams, nTags] = [metrics?.length ?? 0, params?.size ?? 0, tags?.size ?? 0];
  const nItems = nMetrics + nParams + nTags;
  return nItems > 0 && nItems <= MAX_BATCH_ITEMS && nParams <= MAX_BATCH_PARAMS && nTags <= MAX_BATCH_TAGS;
}
