// Runs one entry point of an open project: makes the run, starts the command so that it logs into it, and ends it.
import { extname } from "node:path";
import { failure, quote } from "../errors/index.ts";
import {
  type ChildOutcome,
  kindOf,
  makeTemporaryFolder,
  nowMs,
  removeTree,
  resolveInside,
  runChild,
  userName,
} from "../system/index.ts";
import { CHANGES_FILE, type RunStatus, type TrackingClient } from "../tracking/index.ts";
import { runEnvironment } from "./child-environment.ts";
import { commandWords } from "./command-words.ts";
import type { EntryPoint } from "./mlproject-file.ts";
import type { OpenProject } from "./open-project.ts";
import { type ParameterValues, parameterValues } from "./parameter-values.ts";
import {
  type EnvironmentManager,
  formatProjectRecord,
  PROJECT_FILE,
  projectRecord,
} from "./project-record.ts";

const PARAMS_PER_BATCH = 100;
/** Files that can be run though MLproject does not name them, and the program that runs each kind. */
const SCRIPT_PROGRAMS: ReadonlyMap<string, string> = new Map([
  [".js", "node"],
  [".mjs", "node"],
  [".cjs", "node"],
  [".ts", "node"],
  [".sh", "sh"],
  [".py", "python"],
]);

/** How an entry point is to be run. */
export interface RunEntryPointOptions {
  /** Its name in MLproject, or a script of the project. Default `main`. */
  readonly entryPoint?: string | undefined;
  /** Values of parameters, by name. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /** Where files that parameters name lie, when the parameters were typed elsewhere. */
  readonly knownPaths?: ReadonlyMap<string, string> | undefined;
  readonly client: TrackingClient;
  /** The experiment the run belongs to. */
  readonly experimentId: string;
  /** Default: a made-up name. */
  readonly runName?: string | undefined;
  /** Tags of the run besides those that tell where it comes from. */
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly environmentManager: EnvironmentManager;
  /** Variables for the command besides the named ones. */
  readonly variables?: ReadonlyMap<string, string> | undefined;
  /** The folder for files that parameters of the type `path` name elsewhere. Default: a temporary one. */
  readonly storageFolder?: string | undefined;
  /** The command is stopped after so many milliseconds. Default: never. */
  readonly timeLimitMs?: number | undefined;
  /** Stops the command. */
  readonly stop?: AbortSignal | undefined;
  /** Where the command's output goes. */
  readonly output: "streams" | "stderr" | { readonly file: string };
  /** Is told of the run once it exists. */
  readonly onStart?: ((runId: string, words: readonly string[]) => void) | undefined;
}

/** How a run of a project ended. */
export interface ProjectOutcome {
  readonly runId: string;
  readonly experimentId: string;
  readonly status: RunStatus;
  readonly child: ChildOutcome;
}

/**
 * Runs an entry point to its end. What is wrong with the request is thrown before a run is made.
 *
 * @param project Its environment must be prepared.
 * @throws RangeError for an unknown entry point and for wrong parameters.
 */
export async function runEntryPoint(
  project: OpenProject,
  options: RunEntryPointOptions,
): Promise<ProjectOutcome> {
  const storage = options.storageFolder ?? makeTemporaryFolder();
  try {
    return await runWithStorage(project, options, storage);
  } finally {
    if (options.storageFolder === undefined) removeTree(storage);
  }
}

