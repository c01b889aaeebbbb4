// Requests about experiments.
import { getJson, sendJson } from "./request.ts";
import type { View, WireNumber } from "./shapes.ts";

/** An experiment with what is known of its runs. */
export interface ExperimentSummary {
  readonly experiment_id: string;
  readonly name: string;
  readonly artifact_location: string;
  readonly lifecycle_stage: "active" | "deleted";
  readonly creation_time: number | null;
  readonly last_update_time: number | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly n_runs: number;
  readonly n_running: number;
  readonly n_deleted: number;
  readonly last_activity: number | null;
  readonly best: {
    readonly key: string;
    readonly is_minimum: boolean;
    /** Null, with the run, while no run has the metric. */
    readonly value: WireNumber | null;
    readonly run_id: string | null;
  } | null;
  readonly statuses: Readonly<Record<string, number>>;
  /** The status of the newest runs. */
  readonly recent: readonly string[];
}

/** The experiments of a server. */
export interface ExperimentList {
  readonly experiments: readonly ExperimentSummary[];
  /** Whether there are more than these. */
  readonly has_more: boolean;
}

/** All experiments, also the deleted ones if asked for. */
export function fetchExperiments(view: View, signal?: AbortSignal): Promise<ExperimentList> {
  return getJson("ajax-api/ui/experiments", { view }, signal);
}

/** One experiment. */
export function fetchExperiment(experimentId: string, signal?: AbortSignal): Promise<ExperimentSummary> {
  return getJson("ajax-api/ui/experiment", { experiment_id: experimentId }, signal);
}

/** Makes an experiment; gives back its id. */
export async function createExperiment(name: string): Promise<string> {
  const answer = await sendJson<{ readonly experiment_id: string }>(
    "ajax-api/2.0/mlflow/experiments/create",
    { name },
  );
  return answer.experiment_id;
}

/** Gives an experiment another name. */
export function renameExperiment(experimentId: string, name: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/experiments/update", { experiment_id: experimentId, new_name: name });
}

/** Moves an experiment to the trash. */
export function deleteExperiment(experimentId: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/experiments/delete", { experiment_id: experimentId });
}

/** Takes an experiment out of the trash. */
export function restoreExperiment(experimentId: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/experiments/restore", { experiment_id: experimentId });
}

/** Sets a tag of an experiment. */
export function setExperimentTag(experimentId: string, key: string, value: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/experiments/set-experiment-tag", {
    experiment_id: experimentId,
    key,
    value,
  });
}

/** Takes a tag of an experiment away. */
export function deleteExperimentTag(experimentId: string, key: string): Promise<object> {
  return sendJson("ajax-api/2.0/mlflow/experiments/delete-experiment-tag", {
    experiment_id: experimentId,
    key,
  });
}
