// The meta.yaml of a model version.
import { quote, unparsable } from "../../errors/index.ts";
import {
  formatYaml,
  integerField,
  optionalIntegerField,
  optionalTextField,
  parseYaml,
  textField,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "../../tracking/index.ts";
import type { ModelStage } from "../entities.ts";
import type { StoredVersion } from "./registry-storage.ts";

/** A version without what its folder says: the model's name, its number and tags. */
export interface VersionMeta extends Omit<StoredVersion, "name" | "version" | "tags" | "stage"> {
  readonly stage: ModelStage | typeof DELETED_STAGE;
}

/** The stage that marks a deleted version, whose folder stays so that its number is not given again. */
export const DELETED_STAGE = "Deleted_Internal";

const STAGES = ["None", "Staging", "Production", "Archived", DELETED_STAGE] as const;
const STATUSES = ["PENDING_REGISTRATION", "FAILED_REGISTRATION", "READY"] as const;

/** Reads a meta.yaml; a SyntaxError says what is wrong. */
export function parseVersionMeta(text: string): VersionMeta {
  const map = parseYaml(text);
  const creationTimeMs = integerField(map, "creation_timestamp");
  return {
    creationTimeMs,
    lastUpdateTimeMs: optionalIntegerField(map, "last_updated_timestamp") ?? creationTimeMs,
    stage: oneOf(map, "current_stage", STAGES, "None"),
    description: optionalTextField(map, "description"),
    source: textField(map, "source"),
    runId: optionalTextField(map, "run_id") || undefined,
    runLink: optionalTextField(map, "run_link") || undefined,
    modelId: optionalTextField(map, "model_id") || undefined,
    storageLocation: optionalTextField(map, "storage_location") || undefined,
    status: oneOf(map, "status", STATUSES, "READY"),
    statusMessage: optionalTextField(map, "status_message"),
  };
}

function oneOf<T extends string>(map: YamlMap, field: string, known: readonly T[], fallback: T): T {
  const text = optionalTextField(map, field) ?? fallback;
  const found = known.find((candidate) => candidate === text);
  if (found !== undefined) return found;
  throw unparsable(`the field ${field} must be one of ${known.join(", ")}: current value is ${quote(text)}`);
}

/**
 * Writes a meta.yaml.
 *
 * @param before The text of the file so far: fields unknown to us are kept.
 */
export function formatVersionMeta(name: string, version: number, meta: VersionMeta, before?: string): string {
  const fields: Map<string, YamlValue> = new Map(before === undefined ? NEW_FIELDS : parseYaml(before));
  fields.set("creation_timestamp", yamlIntegerOrNull(meta.creationTimeMs));
  fields.set("current_stage", yamlText(meta.stage));
  fields.set("description", yamlTextOrNull(meta.description));
  fields.set("last_updated_timestamp", yamlIntegerOrNull(meta.lastUpdateTimeMs));
  fields.set("model_id", yamlTextOrNull(meta.modelId));
  fields.set("name", yamlText(name));
  fields.set("run_id", yamlTextOrNull(meta.runId));
  fields.set("run_link", yamlTextOrNull(meta.runLink));
  fields.set("source", yamlText(meta.source));
  fields.set("status", yamlText(meta.status));
  fields.set("status_message", yamlTextOrNull(meta.statusMessage));
  fields.set("storage_location", yamlTextOrNull(meta.storageLocation));
  fields.set("version", yamlIntegerOrNull(version));
  return formatYaml(fields);
}

const NEW_FIELDS: ReadonlyMap<string, YamlValue> = new Map<string, YamlValue>([
  ["deployment_job_state", yamlTextOrNull(undefined)],
  ["user_id", yamlTextOrNull(undefined)],
  ["workspace", yamlText("default")],
]);
