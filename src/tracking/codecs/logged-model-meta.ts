// The meta.yaml of a logged model.
import { unparsable } from "../../errors/index.ts";
import type { LoggedModel, LoggedModelStatus } from "../entities.ts";
import { lifecycleStageField } from "./experiment-meta.ts";
import { integerField, optionalIntegerField, optionalTextField, textField } from "./meta-fields.ts";
import { loggedModelStatusNumber, loggedModelStatusOf } from "./status-numbers.ts";
import {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "./yaml-file.ts";

/** A logged model without what are files of their own. */
export type LoggedModelMeta = Omit<LoggedModel, "params" | "metrics" | "tags">;

/** Reads a meta.yaml; a SyntaxError says what is wrong. */
export function parseLoggedModelMeta(text: string): LoggedModelMeta {
  const map = parseYaml(text);
  const creationTimeMs = integerField(map, "creation_timestamp");
  return {
    modelId: textField(map, "model_id"),
    experimentId: textField(map, "experiment_id"),
    name: textField(map, "name"),
    artifactUri: optionalTextField(map, "artifact_location") ?? "",
    creationTimeMs,
    lastUpdateTimeMs: optionalIntegerField(map, "last_updated_timestamp") ?? creationTimeMs,
    status: statusField(map),
    statusMessage: optionalTextField(map, "status_message"),
    modelType: optionalTextField(map, "model_type"),
    sourceRunId: optionalTextField(map, "source_run_id"),
    lifecycleStage: lifecycleStageField(map),
  };
}

function statusField(map: YamlMap): LoggedModelStatus {
  const number = optionalIntegerField(map, "status") ?? 1;
  const status = loggedModelStatusOf(number);
  if (status === undefined) throw unparsable(`the field status must be 1 to 3: current value is ${number}`);
  return status;
}

/**
 * Writes a meta.yaml. As in MLflow's own, the lifecycle stage stands there before the first rewrite and after a deletion.
 *
 * @param before The text of the file so far: fields unknown to us are kept.
 */
export function formatLoggedModelMeta(meta: LoggedModelMeta, before?: string): string {
  const fields: Map<string, YamlValue> = new Map(before === undefined ? [] : parseYaml(before));
  fields.set("artifact_location", yamlText(meta.artifactUri));
  fields.set("creation_timestamp", yamlIntegerOrNull(meta.creationTimeMs));
  fields.set("experiment_id", yamlText(meta.experimentId));
  fields.set("last_updated_timestamp", yamlIntegerOrNull(meta.lastUpdateTimeMs));
  fields.set("model_id", yamlText(meta.modelId));
  fields.set("model_type", yamlTextOrNull(meta.modelType));
  fields.set("name", yamlText(meta.name));
  fields.set("source_run_id", yamlTextOrNull(meta.sourceRunId));
  fields.set("status", yamlIntegerOrNull(loggedModelStatusNumber(meta.status)));
  fields.set("status_message", yamlTextOrNull(meta.statusMessage));
  if (before === undefined || meta.lifecycleStage === "deleted") {
    fields.set("lifecycle_stage", yamlText(meta.lifecycleStage));
  } else {
    fields.delete("lifecycle_stage");
  }
  return formatYaml(fields);
}
