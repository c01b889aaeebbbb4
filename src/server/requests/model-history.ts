// What clients before MLflow 3 tell of the models they log: a list in JSON, kept as a tag of the run.
import { invalidValue } from "../../errors/index.ts";

/** The tag that holds the list. */
export const MODEL_HISTORY_TAG = "mlflow.log-model.history";

const MANDATORY = ["run_id", "artifact_path", "utc_time_created", "flavors"];
const MAX_TAG_CHARACTERS = 8000;

/**
 * The list with one more model.
 *
 * @param history The tag so far; what is no list counts as none.
 * @param modelJson The model's description, from a client.
 * @throws RangeError when it is no JSON object with the mandatory fields, or the list becomes too long for a tag.
 */
export function withModel(history: string | undefined, modelJson: string): string {
  const model = parsed(modelJson);
  if (typeof model !== "object" || model === null || Array.isArray(model)) {
    throw invalidValue("Malformed model info. It must be a JSON object.");
  }
  const missing = MANDATORY.filter((name) => !Object.hasOwn(model, name));
  if (missing.length > 0) throw invalidValue(`Model json is missing mandatory fields: ${missing.join(", ")}`);
  const before = parsed(history ?? "[]");
  const list = JSON.stringify([...(Array.isArray(before) ? before : []), model]);
  if (list.length <= MAX_TAG_CHARACTERS) return list;
  throw invalidValue(
    `Cannot list one more model in tag ${MODEL_HISTORY_TAG}: it would exceed ${MAX_TAG_CHARACTERS} characters`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
