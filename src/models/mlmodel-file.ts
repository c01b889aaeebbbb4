// Reads and writes the file MLmodel: YAML with sorted keys, as MLflow has it.
import { parseDocument, stringify } from "yaml";
import { messageOf, unparsable } from "../errors/index.ts";
import { asRecord, asText, field, isRecord, type JsonRecord, unexpected } from "./json-fields.ts";
import type { FlavorAttributes, InputExampleInfo, ModelInfo } from "./model-info.ts";
import type { Signature } from "./signature.ts";
import { parseSignature, printSignature, type SignatureTexts } from "./signature-json.ts";

/** The name of the file that makes a folder a model. */
export const MLMODEL = "MLmodel";
/** The longest MLmodel that is read; a signature of 20,000 columns fits. */
export const MAX_MLMODEL_BYTES: number = 2 * 1024 * 1024;
const MAX_ALIASES = 100;
/** The version of MLflow whose format is written. */
export const MLFLOW_VERSION = "3.17.2";

/** How the YAML library writes as PyYAML does, quoting whatever YAML 1.1 would read as another type. */
const PYTHON_STYLE = {
  compat: "yaml-1.1",
  indentSeq: false,
  singleQuote: true,
  sortMapEntries: true,
} as const;

/**
 * Prints MLmodel.
 *
 * @param info What it says.
 * @param modelUuid The model id of a logged model; 32 hexadecimal digits otherwise.
 */
export function printMlmodel(info: ModelInfo, modelUuid: string): string {
  const { signature, inputExample, metadata, runId, modelId, artifactPath } = info;
  return printYaml({
    ...(artifactPath !== undefined && { artifact_path: artifactPath }),
    flavors: Object.fromEntries(info.flavors),
    ...(signature !== undefined && {
      is_signature_from_type_hint: false,
      signature: printSignature(signature),
      type_hint_from_example: false,
    }),
    ...(metadata !== undefined && { metadata }),
    mlflow_version: info.mlflowVersion ?? null,
    model_id: modelId ?? null,
    model_size_bytes: info.modelSizeBytes ?? null,
    model_uuid: modelUuid,
    prompts: null,
    ...(runId !== undefined && { run_id: runId }),
    ...(inputExample !== undefined && { saved_input_example_info: inputExampleToYaml(inputExample) }),
    utc_time_created: info.utcTimeCreated ?? null,
  });
}

/** Prints YAML as MLflow writes it: keys sorted, lists not indented, long texts folded. */
export function printYaml(value: unknown): string {
  return stringify(value, PYTHON_STYLE);
}

function inputExampleToYaml({ path, servingPath, type }: InputExampleInfo): JsonRecord {
  return {
    artifact_path: path,
    ...(type === "dataframe" && { pandas_orient: "split" }),
    ...(servingPath !== undefined && { serving_input_path: servingPath }),
    type,
  };
}

/**
 * Reads MLmodel. Keys that are not known are passed over.
 *
 * @param text The content of the file.
 * @param where The file, for messages.
 * @throws SyntaxError naming the entry at fault.
 */
export function parseMlmodel(text: string, where: string): ModelInfo {
  const file = asRecord(parseYaml(text, where), where);
  const optionalText = (key: string): string | undefined => {
    const value = field(file, key) ?? undefined;
    return value === undefined ? undefined : asText(value, `${key} in ${where}`);
  };
  const metadata = field(file, "metadata") ?? undefined;
  const size = field(file, "model_size_bytes");
  return {
    flavors: parseFlavors(field(file, "flavors"), where),
    signature: parseSignatureEntry(field(file, "signature") ?? undefined, where),
    inputExample: parseInputExample(field(file, "saved_input_example_info") ?? undefined, where),
    metadata: metadata === undefined ? undefined : asRecord(metadata, `metadata in ${where}`),
    runId: optionalText("run_id"),
    modelId: optionalText("model_id"),
    artifactPath: optionalText("artifact_path"),
    utcTimeCreated: optionalText("utc_time_created"),
    mlflowVersion: optionalText("mlflow_version"),
    modelSizeBytes: typeof size === "number" ? size : undefined,
  };
}

function parseYaml(text: string, where: string): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (cause) {
    // Not only syntax: too many aliases, and nesting so deep that the parser gives up.
    throw unparsable(`Cannot read ${where}: it is not valid YAML: ${messageOf(cause)}`, { cause });
  }
}

function parseFlavors(value: unknown, where: string): ReadonlyMap<string, FlavorAttributes> {
  const flavors = Object.entries(asRecord(value, `flavors in ${where}`));
  return new Map(flavors.map(([name, entry]) => [name, asRecord(entry, `flavor ${name} in ${where}`)]));
}

function parseSignatureEntry(value: unknown, where: string): Signature | undefined {
  if (value === undefined) return undefined;
  const entry = asRecord(value, `signature in ${where}`);
  const textOf = (key: keyof SignatureTexts): string | null => {
    const text = field(entry, key) ?? null;
    return text === null ? null : asText(text, `signature ${key} in ${where}`);
  };
  return parseSignature(
    { inputs: textOf("inputs"), outputs: textOf("outputs"), params: textOf("params") },
    where,
  );
}

function parseInputExample(value: unknown, where: string): InputExampleInfo | undefined {
  if (!isRecord(value)) {
    if (value === undefined) return undefined;
    throw unexpected(`saved_input_example_info in ${where}`, "a map", value);
  }
  const servingPath = field(value, "serving_input_path");
  return {
    path: asText(field(value, "artifact_path"), `artifact_path of the input example in ${where}`),
    servingPath: typeof servingPath === "string" ? servingPath : undefined,
    type: asText(field(value, "type"), `type of the input example in ${where}`),
  };
}
