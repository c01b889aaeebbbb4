// The rules for ids: they become folder names.
import { failure, invalidValue } from "../../errors/index.ts";
import { MAX_SEARCHED_EXPERIMENTS } from "../limits.ts";

const RUN_ID = /^[a-zA-Z0-9][\w-]{0,255}$/;
const EXPERIMENT_ID = /^[a-zA-Z0-9][\w-]{0,63}$/;
const MODEL_ID = /^m-[a-zA-Z0-9][\w-]{0,252}$/;

/** Refuses what cannot be a run's id, with `INVALID_PARAMETER_VALUE`. */
export function checkRunId(runId: string): void {
  if (!isRunId(runId))
    throw invalidValue(`Invalid value ${JSON.stringify(runId)} for parameter 'run_id' supplied.`);
}

/** Whether a folder's name can be a run's id. */
export function isRunId(name: string): boolean {
  return RUN_ID.test(name);
}

/** Refuses what cannot be an experiment's id, with `INVALID_PARAMETER_VALUE`. */
export function checkExperimentId(experimentId: string): void {
  if (!isExperimentId(experimentId)) throw invalidValue(`Invalid experiment ID: '${experimentId}'`);
}

/** Refuses ids that cannot be those of experiments, and more of them than a search takes. */
export function checkExperimentIds(experimentIds: readonly string[]): void {
  if (experimentIds.length > MAX_SEARCHED_EXPERIMENTS) {
    throw invalidValue(
      `Cannot search ${experimentIds.length} experiments at once: at most ${MAX_SEARCHED_EXPERIMENTS} are allowed`,
    );
  }
  for (const experimentId of experimentIds) checkExperimentId(experimentId);
}

/** Whether a folder's name can be an experiment's id. */
export function isExperimentId(name: string): boolean {
  return EXPERIMENT_ID.test(name);
}

/** Refuses what cannot be a logged model's id; as none can have it, it is `RESOURCE_DOES_NOT_EXIST`. */
export function checkModelId(modelId: string): void {
  if (!isModelId(modelId)) throw failure("RESOURCE_DOES_NOT_EXIST", `Model '${modelId}' not found`);
}

/** Whether a folder's name can be a logged model's id. */
export function isModelId(name: string): boolean {
  return MODEL_ID.test(name);
}
