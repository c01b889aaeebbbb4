// What new experiments, runs and logged models start as, in any store.
import { invalidValue } from "../../errors/index.ts";
import { newHexId, nowMs } from "../../system/index.ts";
import type { Experiment, LoggedModel, RunInfo } from "../entities.ts";
import { madeUpName } from "../made-up-name.ts";
import type { NewLoggedModel, NewRun } from "./tracking-store.ts";
import { RUN_NAME_TAG } from "./well-known.ts";

/**
 * A new experiment, without tags.
 *
 * @param artifactRoot The URI below which it keeps its artifacts unless `artifactLocation` is given.
 */
export function newExperiment(
  experimentId: string,
  name: string,
  artifactRoot: string,
  artifactLocation?: string,
): Omit<Experiment, "tags"> {
  const createdMs = nowMs();
  return {
    experimentId,
    name,
    artifactLocation: artifactLocation ?? appendToUri(artifactRoot, experimentId),
    lifecycleStage: "active",
    creationTimeMs: createdMs,
    lastUpdateTimeMs: createdMs,
  };
}

/**
 * A new run with its tags, that of its name among them.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the name and the tag of the name differ.
 */
export function newRun(
  request: NewRun,
  experiment: Pick<Experiment, "experimentId" | "artifactLocation">,
): { readonly info: RunInfo; readonly tags: ReadonlyMap<string, string> } {
  const tags = new Map(request.tags);
  const runName = nameOf(request.runName, tags.get(RUN_NAME_TAG));
  tags.set(RUN_NAME_TAG, runName);
  const runId = newHexId();
  const info: RunInfo = {
    runId,
    experimentId: experiment.experimentId,
    runName,
    userId: request.userId ?? "",
    status: "RUNNING",
    startTimeMs: request.startTimeMs ?? nowMs(),
    endTimeMs: undefined,
    artifactUri: appendToUri(experiment.artifactLocation, `${runId}/artifacts`),
    lifecycleStage: "active",
  };
  return { info, tags };
}

function nameOf(name: string | undefined, tag: string | undefined): string {
  if (name !== undefined && name !== "" && tag !== undefined && name !== tag) {
    throw invalidValue(
      `Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values (run_name='${name}', mlflow.runName='${tag}').`,
    );
  }
  return name || tag || madeUpName();
}

/** A new logged model, without params, metrics and tags. */
export function newLoggedModel(
  request: NewLoggedModel,
  experiment: Pick<Experiment, "experimentId" | "artifactLocation">,
): Omit<LoggedModel, "params" | "metrics" | "tags"> {
  const modelId = `m-${newHexId()}`;
  const createdMs = nowMs();
  return {
    modelId,
    experimentId: experiment.experimentId,
    name: request.name ?? madeUpName(),
    artifactUri: appendToUri(experiment.artifactLocation, `models/${modelId}/artifacts`),
    creationTimeMs: createdMs,
    lastUpdateTimeMs: createdMs,
    status: "LOGGED_MODEL_PENDING",
    statusMessage: undefined,
    modelType: request.modelType,
    sourceRunId: request.sourceRunId,
    lifecycleStage: "active",
  };
}

/** A URI with `path` added to its path, before a query if it has one. */
export function appendToUri(uri: string, path: string): string {
  const [base = "", ...query] = uri.split("?");
  return [`${base}${base.endsWith("/") ? "" : "/"}${path}`, ...query].join("?");
}
