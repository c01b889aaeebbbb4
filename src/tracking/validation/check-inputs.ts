// The rules for data sets and models that a run has used or put out.
import { invalidValue } from "../../errors/index.ts";
import type { DatasetInput, ModelOutput } from "../entities.ts";
import {
  MAX_DATASET_DIGEST_CHARACTERS,
  MAX_DATASET_NAME_CHARACTERS,
  MAX_DATASET_PROFILE_CHARACTERS,
  MAX_DATASET_SCHEMA_CHARACTERS,
  MAX_DATASET_SOURCE_CHARACTERS,
  MAX_DATASETS_PER_CALL,
  MAX_INPUT_TAG_KEY_CHARACTERS,
  MAX_INPUT_TAG_VALUE_CHARACTERS,
  MAX_MODELS_PER_CALL,
} from "../limits.ts";
import { checkModelId } from "./check-ids.ts";
import { checkEncodable, checkLength } from "./text-length.ts";

/** Refuses data sets over their limits. */
export function checkDatasetInputs(inputs: readonly DatasetInput[]): void {
  if (inputs.length > MAX_DATASETS_PER_CALL) {
    throw invalidValue(
      `Cannot log ${inputs.length} data sets at once: at most ${MAX_DATASETS_PER_CALL} are allowed`,
    );
  }
  for (const { dataset, tags } of inputs) {
    checkText("name", dataset.name, MAX_DATASET_NAME_CHARACTERS);
    checkText("digest", dataset.digest, MAX_DATASET_DIGEST_CHARACTERS);
    checkText("source_type", dataset.sourceType, MAX_DATASET_NAME_CHARACTERS);
    checkText("source", dataset.source, MAX_DATASET_SOURCE_CHARACTERS);
    checkText("schema", dataset.schema ?? "", MAX_DATASET_SCHEMA_CHARACTERS);
    checkText("profile", dataset.profile ?? "", MAX_DATASET_PROFILE_CHARACTERS);
    for (const [key, value] of tags) {
      checkText("Input tag key", key, MAX_INPUT_TAG_KEY_CHARACTERS);
      checkText("Input tag value", value, MAX_INPUT_TAG_VALUE_CHARACTERS);
    }
  }
}

function checkText(what: string, text: string, limit: number): void {
  checkLength(what, text, limit);
  checkEncodable(what, text);
}

/** Refuses ids that no logged model can have, and too many at once. */
export function checkModelIds(modelIds: readonly string[]): void {
  if (modelIds.length > MAX_MODELS_PER_CALL) {
    throw invalidValue(
      `Cannot link ${modelIds.length} models at once: at most ${MAX_MODELS_PER_CALL} are allowed`,
    );
  }
  for (const modelId of modelIds) checkModelId(modelId);
}

/** Refuses outputs with a bad id or step. */
export function checkModelOutputs(outputs: readonly ModelOutput[]): void {
  checkModelIds(outputs.map(({ modelId }) => modelId));
  for (const { modelId, step } of outputs) {
    if (!Number.isSafeInteger(step)) {
      throw invalidValue(
        `Cannot link model ${modelId}: its step must be a whole number: current value is ${step}`,
      );
    }
  }
}
