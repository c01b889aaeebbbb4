// What the machine is busy with while a run is open, as metrics under MLflow's names.

import { warn } from "../../errors/index.ts";
import {
  environmentFlag,
  environmentText,
  type ResourceSample,
  ResourceSampler,
} from "../../system/index.ts";
import type { Metric } from "../entities.ts";

/** MLflow's own default. */
const DEFAULT_INTERVAL_S = 10;
const MIN_INTERVAL_S = 0.01;
const MAX_INTERVAL_S = 86_400;
/** MLflow counts megabytes by tens. */
const MEGABYTE = 1e6;

/** What takes points; those of a run. */
interface PointLog {
  logPoints(points: readonly Metric[]): void;
}

/** Whether runs have system metrics when nothing else is said: by MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING. */
export function isSystemMetricsDefault(): boolean {
  return environmentFlag("MLFLOW_ENABLE_SYSTEM_METRICS_LOGGING", false);
}

/**
 * Logs system metrics from now on: step 0, 1, 2, … every 10 seconds, or as MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL says in
 * seconds.
 *
 * @returns A function that ends it; what was measured until then is logged before it returns.
 */
export function startSystemMetrics(run: PointLog): () => void {
  let step = 0;
  let hasFailed = false;
  const sampler = new ResourceSampler(1000 * intervalSeconds(), (sample) => {
    if (hasFailed) return;
    try {
      run.logPoints(pointsOf(sample, step++));
    } catch (error) {
      hasFailed = true;
      warn("TrackingWarning", `Cannot log system metrics: ${String(error)}; the work goes on without them`);
    }
  });
  return () => sampler.stop();
}

function intervalSeconds(): number {
  const text = environmentText("MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL");
  if (text === undefined) return DEFAULT_INTERVAL_S;
  const seconds = Number(text);
  if (seconds >= MIN_INTERVAL_S && seconds <= MAX_INTERVAL_S) return seconds;
  warn(
    "TrackingWarning",
    `MLFLOW_SYSTEM_METRICS_SAMPLING_INTERVAL must be a number of seconds from ${MIN_INTERVAL_S} to ${MAX_INTERVAL_S}: it is ${text}, and ${DEFAULT_INTERVAL_S} is taken`,
  );
  return DEFAULT_INTERVAL_S;
}

/** The first group has MLflow's names; the second is what it does not have. */
function pointsOf(sample: ResourceSample, step: number): readonly Metric[] {
  const { cpuPercent, memoryUsedBytes, memoryTotalBytes, disk, main, timeMs: timestampMs } = sample;
  const values: Readonly<Record<string, number | undefined>> = {
    cpu_utilization_percentage: cpuPercent,
    system_memory_usage_megabytes: memoryUsedBytes / MEGABYTE,
    system_memory_usage_percentage: (100 * memoryUsedBytes) / memoryTotalBytes,
    disk_usage_percentage: disk && (100 * disk.usedBytes) / (disk.usedBytes + disk.availableBytes),
    disk_usage_megabytes: disk && disk.usedBytes / MEGABYTE,
    disk_available_megabytes: disk && disk.availableBytes / MEGABYTE,

    process_cpu_utilization_percentage: sample.processCpuPercent,
    process_memory_usage_megabytes: sample.residentBytes / MEGABYTE,
    process_heap_usage_megabytes: main && main.heapUsedBytes / MEGABYTE,
    event_loop_delay_milliseconds: main?.eventLoopDelayMs,
    garbage_collection_percentage: main?.gcPercent,
  };
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ key: `system/${name}`, value, timestampMs, step }],
  );
}
