// The meta.yaml of a run.
import { unparsable } from "../../errors/index.ts";
import type { RunInfo, RunStatus } from "../entities.ts";
import { lifecycleStageField } from "./experiment-meta.ts";
import { optionalIntegerField, optionalTextField, textField } from "./meta-fields.ts";
import { runStatusNumber, runStatusOf } from "./status-numbers.ts";
import {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
} from "./yaml-file.ts";

/** A run's facts as its file tells them. */
export interface RunMeta extends Omit<RunInfo, "runName"> {
  /** Undefined in old stores, where only the tag `mlflow.runName` has it. */
  readonly runName: string | undefined;
  /** When it went to the trash, in milliseconds since the epoch. */
  readonly deletedTimeMs: number | undefined;
}

/** Reads a meta.yaml; a SyntaxError says what is wrong. */
export function parseRunMeta(text: string): RunMeta {
  const map = parseYaml(text);
  return {
    runId: optionalTextField(map, "run_id") ?? textField(map, "run_uuid"),
    experimentId: textField(map, "experiment_id"),
    runName: optionalTextField(map, "run_name"),
    userId: optionalTextField(map, "user_id") ?? "",
    status: statusField(map),
    startTimeMs: optionalIntegerField(map, "start_time") ?? 0,
    endTimeMs: optionalIntegerField(map, "end_time"),
    artifactUri: optionalTextField(map, "artifact_uri") ?? "",
    lifecycleStage: lifecycleStageField(map),
    deletedTimeMs: optionalIntegerField(map, "deleted_time"),
  };
}

function statusField(map: YamlMap): RunStatus {
  const number = optionalIntegerField(map, "status") ?? 1;
  const status = runStatusOf(number);
  if (status === undefined) throw unparsable(`the field status must be 1 to 5: current value is ${number}`);
  return status;
}

/**
 * Writes a meta.yaml.
 *
 * @param before The text of the file so far: fields unknown to us are kept.
 */
export function formatRunMeta(meta: RunMeta, before?: string): string {
  const fields: Map<string, YamlValue> = new Map(before === undefined ? NEW_FIELDS : parseYaml(before));
  fields.set("artifact_uri", yamlText(meta.artifactUri));
  fields.set("end_time", yamlIntegerOrNull(meta.endTimeMs));
  fields.set("experiment_id", yamlText(meta.experimentId));
  fields.set("lifecycle_stage", yamlText(meta.lifecycleStage));
  fields.set("run_id", yamlText(meta.runId));
  fields.set("run_name", yamlText(meta.runName ?? ""));
  fields.set("start_time", yamlIntegerOrNull(meta.startTimeMs));
  fields.set("status", yamlIntegerOrNull(runStatusNumber(meta.status)));
  fields.set("user_id", yamlText(meta.userId));
  if (before === undefined || meta.deletedTimeMs !== undefined) {
    fields.set("deleted_time", yamlIntegerOrNull(meta.deletedTimeMs));
  } else {
    fields.delete("deleted_time");
  }
  return formatYaml(fields);
}

/** Fields that have had one value since the early days, and that readers still want. */
const NEW_FIELDS: YamlMap = new Map<string, YamlValue>([
  ["entry_point_name", yamlText("")],
  ["source_name", yamlText("")],
  ["source_type", yamlIntegerOrNull(4)],
  ["source_version", yamlText("")],
  ["tags", []],
]);
