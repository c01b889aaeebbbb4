// Requests about runs: blocks of the table, columns, completion, sparklines, groups, and changes to many at once.
import { getJson, sendJson } from "./request.ts";
import type { CellValue, ColumnRef, RunQuery, RunRow, WireNumber } from "./shapes.ts";

/** A block of a table. */
export interface RunBlock {
  /** Changes whenever anything of these experiments does. */
  readonly version: number;
  /** How many runs match. */
  readonly total: number;
  /** How many there are without the filter. */
  readonly all: number;
  readonly offset: number;
  readonly run_ids: readonly string[];
  /** Absent when they were not asked for. */
  readonly rows?: readonly RunRow[];
  /** One list a column. */
  readonly values: readonly (readonly CellValue[])[];
  readonly incomplete?: boolean;
}

/** A block of runs in order. */
export function fetchRuns(
  request: RunQuery & {
    readonly offset?: number;
    readonly limit?: number;
    readonly columns?: readonly ColumnRef[];
    readonly rows?: boolean;
  },
  signal?: AbortSignal,
): Promise<RunBlock> {
  return sendJson("ajax-api/ui/runs/table", request, signal && { signal });
}

/** What is known of one column. */
export interface ColumnSummary {
  readonly key: string;
  /** How many of the runs have it. */
  readonly count: number;
  readonly min?: CellValue;
  readonly max?: CellValue;
  readonly distinct?: number | null;
  readonly is_numeric?: boolean | null;
  /** Whether the runs differ in it; null while that is not known. */
  readonly varies?: boolean | null;
}

/** Every column of the runs that match. */
export interface RunColumns {
  readonly version: number;
  readonly n_runs: number;
  readonly metrics: readonly ColumnSummary[];
  readonly params: readonly ColumnSummary[];
  readonly tags: readonly ColumnSummary[];
  readonly incomplete: boolean;
}

/** The columns of the runs that match. */
export function fetchColumns(query: RunQuery, signal?: AbortSignal): Promise<RunColumns> {
  return sendJson("ajax-api/ui/runs/columns", query, signal && { signal });
}

/** The ids of all runs that match, in order. */
export function fetchRunIds(
  query: RunQuery,
  signal?: AbortSignal,
): Promise<{ readonly run_ids: readonly string[]; readonly total: number }> {
  return sendJson("ajax-api/ui/runs/ids", { ...query, limit: 50_000 }, signal && { signal });
}

/** The values a column has, the most frequent first. */
export function fetchValues(
  query: RunQuery & {
    readonly kind: "param" | "tag" | "attribute";
    readonly key: string;
    readonly prefix?: string;
    readonly limit?: number;
  },
  signal?: AbortSignal,
): Promise<{ readonly values: readonly { readonly value: string; readonly count: number }[] }> {
  return sendJson("ajax-api/ui/runs/values", query, signal && { signal });
}

/** The course of a metric in a few points. */
export interface SparklinePoints {
  readonly steps: readonly number[];
  readonly values: readonly WireNumber[];
  readonly count: number;
}

/** Courses of metrics, in the order asked for; null where a run has no such metric. */
export function fetchSparklines(
  cells: readonly { readonly run_id: string; readonly key: string }[],
  signal?: AbortSignal,
): Promise<{ readonly lines: readonly (SparklinePoints | null)[] }> {
  return sendJson("ajax-api/ui/runs/sparklines", { cells }, signal && { signal });
}

/** What the runs of a group have in one column. */
export interface GroupStat {
  readonly count: number;
  readonly mean: WireNumber;
  readonly min: WireNumber;
  readonly max: WireNumber;
  readonly std: WireNumber | null;
  /** Half the width of the 95 % confidence interval of the mean. */
  readonly ci95: WireNumber | null;
}

/** Runs that share the values of some columns. */
export interface RunGroup {
  readonly keys: readonly (string | null)[];
  readonly count: number;
  /** A filter that finds the runs of the group alone. */
  readonly filter: string;
  readonly run_ids: readonly string[];
  readonly stats: readonly (GroupStat | null)[];
}

