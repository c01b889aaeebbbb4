// Runs a project from its address: brings it here, prepares it, runs an entry point.
import { invalidValue } from "../errors/index.ts";
import { activeExperimentId, findExperiment, type TrackingClient } from "../tracking/index.ts";
import { prepareNodeEnvironment } from "./node-environment.ts";
import { type OpenProject, openProject } from "./open-project.ts";
import type { EnvironmentManager } from "./project-record.ts";
import { type ProjectOutcome, type RunEntryPointOptions, runEntryPoint } from "./run-entry-point.ts";

/** What a project is run with. */
export interface RunProjectOptions extends Omit<RunEntryPointOptions, "experimentId"> {
  /** A commit, tag or branch of the repository. */
  readonly version?: string | undefined;
  /** The experiment, by name (made when there is none) or by id. Default: the environment's, else `Default`. */
  readonly experimentName?: string | undefined;
  readonly experimentId?: string | undefined;
  /** Is told what goes on, in lines for people. */
  readonly tell: (line: string) => void;
}

/**
 * Runs an entry point of a project to its end. `node` as environment manager installs the packages of its lock file first;
 * `local` runs it with what is there. The command is somebody's code: it runs with the rights of whoever runs it.
 *
 * @param uri A folder, or a git repository and perhaps `#` and a folder in it.
 * @throws RangeError or Error that says what is wrong with the request, before a run is made.
 */
export async function runProject(uri: string, options: RunProjectOptions): Promise<ProjectOutcome> {
  const project = await openProject(uri, options.version);
  try {
    await prepareEnvironment(project, options.environmentManager, options.tell);
    const experimentId = await experimentFor(options.client, options);
    return await runEntryPoint(project, { ...options, experimentId });
  } finally {
    project.close();
  }
}

/** Prepares what the commands of a project need. */
export async function prepareEnvironment(
  { spec, folder }: OpenProject,
  environmentManager: EnvironmentManager,
  tell: (line: string) => void,
): Promise<void> {
  if (environmentManager === "local") return;
  const { environment } = spec;
  if (environment.kind === "node") return await prepareNodeEnvironment(folder, environment, tell);
  if (environment.kind === "none") return;
  throw invalidValue(
    `Cannot prepare the project in ${folder}: its environment is told by ${environment.key}, and only Node.js projects are prepared here; give --env-manager local to run it with what is installed`,
  );
}

/** The experiment that runs go to, found or made. */
export async function experimentFor(
  client: TrackingClient,
  {
    experimentName,
    experimentId,
  }: { readonly experimentName?: string | undefined; readonly experimentId?: string | undefined },
): Promise<string> {
  if (experimentName !== undefined && experimentId !== undefined) {
    throw invalidValue("Cannot choose an experiment: it may be given by name or by id, and both were given");
  }
  const { store } = client;
  if (experimentName === undefined && experimentId === undefined) return await activeExperimentId(store);
  return (await findExperiment(store, { name: experimentName, experimentId })).experimentId;
}
