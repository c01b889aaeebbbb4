// The options that say which project is run, and how: `run` and `sweep` have them in common.
import { type Command, InvalidArgumentError, Option } from "commander";
import { addedVariables, type EnvironmentManager, type RunProjectOptions } from "../projects/index.ts";
import { duration } from "./option-values.ts";
import { addTrackingOptions, clientOf, type TrackingOptions } from "./tracking-options.ts";

/** What `run` and `sweep` are given alike. */
export interface ProjectOptions extends TrackingOptions {
  readonly entryPoint: string;
  readonly version?: string;
  readonly param: ReadonlyMap<string, string>;
  readonly experimentName?: string;
  readonly experimentId?: string;
  readonly runName?: string;
  readonly envManager: EnvironmentManager;
  readonly env: readonly string[];
  readonly storageDir?: string;
  readonly timeLimit?: number;
}

/** Adds what `run` and `sweep` have in common. */
export function addProjectOptions(command: Command, argument = "<project>"): Command {
  return addTrackingOptions(command)
    .argument(argument, "a folder or a git repository, and perhaps # and a folder in it")
    .option("-e, --entry-point <name>", "an entry point of MLproject, or a script", "main")
    .option("-v, --version <version>", "a commit, tag or branch of the repository")
    .option("--experiment-name <name>", "the experiment to run in; made if there is none")
    .option("--experiment-id <id>", "the experiment to run in, by its id")
    .option("--run-name <name>", "how the run is called")
    .addOption(
      new Option("--env-manager <how>", "node: install the lock file's packages; local: use what is there")
        .argParser(environmentManager)
        .default("node"),
    )
    .option("--env <NAME[=value]>", "a variable for the command; may be repeated", addWord, [])
    .option("--storage-dir <folder>", "where files go that parameters name elsewhere")
    .option("--time-limit <time>", "stop the command after, such as 90s, 30m or 2h", duration);
}

/** What the options mean. */
type MeantOptions = Pick<
  RunProjectOptions,
  | "client"
  | "entryPoint"
  | "version"
  | "experimentName"
  | "experimentId"
  | "runName"
  | "environmentManager"
  | "variables"
  | "storageFolder"
  | "timeLimitMs"
>;

/** Reads the options as what a project is run with. */
export function projectOptions(options: ProjectOptions): MeantOptions {
  return {
    client: clientOf(options),
    entryPoint: options.entryPoint,
    version: options.version,
    experimentName: options.experimentName,
    experimentId: options.experimentId,
    runName: options.runName,
    environmentManager: options.envManager,
    variables: addedVariables(options.env),
    storageFolder: options.storageDir,
    timeLimitMs: options.timeLimit,
  };
}

/** Collects `name=value`, each name once. */
export function addParameter(text: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf("=");
  if (at < 1) throw new InvalidArgumentError("It must be name=value.");
  const name = text.slice(0, at);
  if (before.has(name)) throw new InvalidArgumentError(`${name} is given twice.`);
  return new Map([...before, [name, text.slice(at + 1)]]);
}

/** Collects words, for an option that may be repeated. */
export function addWord(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function environmentManager(text: string): EnvironmentManager {
  if (text === "node" || text === "local") return text;
  const isPython = ["virtualenv", "uv", "conda"].includes(text);
  throw new InvalidArgumentError(
    isPython
      ? "Python environments are not prepared here: it must be node or local."
      : "It must be node or local.",
  );
}
