// Experiments, runs and logged models as MLflow's REST API spells them, read.
import type {
  DatasetInput,
  Experiment,
  LifecycleStage,
  LoggedModel,
  LoggedModelStatus,
  Metric,
  Run,
  RunInfo,
  RunStatus,
} from "../../entities.ts";
import {
  doubleField,
  integerField,
  type JsonObject,
  listField,
  mapField,
  objectField,
  optionalInteger,
  optionalText,
  textField,
  wordField,
} from "../../http/json-fields.ts";

const STAGES: readonly LifecycleStage[] = ["active", "deleted"];
const RUN_STATUSES: readonly RunStatus[] = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"];
const MODEL_STATUSES: readonly LoggedModelStatus[] = [
  "LOGGED_MODEL_PENDING",
  "LOGGED_MODEL_READY",
  "LOGGED_MODEL_UPLOAD_FAILED",
];

/** Reads an `Experiment` message. */
export function experimentFromJson(json: JsonObject): Experiment {
  return {
    experimentId: textField(json, "experiment_id"),
    name: textField(json, "name"),
    artifactLocation: textField(json, "artifact_location"),
    lifecycleStage: wordField(json, "lifecycle_stage", STAGES),
    creationTimeMs: optionalInteger(json, "creation_time"),
    lastUpdateTimeMs: optionalInteger(json, "last_update_time"),
    tags: mapField(json, "tags"),
  };
}

/** Reads a `RunInfo` message. */
export function runInfoFromJson(json: JsonObject): RunInfo {
  return {
    runId: optionalText(json, "run_id") ?? textField(json, "run_uuid"),
    experimentId: textField(json, "experiment_id"),
    runName: textField(json, "run_name"),
    userId: textField(json, "user_id"),
    status: wordField(json, "status", RUN_STATUSES),
    startTimeMs: integerField(json, "start_time"),
    // 0 is how some servers say that there is none.
    endTimeMs: optionalInteger(json, "end_time") || undefined,
    artifactUri: textField(json, "artifact_uri"),
    lifecycleStage: wordField(json, "lifecycle_stage", STAGES),
  };
}

/** Reads a `Run` message. */
export function runFromJson(json: JsonObject): Run {
  const data = objectField(json, "data");
  const inputs = objectField(json, "inputs");
  const metrics = listField(data, "metrics").map(metricFromJson);
  return {
    info: runInfoFromJson(objectField(json, "info")),
    data: {
      metrics: new Map(
        metrics
          .map((metric) => [metric.key, metric] as const)
          .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
      ),
      params: mapField(data, "params"),
      tags: mapField(data, "tags"),
    },
    inputs: {
      datasets: listField(inputs, "dataset_inputs").map(datasetInputFromJson),
      modelIds: listField(inputs, "model_inputs").map((input) => textField(input, "model_id")),
    },
    outputs: listField(objectField(json, "outputs"), "model_outputs").map((output) => ({
      modelId: textField(output, "model_id"),
      step: integerField(output, "step"),
    })),
  };
}

/** Reads a `Metric` message. */
export function metricFromJson(json: JsonObject): Metric {
  return {
    key: textField(json, "key"),
    value: doubleField(json, "value"),
    timestampMs: integerField(json, "timestamp"),
    step: integerField(json, "step"),
    runId: optionalText(json, "run_id"),
    modelId: optionalText(json, "model_id"),
    datasetName: optionalText(json, "dataset_name"),
    datasetDigest: optionalText(json, "dataset_digest"),
  };
}

function datasetInputFromJson(json: JsonObject): DatasetInput {
  const dataset = objectField(json, "dataset");
  return {
    tags: mapField(json, "tags"),
    dataset: {
      name: textField(dataset, "name"),
      digest: textField(dataset, "digest"),
      sourceType: textField(dataset, "source_type"),
      source: textField(dataset, "source"),
      schema: optionalText(dataset, "schema"),
      profile: optionalText(dataset, "profile"),
    },
  };
}

/** Reads a `LoggedModel` message. Servers give only those that are not deleted. */
export function loggedModelFromJson(json: JsonObject): LoggedModel {
  const info = objectField(json, "info");
  const data = objectField(json, "data");
  return {
    modelId: textField(info, "model_id"),
    experimentId: textField(info, "experiment_id"),
    name: textField(info, "name"),
    artifactUri: textField(info, "artifact_uri"),
    creationTimeMs: integerField(info, "creation_timestamp_ms"),
    lastUpdateTimeMs: integerField(info, "last_updated_timestamp_ms"),
    status: wordField(info, "status", MODEL_STATUSES),
    statusMessage: optionalText(info, "status_message"),
    modelType: optionalText(info, "model_type"),
    sourceRunId: optionalText(info, "source_run_id"),
    lifecycleStage: "active",
    params: mapField(data, "params"),
    metrics: listField(data, "metrics").map(metricFromJson),
    tags: mapField(info, "tags"),
  };
}