async function runWithStorage(
  project: OpenProject,
  options: RunEntryPointOptions,
  storageFolder: string,
): Promise<ProjectOutcome> {
  const { client, experimentId, environmentManager } = options;
  const name = options.entryPoint ?? "main";
  const parameters = options.parameters ?? new Map();
  const known = project.spec.entryPoints.get(name);
  const context = { projectFolder: project.folder, storageFolder, client, knownPaths: options.knownPaths };
  const values = await parameterValues(known ?? { parameters: new Map() }, parameters, context);
  const words = wordsOf(project, name, known, values);
  const kept = await projectRecord(
    project,
    { entryPoint: name, parameters, environmentManager },
    values.paths,
  );

  const { info } = await client.createRun({
    experimentId,
    userId: userName(),
    runName: options.runName,
    tags: new Map([...projectTags(project, name, environmentManager), ...(options.tags ?? [])]),
  });
  const { runId } = info;
  let child: ChildOutcome;
  try {
    await logParams(client, runId, values.logged);
    const artifacts = client.openArtifacts(info.artifactUri);
    await artifacts.write(PROJECT_FILE, formatProjectRecord(kept.record));
    if (kept.patch !== undefined) await artifacts.write(CHANGES_FILE, kept.patch);
    options.onStart?.(runId, words);
    const variables = { runId, experimentId, trackingUri: client.store.uri };
    child = await runChild(words, {
      folder: project.folder,
      environment: runEnvironment(project.folder, variables, options.variables ?? new Map()),
      output: options.output,
      timeLimitMs: options.timeLimitMs,
      stop: options.stop,
    });
  } catch (error) {
    await client.updateRun(runId, { status: "FAILED", endTimeMs: nowMs() });
    throw error;
  }
  const status = await endRun(client, runId, child);
  return { runId, experimentId, status, child };
}

/** The command's own word on the run counts only as far as its end agrees. */
async function endRun(client: TrackingClient, runId: string, child: ChildOutcome): Promise<RunStatus> {
  const wanted: RunStatus =
    child.stopped !== undefined || child.signal !== undefined
      ? "KILLED"
      : child.code === 0
        ? "FINISHED"
        : "FAILED";
  const { info } = await client.getRun(runId);
  if (info.status !== wanted || info.endTimeMs === undefined) {
    await client.updateRun(runId, { status: wanted, endTimeMs: info.endTimeMs ?? nowMs() });
  }
  return wanted;
}

function wordsOf(
  project: OpenProject,
  name: string,
  known: EntryPoint | undefined,
  values: ParameterValues,
): readonly string[] {
  if (known !== undefined) return [...commandWords(known.command, values.forCommand), ...values.extraWords];
  const program = SCRIPT_PROGRAMS.get(extname(name));
  const names = [...project.spec.entryPoints.keys()].map((entryPoint) => `'${entryPoint}'`).join(", ");
  if (program === undefined) {
    const extensions = [...SCRIPT_PROGRAMS.keys()].join(", ");
    throw failure(
      "RESOURCE_DOES_NOT_EXIST",
      `Could not find ${name} among entry points [${names}] or interpret ${name} as a runnable script. Supported script file extensions: ${extensions}`,
    );
  }
  const script = resolveInside(project.folder, name);
  if (kindOf(script) !== "file") {
    throw failure(
      "RESOURCE_DOES_NOT_EXIST",
      `Could not find ${quote(name)} among entry points [${names}], nor a script of that name in ${project.folder}`,
    );
  }
  // Behind `./` a name is never taken for an option.
  return [program, `./${name}`, ...values.extraWords];
}

function projectTags(
  { source, commit, branch, repository }: OpenProject,
  entryPoint: string,
  environmentManager: EnvironmentManager,
): ReadonlyMap<string, string> {
  const tags = new Map([
    ["mlflow.user", userName()],
    ["mlflow.source.name", source],
    ["mlflow.source.type", "PROJECT"],
    ["mlflow.project.entryPoint", entryPoint],
    ["mlflow.project.backend", "local"],
  ]);
  if (environmentManager === "node") tags.set("mlflow.project.env", "node");
  if (commit !== undefined) tags.set("mlflow.source.git.commit", commit);
  if (branch !== undefined) tags.set("mlflow.source.git.branch", branch);
  if (repository !== undefined) {
    const address = repository.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
    tags.set("mlflow.source.name", source.replace(repository, address));
    // The second name is that of MLflow's first versions, by which its pages link to a repository.
    tags.set("mlflow.source.git.repoURL", address).set("mlflow.gitRepoURL", address);
  }
  return tags;
}

async function logParams(
  client: TrackingClient,
  runId: string,
  params: ReadonlyMap<string, string>,
): Promise<void> {
  const entries = [...params];
  for (let start = 0; start < entries.length; start += PARAMS_PER_BATCH) {
    await client.logBatch(runId, { params: new Map(entries.slice(start, start + PARAMS_PER_BATCH)) });
  }
}
