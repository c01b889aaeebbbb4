// The meta.yaml of an experiment.
import { unparsable } from "../../errors/index.ts";
import type { Experiment, LifecycleStage } from "../entities.ts";
import { optionalIntegerField, optionalTextField, textField } from "./meta-fields.ts";
import {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "./yaml-file.ts";

/** An experiment without its tags, which are files of their own. */
export type ExperimentMeta = Omit<Experiment, "tags">;

/** Reads a meta.yaml; a SyntaxError says what is wrong. */
export function parseExperimentMeta(text: string): ExperimentMeta {
  return experimentMetaOf(parseYaml(text));
}

function experimentMetaOf(map: YamlMap): ExperimentMeta {
  return {
    experimentId: textField(map, "experiment_id"),
    name: textField(map, "name"),
    artifactLocation: optionalTextField(map, "artifact_location") ?? "",
    lifecycleStage: lifecycleStageField(map),
    creationTimeMs: optionalIntegerField(map, "creation_time"),
    lastUpdateTimeMs: optionalIntegerField(map, "last_update_time"),
  };
}

/** The `lifecycle_stage` of a meta.yaml; active when it is missing. */
export function lifecycleStageField(map: YamlMap): LifecycleStage {
  const stage = optionalTextField(map, "lifecycle_stage") ?? "active";
  if (stage !== "active" && stage !== "deleted") {
    throw unparsable(`the field lifecycle_stage must be active or deleted: current value is ${stage}`);
  }
  return stage;
}

/**
 * Writes a meta.yaml.
 *
 * @param before The text of the file so far: fields unknown to us are kept.
 */
export function formatExperimentMeta(meta: ExperimentMeta, before?: string): string {
  const fields: Map<string, YamlValue> = new Map(before === undefined ? NEW_FIELDS : parseYaml(before));
  fields.set("artifact_location", yamlTextOrNull(meta.artifactLocation));
  fields.set("creation_time", yamlIntegerOrNull(meta.creationTimeMs));
  fields.set("experiment_id", yamlText(meta.experimentId));
  fields.set("last_update_time", yamlIntegerOrNull(meta.lastUpdateTimeMs));
  fields.set("lifecycle_stage", yamlText(meta.lifecycleStage));
  fields.set("name", yamlText(meta.name));
  return formatYaml(fields);
}

const NEW_FIELDS: YamlMap = new Map<string, YamlValue>([
  ["effective_trace_archival_retention", yamlTextOrNull(undefined)],
  ["trace_location", yamlTextOrNull(undefined)],
  ["workspace", yamlText("default")],
]);
