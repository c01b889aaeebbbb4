// The tags that say where a run comes from: who, which script, which commit.
import { dirname, relative } from "node:path";
import { messageOf, quote, unparsable } from "../../errors/index.ts";
import {
  environmentText,
  type GitState,
  gitStateOf,
  scriptPath,
  userName,
  workingFolder,
} from "../../system/index.ts";

/**
 * The tags of the context this process runs in, as MLflow records them: `mlflow.user`, `mlflow.source.name` and
 * `.type`, `mlflow.source.git.commit` and `.branch` when the script lies in a repository, and whatever
 * MLFLOW_RUN_CONTEXT (a JSON object of texts) adds or overrides.
 *
 * @throws SyntaxError when MLFLOW_RUN_CONTEXT is not such an object.
 */
export function contextTags(): ReadonlyMap<string, string> {
  return new Map([...processTags(), ...tagsFromEnvironment()]);
}

/** These cannot change while the process runs, and git costs a few milliseconds: asked once. */
let knownProcessTags: ReadonlyMap<string, string> | undefined;

function processTags(): ReadonlyMap<string, string> {
  if (knownProcessTags !== undefined) return knownProcessTags;
  const script = scriptPath();
  const tags = new Map([
    ["mlflow.user", userName()],
    ["mlflow.source.name", script === undefined ? "<console>" : nameFromHere(script)],
    ["mlflow.source.type", "LOCAL"],
  ]);
  const git = processSource();
  if (git !== undefined) tags.set("mlflow.source.git.commit", git.commit);
  if (git?.branch !== undefined) tags.set("mlflow.source.git.branch", git.branch);
  knownProcessTags = tags;
  return tags;
}

let knownSource: { readonly git: GitState | undefined } | undefined;

/** The repository that the script lies in, and what is checked out there; undefined when it lies in none. */
export function processSource(): GitState | undefined {
  const script = scriptPath();
  knownSource ??= { git: script === undefined ? undefined : gitStateOf(dirname(script)) };
  return knownSource.git;
}

/** Node.js makes the script's path absolute; people type it as seen from where they are. */
function nameFromHere(script: string): string {
  const name = relative(workingFolder(), script);
  return name.startsWith("..") || name === "" ? script : name;
}

function tagsFromEnvironment(): ReadonlyMap<string, string> {
  const text = environmentText("MLFLOW_RUN_CONTEXT");
  if (text === undefined) return new Map();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw unparsable(`Cannot read MLFLOW_RUN_CONTEXT: it is not JSON: ${messageOf(error)}`, { cause: error });
  }
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  const entries: readonly (readonly [string, unknown])[] = isRecord ? Object.entries(value ?? {}) : [];
  if (!isRecord || entries.some(([, tag]) => typeof tag !== "string")) {
    throw unparsable(`Cannot read MLFLOW_RUN_CONTEXT: it must be a JSON object of texts: ${quote(text)}`);
  }
  return new Map(entries.map(([key, tag]) => [key, String(tag)]));
}
