// The errors that all stores give alike, in MLflow's words: clients match on some of them.
import { type Coded, failure, invalidValue } from "../../errors/index.ts";

/** There is no such experiment. */
export function noExperiment(experimentId: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `Could not find experiment with ID ${experimentId}`);
}

/** There is no such experiment in the trash. */
export function noDeletedExperiment(experimentId: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `Could not find deleted experiment with ID ${experimentId}`);
}

/** The experiment is in the trash, and so cannot be written to. */
export function experimentNotActive(experimentId: string): Coded {
  return invalidValue(
    `The experiment ${experimentId} must be in the 'active' state. Current state is deleted.`,
  );
}

/** The experiment's name is taken, by one in use or by one in the trash. */
export function experimentExists(name: string, isDeleted: boolean): Coded {
  return failure(
    "RESOURCE_ALREADY_EXISTS",
    isDeleted
      ? `Experiment '${name}' already exists in deleted state. Restore it, or remove it for good with gc, to use its name again.`
      : `Experiment '${name}' already exists.`,
  );
}

/** The one experiment that must stay. */
export function defaultExperimentStays(): Coded {
  return invalidValue("Cannot delete the default experiment '0'. This is an internally reserved experiment.");
}

/** The experiment has no such tag. */
export function noExperimentTag(experimentId: string, key: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `No tag with name: ${key} in experiment with id ${experimentId}`);
}

/** There is no such run. */
export function noRun(runId: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `Run '${runId}' not found`);
}

/** The run is deleted, and so cannot be written to. */
export function runNotActive(runId: string): Coded {
  return invalidValue(`The run ${runId} must be in 'active' lifecycle_stage.`);
}

/** The run has no such tag. */
export function noRunTag(runId: string, key: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `No tag with name: ${key} in run with id ${runId}`);
}

/**
 * The param has another value already.
 *
 * @param owner Such as `run ID='1234'`.
 */
export function paramChanged(owner: string, key: string, known: string, value: string): Coded {
  return invalidValue(
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${known}' for ${owner}. Attempted logging new value '${value}'.`,
  );
}

/** There is no such logged model. */
export function noModel(modelId: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `Model '${modelId}' not found`);
}

/** The logged model has no such tag. */
export function noModelTag(modelId: string, key: string): Coded {
  return failure("RESOURCE_DOES_NOT_EXIST", `No tag with key '${key}' found for model with ID ${modelId}.`);
}
