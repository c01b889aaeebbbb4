// Runs again what a run came from: its code at its commit, its packages, its command; and compares what comes out.
import { dirname, isAbsolute, join, resolve } from "node:path";
import { errorCode, failure, invalidValue, messageOf, quote } from "../errors/index.ts";
import {
  kindOf,
  makeFolder,
  makeTemporaryFolder,
  nodeProgram,
  removeTree,
  resolveInside,
  runChild,
  workingFolder,
  writeFileAtomic,
} from "../system/index.ts";
import { type Run, type RunRecord, type SourceRecord, TrackingClient } from "../tracking/index.ts";
import { applyPatch, checkOut } from "./check-out.ts";
import { programEnvironment } from "./child-environment.ts";
import { type Comparison, compareRuns, type Difference } from "./compare-runs.ts";
import { readProject } from "./mlproject-file.ts";
import { prepareNodeEnvironment } from "./node-environment.ts";
import type { OpenProject } from "./open-project.ts";
import { digestOfFile, type ProjectRecord } from "./project-record.ts";
import { parseProjectUri } from "./project-uri.ts";
import { reasonsFor } from "./reasons.ts";
import { runEntryPoint } from "./run-entry-point.ts";
import { prepareEnvironment } from "./run-project.ts";
import { type KeptRecords, readRecords } from "./run-records.ts";
import { shownCommand } from "./shown-command.ts";

const MAX_RUNS = 10_000;

