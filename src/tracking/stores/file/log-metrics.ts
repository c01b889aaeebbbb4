// Logging metric points to a run, and to the logged models they are about.
import { formatMetricLine } from "../../codecs/metric-line.ts";
import type { Metric } from "../../entities.ts";
import type { MetricAppender } from "./metric-appender.ts";
import type { PlacedModel } from "./model-folders.ts";
import type { PlacedRun } from "./run-folders.ts";

interface KeyLines {
  readonly owner: string;
  readonly key: string;
  text: string;
}

/**
 * Appends points, those of one key in one write, in the order they came.
 *
 * @param models The logged models by the ids that the points name.
 */
export function logMetrics(
  appender: MetricAppender,
  run: PlacedRun,
  metrics: readonly Metric[],
  models: ReadonlyMap<string, PlacedModel>,
): void {
  const [only] = metrics;
  if (metrics.length === 1 && only !== undefined && models.size === 0) {
    appender.append(run.folder, only.key, formatMetricLine(only, "run"));
    return;
  }
  const { runId } = run.meta;
  const lines = new Map<string, KeyLines>();
  for (const metric of metrics) {
    addLine(lines, run.folder, metric.key, formatMetricLine(metric, "run"));
    const model = models.get(metric.modelId ?? "");
    if (model === undefined) continue;
    addLine(lines, model.folder, metric.key, formatMetricLine({ ...metric, runId }, "model"));
  }
  for (const { owner, key, text } of lines.values()) appender.append(owner, key, text);
}

function addLine(lines: Map<string, KeyLines>, owner: string, key: string, line: string): void {
  const place = `${owner}/${key}`;
  const known = lines.get(place);
  if (known === undefined) lines.set(place, { owner, key, text: line });
  else known.text += line;
}
