// What the memory store keeps, and how it is shown: records that change, seen from outside as values that do not.
import type {
  DatasetInput,
  Experiment,
  LoggedModel,
  Metric,
  ModelOutput,
  Run,
  RunInfo,
} from "../../entities.ts";
import { isLaterPoint } from "../../later-point.ts";

/** An experiment. */
export interface MemoryExperiment {
  facts: Omit<Experiment, "tags">;
  readonly tags: Map<string, string>;
}

/** A run with whole metric histories. */
export interface MemoryRun {
  info: RunInfo;
  /** When it went to the trash. */
  deletedTimeMs: number | undefined;
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly metrics: Map<string, Metric[]>;
  /** By name and digest. */
  readonly datasets: Map<string, DatasetInput>;
  readonly modelIds: Set<string>;
  readonly outputs: Map<string, ModelOutput>;
}

/** A logged model with whole metric histories. */
export interface MemoryModel {
  facts: Omit<LoggedModel, "params" | "metrics" | "tags">;
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly metrics: Metric[];
}

/** A record as an experiment. */
export function shownExperiment({ facts, tags }: MemoryExperiment): Experiment {
  return { ...facts, tags: sorted(tags) };
}

/** A record as a run. */
export function shownRun(run: MemoryRun): Run {
  const last = [...run.metrics].map(([key, points]) => [key, lastOf(points)] as const);
  return {
    info: run.info,
    data: { metrics: sorted(new Map(last)), params: sorted(run.params), tags: sorted(run.tags) },
    inputs: { datasets: [...run.datasets.values()], modelIds: [...run.modelIds] },
    outputs: [...run.outputs.values()],
  };
}

/** A record as a logged model. */
export function shownModel({ facts, params, tags, metrics }: MemoryModel): LoggedModel {
  const last = new Map<string, Metric>();
  for (const metric of metrics) {
    const place = JSON.stringify([metric.key, metric.datasetName, metric.datasetDigest]);
    const known = last.get(place);
    if (known === undefined || isLaterPoint(metric, known)) last.set(place, metric);
  }
  return { ...facts, params: sorted(params), tags: sorted(tags), metrics: [...last.values()].sort(byKey) };
}

function byKey(a: Metric, b: Metric): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function lastOf(points: readonly Metric[]): Metric {
  return points.reduce((last, point) => (isLaterPoint(point, last) ? point : last));
}

function sorted<V>(map: ReadonlyMap<string, V>): ReadonlyMap<string, V> {
  return new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