/** What a run is reproduced with. */
export interface ReproduceOptions {
  /** Where the run is. */
  readonly client: TrackingClient;
  /** The repository to check out, when it is no longer where the run had it. */
  readonly repository?: string | undefined;
  /** The folder to work in, which stays; it must be empty or absent. Default: a temporary one. */
  readonly keep?: string | undefined;
  /** Variables for the command besides the named ones. */
  readonly variables?: ReadonlyMap<string, string> | undefined;
  readonly timeLimitMs?: number | undefined;
  readonly stop?: AbortSignal | undefined;
  readonly output: "streams" | "stderr";
  /** Is told what goes on, in lines for people. */
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface Reproduction extends Comparison {
  /** Whether nothing differs. */
  readonly identical: boolean;
  /** What is not the same around the two runs, and so may be why they differ. */
  readonly reasons: readonly string[];
}

/**
 * Runs a run's program again, in a copy of its code and with a store of its own, and compares the two. The run itself is
 * only read. The command is somebody's code: it runs with the rights of whoever runs it.
 *
 * @throws Error or RangeError when the code, the packages or the data are not to be had, or the command fails.
 */
export async function reproduceRun(runId: string, options: ReproduceOptions): Promise<Reproduction> {
  const run = await options.client.getRun(runId);
  const records = await readRecords(run, options.client);
  const place = options.keep === undefined ? makeTemporaryFolder() : resolve(workingFolder(), options.keep);
  if (options.keep !== undefined) makeEmpty(place);
  try {
    return await reproduceIn(place, run, records, options);
  } finally {
    if (options.keep === undefined) removeTree(place);
  }
}

async function reproduceIn(
  place: string,
  run: Run,
  records: KeptRecords,
  options: ReproduceOptions,
): Promise<Reproduction> {
  const code = join(place, "code");
  makeFolder(code);
  await bringCode(code, place, records, options);
  const client = new TrackingClient(join(place, "mlruns"));
  const { project } = records;
  const again =
    project === undefined
      ? await runCommandAgain(code, records.program, client, options)
      : await runProjectAgain(code, project, client, options);
  const comparison = await compareRuns({ run, client: options.client }, { run: again, client });
  const fileChanges = project === undefined ? [] : changedFiles(project, code);
  const differences = [...fileChanges, ...comparison.differences];
  const identical = differences.length === 0;
  const reasons = identical ? [] : await reasonsFor(records, again, client);
  return { ...comparison, differences, identical, reasons };
}

function makeEmpty(folder: string): void {
  makeFolder(folder);
  if (kindOf(join(folder, "code")) === "absent" && kindOf(join(folder, "mlruns")) === "absent") return;
  throw invalidValue(`Cannot work in ${quote(folder)}: something is in it already`);
}

/** Checks the commit out, from the first place that has it, and applies the changes. */
async function bringCode(
  code: string,
  place: string,
  { project, program, patch }: KeptRecords,
  { repository, tell }: ReproduceOptions,
): Promise<void> {
  const commit = project?.commit ?? program?.source?.commit;
  if (commit === undefined) {
    throw invalidValue(
      "Cannot run it again: its code was in no git repository, so that nothing tells what it was",
    );
  }
  const known =
    project === undefined ? sourcesOf(program?.source) : [project.repository, ...sourcesOf(program?.source)];
  const places = repository === undefined ? known : [repository];
  const faults: string[] = [];
  for (const from of [...new Set(places)]) {
    try {
      // The addresses come from a store that others may write to.
      const uri = parseProjectUri(from);
      await checkOut(uri.kind === "folder" ? uri.folder : uri.repository, commit, code);
      tell(`Checked out ${commit.slice(0, 12)} of ${from}`);
      if (patch !== undefined) {
        const file = join(place, "changes.diff");
        writeFileAtomic(file, patch, place);
        await applyPatch(code, file);
        tell("Applied the changes that the run was made with");
      }
      return;
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
      faults.push(messageOf(error));
      removeTree(code);
      makeFolder(code);
    }
  }
  const tried = faults.join("; ") || "the run names no repository";
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot get the code of commit ${commit}: ${tried} (--repository names another place)`,
  );
}

function sourcesOf(source: SourceRecord | undefined): readonly string[] {
  return source === undefined ? [] : [source.root, source.remote ?? ""].filter((place) => place !== "");
}

async function runProjectAgain(
  code: string,
  record: ProjectRecord,
  client: TrackingClient,
  options: ReproduceOptions,
): Promise<Run> {
  const folder = record.subfolder === "" ? code : resolveInside(code, record.subfolder);
  const spec = readProject(folder);
  const project: OpenProject = {
    folder,
    spec,
    source: record.repository,
    commit: record.commit,
    branch: undefined,
    repository: record.repository,
    workTree: undefined,
    close: () => {},
  };
  await prepareEnvironment(project, record.environmentManager, options.tell);
  const { runId, status } = await runEntryPoint(project, {
    client,
    experimentId: "0",
    entryPoint: record.entryPoint,
    parameters: record.parameters,
    knownPaths: new Map([...record.data].map(([name, { path }]) => [name, pathAgain(path, record, code)])),
    environmentManager: record.environmentManager,
    variables: options.variables,
    timeLimitMs: options.timeLimitMs,
    stop: options.stop,
    output: options.output,
    onStart: (_, words) => options.tell(`Running ${shownCommand(words)}`),
  });
  if (status !== "FINISHED") throw failure("BAD_REQUEST", `Cannot compare: the command ended as ${status}`);
  return await client.getRun(runId);
}

/** A file of the repository is that of the checkout, if it is in there; git may have been told to leave it out. */
function pathAgain(path: string, { repository }: ProjectRecord, code: string): string {
  if (!path.startsWith(`${repository}/`)) return path;
  const inside = join(code, path.slice(repository.length + 1));
  return kindOf(inside) === "absent" ? path : inside;
}

function changedFiles(record: ProjectRecord, code: string): readonly Difference[] {
  return [...record.data].flatMap(([name, { path, sha256 }]) => {
    const after = digestOfFile(pathAgain(path, record, code));
    return after === sha256
      ? []
      : [{ kind: "data" as const, name: `${name} (${path})`, before: sha256, after }];
  });
}

async function runCommandAgain(
  code: string,
  record: RunRecord | undefined,
  client: TrackingClient,
  options: ReproduceOptions,
): Promise<Run> {
  const [program = "", ...words] = record?.command ?? [];
  if (record === undefined || (program !== "node" && program !== "npm")) {
    throw invalidValue("Cannot run it again: the run came from no script, but from a console");
  }
  const root = record.source?.root ?? "";
  const inCode = (word: string): string =>
    word.startsWith(`${root}/`) ? join(code, word.slice(root.length + 1)) : word;
  const folder = isAbsolute(record.folder) ? inCode(record.folder) : resolveInside(code, record.folder);
  const command = [program === "node" ? nodeProgram() : program, ...words.map(inCode)];
  const script = words.find((word) => /\.[cm]?[jt]s$/.test(word));
  const scriptFolder =
    program === "npm" || script === undefined
      ? folder
      : dirname(join(isAbsolute(script) ? "" : folder, inCode(script)));
  await preparePackages(code, scriptFolder, options);
  options.tell(`Running ${shownCommand([program, ...words])}`);
  const child = await runChild(command, {
    folder,
    environment: {
      ...programEnvironment(scriptFolder, options.variables ?? new Map()),
      MLFLOW_TRACKING_URI: client.store.uri,
      TRAINTRACKS_REPRODUCIBLE: "true",
    },
    output: options.output,
    timeLimitMs: options.timeLimitMs,
    stop: options.stop,
  });
  if (child.code !== 0) {
    const how = child.stopped ?? child.signal ?? `exit code ${child.code}`;
    throw failure("BAD_REQUEST", `Cannot compare: the command ended with ${how}`);
  }
  return await runOfNumber(record.runNumber, client);
}

/** The packages of the package.json that counts for the script, if there is one in the repository. */
async function preparePackages(
  code: string,
  scriptFolder: string,
  { tell }: ReproduceOptions,
): Promise<void> {
  for (let at = scriptFolder; at.startsWith(code); at = dirname(at)) {
    if (kindOf(join(at, "package.json")) !== "file") continue;
    const lock = ["npm-shrinkwrap.json", "package-lock.json"].find(
      (name) => kindOf(join(at, name)) === "file",
    );
    return await prepareNodeEnvironment(
      at,
      { kind: "node", node: undefined, manifest: "package.json", lock },
      tell,
    );
  }
}

/** The run that the process started as its first, second, …, as the other one was of its process. */
async function runOfNumber(runNumber: number, client: TrackingClient): Promise<Run> {
  const experiments = await client.searchExperiments({ viewType: "ACTIVE_ONLY" });
  const experimentIds = experiments.items.map(({ experimentId }) => experimentId);
  const { items } = await client.searchRuns({ experimentIds, maxResults: MAX_RUNS });
  for (const run of items) {
    const records = await readRecords(run, client).catch(() => undefined);
    if (records?.program?.runNumber === runNumber) return run;
  }
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot compare: the program has logged ${items.length} runs, and the one to compare was its number ${runNumber}`,
  );
}
