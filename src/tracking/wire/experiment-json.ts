// An experiment as MLflow's REST API spells it.
import type { Experiment } from "../entities.ts";
import { keyValuesToJson } from "./key-values.ts";

/** The `Experiment` message of an answer. */
export function experimentToJson(experiment: Experiment): object {
  return {
    experiment_id: experiment.experimentId,
    name: experiment.name,
    artifact_location: experiment.artifactLocation,
    lifecycle_stage: experiment.lifecycleStage,
    last_update_time: experiment.lastUpdateTimeMs,
    creation_time: experiment.creationTimeMs,
    tags: keyValuesToJson(experiment.tags),
  };
}
