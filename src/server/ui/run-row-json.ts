// One run as the rows of the user interface's tables show it.
import { nowMs } from "../../system/index.ts";
import { columnReader, PARENT_TAG, type TableRow } from "../../tracking/index.ts";
import { STALE_AFTER_MS } from "../limits.ts";

const note = columnReader({ kind: "attribute", key: "note" });

/**
 * The row; undefined when the run can no longer be read.
 *
 * @param childCounts How many runs are nested in each.
 */
export function runRowToJson(row: TableRow, childCounts: ReadonlyMap<string, number>): object | undefined {
  const info = row.info();
  if (info === undefined) return undefined;
  return {
    run_id: row.runId,
    experiment_id: info.experimentId,
    run_name: info.runName,
    status: info.status,
    is_stale: isStale(row),
    start_time: info.startTimeMs,
    end_time: info.endTimeMs ?? null,
    user_id: info.userId,
    lifecycle_stage: info.lifecycleStage,
    parent_id: row.tag(PARENT_TAG) ?? null,
    n_children: childCounts.get(row.runId) ?? 0,
    note: note(row) ?? null,
    source_name: row.tag("mlflow.source.name") ?? null,
    source_type: row.tag("mlflow.source.type") ?? null,
    git_commit: row.tag("mlflow.source.git.commit") ?? null,
  };
}

/** Whether a run says it is running, though nothing has been heard of it for a while. */
export function isStale(row: TableRow): boolean {
  if (row.info()?.status !== "RUNNING") return false;
  return nowMs() - row.activityMs() > STALE_AFTER_MS;
}
