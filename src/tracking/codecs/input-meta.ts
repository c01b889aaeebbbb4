// The meta.yaml of a data set, of an input that links it (or a model) to a run, and of a model a run has put out.
import { quote, unparsable } from "../../errors/index.ts";
import type { DatasetRecord, ModelOutput } from "../entities.ts";
import { optionalIntegerField, optionalTextField, textField, textMapField } from "./meta-fields.ts";
import {
  formatYaml,
  parseYaml,
  type YamlMap,
  type YamlValue,
  yamlIntegerOrNull,
  yamlText,
  yamlTextOrNull,
} from "./yaml-file.ts";

/** Reads a data set's meta.yaml; a SyntaxError says what is wrong. */
export function parseDatasetMeta(text: string): DatasetRecord {
  const map = parseYaml(text);
  return {
    name: textField(map, "name"),
    digest: textField(map, "digest"),
    sourceType: optionalTextField(map, "source_type") ?? "",
    source: optionalTextField(map, "source") ?? "",
    schema: optionalTextField(map, "schema"),
    profile: optionalTextField(map, "profile"),
  };
}

/** Writes a data set's meta.yaml. */
export function formatDatasetMeta(dataset: DatasetRecord): string {
  return formatYaml(
    new Map<string, YamlValue>([
      ["digest", yamlText(dataset.digest)],
      ["name", yamlText(dataset.name)],
      ["profile", yamlTextOrNull(dataset.profile)],
      ["schema", yamlTextOrNull(dataset.schema)],
      ["source", yamlText(dataset.source)],
      ["source_type", yamlText(dataset.sourceType)],
    ]),
  );
}

/** What a run has used: a data set or a logged model, by its id in the store. */
export interface InputLink {
  readonly kind: "DATASET" | "MODEL";
  readonly sourceId: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** Reads an input's meta.yaml; undefined when it links something else. A SyntaxError says what is wrong. */
export function parseInputMeta(text: string): InputLink | undefined {
  const map = parseYaml(text);
  const kind = textField(map, "source_type");
  if (kind !== "DATASET" && kind !== "MODEL") return undefined;
  return { kind, sourceId: idField(map, "source_id"), tags: textMapField(map, "tags") };
}

/** An id that becomes a part of a path. */
function idField(map: YamlMap, name: string): string {
  const id = textField(map, name);
  if (!/^[\w-]+$/.test(id))
    throw unparsable(`the field ${name} must be an id: current value is ${quote(id)}`);
  return id;
}

/** Writes an input's meta.yaml. The destination repeats the source, as MLflow writes it; readers use the source. */
export function formatInputMeta(link: InputLink): string {
  const tags = new Map([...link.tags].map(([key, value]) => [key, yamlText(value)]));
  return formatYaml(
    new Map<string, YamlValue>([
      ["destination_id", yamlText(link.sourceId)],
      ["destination_type", yamlText("RUN")],
      ["source_id", yamlText(link.sourceId)],
      ["source_type", yamlText(link.kind)],
      ["tags", tags],
    ]),
  );
}

/** Reads an output's meta.yaml; a SyntaxError says what is wrong. */
export function parseOutputMeta(text: string): ModelOutput {
  const map = parseYaml(text);
  return { modelId: idField(map, "destination_id"), step: optionalIntegerField(map, "step") ?? 0 };
}

/** Writes an output's meta.yaml. */
export function formatOutputMeta(output: ModelOutput): string {
  return formatYaml(
    new Map<string, YamlValue>([
      ["destination_id", yamlText(output.modelId)],
      ["destination_type", yamlText("MODEL_OUTPUT")],
      ["source_id", yamlText(output.modelId)],
      ["source_type", yamlText("RUN_OUTPUT")],
      ["step", yamlIntegerOrNull(output.step)],
      ["tags", new Map()],
    ]),
  );
}
