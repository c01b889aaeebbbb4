// Runs real Python and the real MLflow for the interop tests.
import { inject } from "vitest";
import { plainEnvironment, runCommand, startCommand } from "./processes.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The Python interpreter that the interop suite's setup has prepared. */
    readonly python: string;
  }
}

/** On a busy machine MLflow takes half a minute to make a new database. */
const START_TIMEOUT_MS = 300_000;
const LISTENING = /Uvicorn running on (http:\/\/127\.0\.0\.1:\d+)/;

/** What a Python process is given. */
export interface PythonOptions {
  /** Arguments after the script. */
  readonly args?: readonly string[];
  /** The folder it works in. */
  readonly cwd?: string;
  /** Environment variables besides those of this process; the file store is allowed and telemetry is off anyway. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs a Python script and gives back what it printed.
 *
 * @param script Its text.
 * @throws Error with its standard error when it ends with another code than 0, or after five minutes.
 */
export function runPython(script: string, options: PythonOptions = {}): Promise<string> {
  return runCommand(inject("python"), ["-c", script, ...(options.args ?? [])], {
    cwd: options.cwd ?? process.cwd(),
    env: environment(options.env),
  });
}

/**
 * Runs a Python script whose last printed line is JSON, and gives that back parsed.
 *
 * @param script Its text; it may print other lines before, as MLflow does.
 */
export async function askPython(script: string, options: PythonOptions = {}): Promise<unknown> {
  const lines = (await runPython(script, options)).trimEnd().split("\n");
  return JSON.parse(lines.at(-1)!);
}

/** A server that runs until it is stopped; `await using` stops it. */
export interface PythonServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
}

/**
 * Starts the real MLflow tracking server on a free port and waits until it listens.
 *
 * @param args What stands behind `mlflow server`, such as `--backend-store-uri` and its value.
 */
export async function startMlflowServer(
  args: readonly string[],
  options: Omit<PythonOptions, "args"> = {},
): Promise<PythonServer> {
  const command = ["-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "0", "--workers", "1", ...args];
  const server = await startCommand(inject("python"), command, LISTENING, {
    cwd: options.cwd ?? process.cwd(),
    env: environment(options.env),
    startTimeoutMs: START_TIMEOUT_MS,
  });
  return { url: server.match[1]!, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    ...plainEnvironment(),
    MLFLOW_ALLOW_FILE_STORE: "true",
    MLFLOW_DISABLE_TELEMETRY: "true",
    GIT_PYTHON_REFRESH: "quiet",
    ...extra,
  };
}
