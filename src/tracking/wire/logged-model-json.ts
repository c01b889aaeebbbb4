// A logged model as MLflow's REST API spells it.
import type { LoggedModel } from "../entities.ts";
import { metricToJson } from "../stores/rest/entities-to-json.ts";
import { keyValuesToJson, listToJson } from "./key-values.ts";

/** The `LoggedModel` message of an answer. */
export function loggedModelToJson(model: LoggedModel): object {
  return {
    info: {
      model_id: model.modelId,
      experiment_id: model.experimentId,
      name: model.name,
      creation_timestamp_ms: model.creationTimeMs,
      last_updated_timestamp_ms: model.lastUpdateTimeMs,
      artifact_uri: model.artifactUri,
      status: model.status,
      model_type: model.modelType ?? "",
      source_run_id: model.sourceRunId ?? "",
      status_message: model.statusMessage,
      tags: keyValuesToJson(model.tags),
    },
    data: {
      params: keyValuesToJson(model.params),
      metrics: listToJson(model.metrics, (metric) => metricToJson({ ...metric, modelId: model.modelId })),
    },
  };
}
