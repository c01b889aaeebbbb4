// The meta.yaml of a registered model.
import {
  formatYaml,
  integerField,
  optionalIntegerField,
  optionalTextField,
  parseYaml,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "../../tracking/index.ts";
import type { StoredModel } from "./registry-storage.ts";

/** A registered model without what the folder itself says: its name, tags and aliases. */
export type ModelMeta = Pick<StoredModel, "creationTimeMs" | "lastUpdateTimeMs" | "description">;

/** Reads a meta.yaml; a SyntaxError says what is wrong. */
export function parseModelMeta(text: string): ModelMeta {
  const map = parseYaml(text);
  const creationTimeMs = integerField(map, "creation_timestamp");
  return {
    creationTimeMs,
    lastUpdateTimeMs: optionalIntegerField(map, "last_updated_timestamp") ?? creationTimeMs,
    description: optionalTextField(map, "description"),
  };
}

/**
 * Writes a meta.yaml.
 *
 * @param before The text of the file so far: fields unknown to us are kept.
 */
export function formatModelMeta(name: string, meta: ModelMeta, before?: string): string {
  const fields: Map<string, YamlValue> = new Map(before === undefined ? NEW_FIELDS : parseYaml(before));
  fields.set("creation_timestamp", yamlIntegerOrNull(meta.creationTimeMs));
  fields.set("description", yamlTextOrNull(meta.description));
  fields.set("last_updated_timestamp", yamlIntegerOrNull(meta.lastUpdateTimeMs));
  fields.set("name", yamlText(name));
  return formatYaml(fields);
}

/** The aliases that count are files of their own; MLflow writes the map, but does not read it. */
const NEW_FIELDS: ReadonlyMap<string, YamlValue> = new Map<string, YamlValue>([
  ["aliases", new Map()],
  ["deployment_job_id", yamlTextOrNull(undefined)],
  ["deployment_job_state", yamlTextOrNull(undefined)],
  ["workspace", yamlText("default")],
]);
