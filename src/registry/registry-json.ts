// Registered models and their versions as MLflow's REST API spells them.

import { keyValuesToJson, listToJson } from "../tracking/index.ts";
import type { ModelVersion, RegisteredModel } from "./entities.ts";

/** The `RegisteredModel` message of an answer. */
export function registeredModelToJson(model: RegisteredModel): object {
  return {
    name: model.name,
    creation_timestamp: model.creationTimeMs,
    last_updated_timestamp: model.lastUpdateTimeMs,
    description: model.description || undefined,
    latest_versions: listToJson(model.latestVersions, modelVersionToJson),
    tags: keyValuesToJson(model.tags),
    aliases: listToJson([...model.aliases], ([alias, version]) => ({ alias, version: String(version) })),
  };
}

/** The `ModelVersion` message of an answer: the number is text there. */
export function modelVersionToJson(version: ModelVersion): object {
  return {
    name: version.name,
    version: String(version.version),
    creation_timestamp: version.creationTimeMs,
    last_updated_timestamp: version.lastUpdateTimeMs,
    current_stage: version.stage,
    description: version.description ?? "",
    source: version.source,
    run_id: version.runId ?? "",
    status: version.status,
    status_message: version.statusMessage,
    tags: keyValuesToJson(version.tags),
    run_link: version.runLink ?? "",
    aliases: version.aliases.length === 0 ? undefined : version.aliases,
    model_id: version.modelId,
  };
}
