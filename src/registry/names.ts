// What registered models, aliases and stages may be called, with the texts MLflow refuses them with.
import { invalidValue } from "../errors/index.ts";
import type { ModelStage } from "./entities.ts";

const MAX_NAME_BYTES = 255;
const MAX_ALIAS_BYTES = 255;
const STAGES: readonly ModelStage[] = ["None", "Staging", "Production", "Archived"];

/**
 * Refuses a name that cannot be that of a registered model. A name is also the name of a folder, so what a file system
 * cannot hold or would take for a path is refused.
 */
export function checkModelName(name: string): void {
  if (name.trim() === "") throw invalidValue("Registered model name cannot be empty.");
  if (/[/:]/.test(name)) throw invalidValue(`Invalid model name '${name}'. Names cannot contain '/' or ':'.`);
  if (name.includes("%")) {
    throw invalidValue(`Invalid name: '${name}'. Registered model name cannot contain '%' character`);
  }
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw invalidValue(`'name' exceeds the maximum length of ${MAX_NAME_BYTES} bytes`);
  }
  if (name.startsWith(".") || /[\\\p{Cc}\p{Surrogate}]/u.test(name)) {
    throw invalidValue(
      `Invalid model name '${name}'. Names cannot start with '.' nor contain backslashes or control characters.`,
    );
  }
}

/** Refuses a text that cannot be an alias. */
export function checkAlias(alias: string): void {
  if (alias === "") throw invalidValue("Registered model alias name cannot be empty.");
  if (!/^[\p{L}\p{N}_-]+$/u.test(alias)) {
    throw invalidValue(
      `Invalid alias name: '${alias}'. Names may only contain alphanumerics, underscores (_), and dashes (-).`,
    );
  }
  if (Buffer.byteLength(alias) > MAX_ALIAS_BYTES) {
    throw invalidValue(`'alias' exceeds the maximum length of ${MAX_ALIAS_BYTES} characters`);
  }
  if (isLatest(alias)) throw invalidValue("'latest' alias name (case insensitive) is reserved.");
  if (/^v\d+$/i.test(alias)) throw invalidValue(`Version alias name '${alias}' is reserved.`);
}

/** Whether an alias means the highest version. */
export function isLatest(alias: string): boolean {
  return alias.toLowerCase() === "latest";
}

/** The stage of that name, in whatever case it is written. */
export function canonicalStage(text: string): ModelStage {
  const stage = STAGES.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (stage !== undefined) return stage;
  throw invalidValue(`Invalid Model Version stage: ${text}. Value must be one of ${STAGES.join(", ")}.`);
}
