// What is logged, as MLflow's REST API spells it in requests.
import type { DatasetInput, Metric } from "../../entities.ts";

/** A map as `[{key, value}]`. */
export function pairsToJson(map: ReadonlyMap<string, string> = new Map()): readonly object[] {
  return Array.from(map, ([key, value]) => ({ key, value }));
}

/** A double; what JSON does not hold goes as text. */
function doubleToJson(value: number): number | string {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isFinite(value) ? value : String(value);
}

/** A metric point. */
export function metricToJson(metric: Metric): object {
  return {
    key: metric.key,
    value: doubleToJson(metric.value),
    timestamp: metric.timestampMs,
    step: metric.step,
    run_id: metric.runId,
    model_id: metric.modelId,
    dataset_name: metric.datasetName,
    dataset_digest: metric.datasetDigest,
  };
}

/** A data set that went into a run. */
export function datasetInputToJson({ dataset, tags }: DatasetInput): object {
  return {
    tags: pairsToJson(tags),
    dataset: {
      name: dataset.name,
      digest: dataset.digest,
      source_type: dataset.sourceType,
      source: dataset.source,
      schema: dataset.schema,
      profile: dataset.profile,
    },
  };
}
