// What a run of a project keeps beside its record, so that the project can be run again: what was asked for, and its data.
import { relative, sep } from "node:path";
import { messageOf, quote, unparsable } from "../errors/index.ts";
import { fileSize, gitChangesOf, kindOf, readBytes } from "../system/index.ts";
import { RECORD_FOLDER, sha256Of } from "../tracking/index.ts";
import type { OpenProject } from "./open-project.ts";

/** The file among the run's artifacts. */
export const PROJECT_FILE: string = `${RECORD_FOLDER}/project.json`;
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DIGESTED_BYTES = 4 * 1024 ** 3;

/** How programs of the project get what they need. */
export type EnvironmentManager = "node" | "local";

/** What was asked for. */
export interface ProjectRecord {
  /** The repository: an address, or its folder; without git, the project's folder. */
  readonly repository: string;
  /** The project's folder in the repository. */
  readonly subfolder: string;
  readonly commit: string | undefined;
  /** The SHA-256 of the changes since the commit, which are among the artifacts. */
  readonly patch: string | undefined;
  readonly entryPoint: string;
  /** As they were given, by name; what is not here had its default. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly environmentManager: EnvironmentManager;
  /** The files that parameters named, by parameter. */
  readonly data: ReadonlyMap<string, DataFile>;
}

/** A file that went into a run. */
export interface DataFile {
  readonly path: string;
  readonly sha256: string;
}

/** What is to be kept of a run, and the changes since the commit. */
export interface KeptProject {
  readonly record: ProjectRecord;
  readonly patch: Uint8Array | undefined;
}

/**
 * Gathers what is kept of a run.
 *
 * @param paths The files that parameters named.
 */
export async function projectRecord(
  project: OpenProject,
  asked: Pick<ProjectRecord, "entryPoint" | "parameters" | "environmentManager">,
  paths: ReadonlyMap<string, string>,
): Promise<KeptProject> {
  const { workTree, folder, commit } = project;
  const changes = workTree === undefined ? undefined : await gitChangesOf(workTree);
  const [address = "", inner = ""] = project.source.split("#");
  const place =
    workTree === undefined
      ? {
          repository: project.repository ?? address,
          subfolder: project.repository === undefined ? "" : inner,
        }
      : { repository: workTree.root, subfolder: relative(workTree.root, folder).split(sep).join("/") };
  const data = [...paths].flatMap(([name, path]) => {
    const digest = digestOfFile(path);
    return digest === undefined ? [] : [[name, { path, sha256: digest }] as const];
  });
  const patch = changes?.patch;
  const digest = patch === undefined ? undefined : sha256Of(patch);
  return { record: { ...place, commit, patch: digest, ...asked, data: new Map(data) }, patch };
}

/** The SHA-256 of a file; undefined for a folder, and for a file of more than 4 GB. */
export function digestOfFile(path: string): string | undefined {
  if (kindOf(path) !== "file" || fileSize(path) > MAX_DIGESTED_BYTES) return undefined;
  return sha256Of(readBytes(path));
}

/** The text of the file. */
export function formatProjectRecord(record: ProjectRecord): string {
  const json = {
    repository: record.repository,
    subfolder: record.subfolder,
    commit: record.commit,
    patch_sha256: record.patch,
    entry_point: record.entryPoint,
    parameters: Object.fromEntries(record.parameters),
    environment_manager: record.environmentManager,
    data: Object.fromEntries(record.data),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/**
 * Reads the file, which comes from a store that others may write to.
 *
 * @throws SyntaxError `BAD_REQUEST` that says what is wrong.
 */
export function parseProjectRecord(text: string): ProjectRecord {
  let json: unknown;
  try {
    json = JSON.parse(text.slice(0, MAX_CHARACTERS));
  } catch (error) {
    throw unparsable(`Cannot read ${PROJECT_FILE}: it is not JSON: ${messageOf(error)}`, { cause: error });
  }
  const manager = textAt(json, "environment_manager");
  return {
    repository: textAt(json, "repository"),
    subfolder: textAt(json, "subfolder"),
    commit: optionalTextAt(json, "commit"),
    patch: optionalTextAt(json, "patch_sha256"),
    entryPoint: textAt(json, "entry_point"),
    parameters: textsAt(json, "parameters"),
    environmentManager: manager === "local" ? "local" : "node",
    data: new Map(
      Object.entries(objectAt(json, "data")).map(([name, file]) => [
        name,
        { path: textAt(file, "path"), sha256: textAt(file, "sha256") },
      ]),
    ),
  };
}

function at(value: unknown, name: string): unknown {
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.hasOwn(value, name) ? (Reflect.get(value, name) ?? undefined) : undefined;
}

function optionalTextAt(value: unknown, name: string): string | undefined {
  const inner = at(value, name);
  if (inner === undefined || typeof inner === "string") return inner;
  throw unparsable(`Cannot read ${PROJECT_FILE}: ${name} must be a text: current value is ${quote(inner)}`);
}

function textAt(value: unknown, name: string): string {
  const text = optionalTextAt(value, name);
  if (text !== undefined) return text;
  throw unparsable(`Cannot read ${PROJECT_FILE}: it has no ${name}`);
}

function textsAt(value: unknown, name: string): ReadonlyMap<string, string> {
  const inner = objectAt(value, name);
  return new Map(Object.keys(inner).map((key) => [key, textAt(inner, key)]));
}

function objectAt(value: unknown, name: string): object {
  const inner = at(value, name) ?? {};
  if (typeof inner === "object" && !Array.isArray(inner)) return inner;
  throw unparsable(
    `Cannot read ${PROJECT_FILE}: ${name} must be an object: current value is ${quote(inner)}`,
  );
}
