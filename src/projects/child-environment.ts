// The environment of a project's programs: the variables named here and by whoever runs them, and no others.
import { delimiter, dirname, join } from "node:path";
import { invalidValue, quote } from "../errors/index.ts";
import { environmentText, environmentVariables, nodeProgram } from "../system/index.ts";

/** What programs need to find their tools, their user, their language, and the way to the network. */
const NAMED = new Set([
  ...["PATH", "HOME", "USER", "LOGNAME", "SHELL", "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR"],
  ...[
    "LANG",
    "LANGUAGE",
    "TZ",
    "TMPDIR",
    "TMP",
    "TEMP",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
  ],
  ...[
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "all_proxy",
  ],
  ...["SSL_CERT_FILE", "SSL_CERT_DIR", "NODE_EXTRA_CA_CERTS", "NPM_CONFIG_USERCONFIG"],
  ...["SystemRoot", "SystemDrive", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PATHEXT", "ComSpec"],
]);
const OF_A_RUN = new Set([
  ...["MLFLOW_RUN_ID", "MLFLOW_EXPERIMENT_ID", "MLFLOW_EXPERIMENT_NAME"],
  ...["MLFLOW_RUN_CONTEXT", "MLFLOW_ACTIVE_MODEL_ID"],
]);
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variables of this process that every program gets: those named here, and the language's. */
export function namedVariables(): Readonly<Record<string, string>> {
  return environmentVariables((name) => NAMED.has(name) || name.startsWith("LC_"));
}

/** What a run's programs are told of the run. */
export interface RunVariables {
  readonly runId: string;
  readonly experimentId: string;
  readonly trackingUri: string;
}

/**
 * The environment of a project's programs: the named variables, those of MLflow (a server's credentials are among them) but
 * for what would name a run, and those that the user adds. `node` is the one that runs this process, and the project's own
 * commands are found.
 *
 * @param projectFolder Where `node_modules/.bin` may be.
 * @param added What the user adds, see {@link addedVariables}.
 */
export function programEnvironment(
  projectFolder: string,
  added: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  const ofMlflow = environmentVariables(
    (name) => (name.startsWith("MLFLOW_") && !OF_A_RUN.has(name)) || name === "TRAINTRACKS_REPRODUCIBLE",
  );
  const places = [join(projectFolder, "node_modules", ".bin"), dirname(nodeProgram())];
  return {
    ...namedVariables(),
    ...ofMlflow,
    ...Object.fromEntries(added),
    PATH: [...places, added.get("PATH") ?? environmentText("PATH") ?? ""].filter(Boolean).join(delimiter),
  };
}

/** The environment of a run's programs: {@link programEnvironment}, and what makes them log into this very run. */
export function runEnvironment(
  projectFolder: string,
  { runId, experimentId, trackingUri }: RunVariables,
  added: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> {
  return {
    ...programEnvironment(projectFolder, added),
    MLFLOW_RUN_ID: runId,
    MLFLOW_EXPERIMENT_ID: experimentId,
    MLFLOW_TRACKING_URI: trackingUri,
  };
}

/**
 * The variables that a user adds: `NAME=value`, or `NAME` for its value in this process.
 *
 * @throws RangeError for a name that is none, or that is not set.
 */
export function addedVariables(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const at = word.indexOf("=");
      const name = at < 0 ? word : word.slice(0, at);
      const value = at < 0 ? environmentText(name) : word.slice(at + 1);
      if (!VARIABLE.test(name)) throw invalidValue(`Cannot pass on ${quote(word)}: it names no variable`);
      if (value === undefined) throw invalidValue(`Cannot pass on the variable ${name}: it is not set`);
      return [name, value];
    }),
  );
}