/** Runs by the values of some columns, the largest group first. */
export function fetchGroups(
  request: RunQuery & {
    readonly group_by: readonly ColumnRef[];
    readonly columns: readonly ColumnRef[];
    readonly limit?: number;
  },
  signal?: AbortSignal,
): Promise<{
  readonly total_groups: number;
  readonly total_runs: number;
  readonly groups: readonly RunGroup[];
}> {
  return sendJson("ajax-api/ui/runs/groups", request, signal && { signal });
}

/** A tag, a parameter. */
export interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** What can be done to many runs at once. */
export type BulkAction =
  | { readonly action: "set_tags"; readonly tags: readonly KeyValue[] }
  | { readonly action: "delete_tags"; readonly keys: readonly string[] }
  | { readonly action: "delete" | "restore" }
  | { readonly action: "finish"; readonly status: "FAILED" | "KILLED" | "FINISHED" };

/** Does something to many runs; those it cannot be done to are told. */
export function changeRuns(
  runIds: readonly string[],
  action: BulkAction,
): Promise<{
  readonly done: number;
  readonly failed: number;
  readonly failures: readonly { readonly run_id: string; readonly message: string }[];
}> {
  return sendJson("ajax-api/ui/runs/bulk", { run_ids: runIds, ...action });
}

/** What is known of one metric of a run. */
export interface MetricSummary {
  readonly key: string;
  readonly last: WireNumber;
  readonly step: number;
  readonly time: number;
  readonly first: WireNumber | null;
  readonly min: WireNumber | null;
  readonly min_step: number | null;
  readonly max: WireNumber | null;
  readonly max_step: number | null;
  readonly mean: WireNumber | null;
  readonly count: number | null;
  readonly n_nan: number | null;
  readonly is_system: boolean;
  readonly sparkline: SparklinePoints | null;
}

/** A data set that went into a run. */
export interface DatasetUse {
  readonly dataset: {
    readonly name: string;
    readonly digest: string;
    readonly source_type: string;
    readonly source: string;
    /** JSON: columns and their types. */
    readonly schema?: string;
    readonly profile?: string;
  };
  readonly tags: readonly KeyValue[];
}

/** What a data set was used for, such as `train`; undefined when that is not told. */
export function datasetContext({ tags }: DatasetUse): string | undefined {
  return tags.find(({ key }) => key === "mlflow.data.context")?.value;
}

/** A model that a run made or used. */
export interface LoggedModelRef {
  readonly model_id: string;
  readonly name: string | null;
  /** `DELETED` for one that is gone. */
  readonly status: string;
  readonly artifact_uri: string;
  readonly model_type: string | null;
  readonly creation_time?: number;
}

/** A run by name. */
export interface RunRef {
  readonly run_id: string;
  readonly run_name: string;
}

/** All of a run except its histories and artifacts. */
export interface RunDetail {
  readonly run: RunRow & { readonly artifact_uri: string };
  readonly experiment: {
    readonly experiment_id: string;
    readonly name: string;
    readonly lifecycle_stage: string;
  };
  readonly params: readonly KeyValue[];
  readonly tags: readonly KeyValue[];
  readonly metrics: readonly MetricSummary[];
  readonly datasets: readonly DatasetUse[];
  readonly input_models: readonly LoggedModelRef[];
  readonly output_models: readonly LoggedModelRef[];
  readonly registered: readonly {
    readonly name: string;
    readonly version: string;
    readonly aliases: readonly string[];
  }[];
  /** The outermost first, the parent last. */
  readonly ancestors: readonly RunRef[];
  readonly children: readonly RunRow[];
  readonly n_children: number;
  readonly system_metric_keys: readonly string[];
  readonly is_stale: boolean;
  readonly last_activity: number | null;
  readonly version: number;
  readonly newer_run_id: string | null;
  readonly older_run_id: string | null;
}

/** One run. */
export function fetchRun(runId: string, signal?: AbortSignal): Promise<RunDetail> {
  return getJson("ajax-api/ui/run", { run_id: runId }, signal);
}

/** Gives a run another name. */
export function renameRun(runId: string, name: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/runs/update", { run_id: runId, run_name: name });
}
