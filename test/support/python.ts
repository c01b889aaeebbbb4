// Runs real Python and the real MLflow for the interop tests.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The Python interpreter that the interop suite's setup has prepared. */
    readonly python: string;
  }
}

const SCRIPT_TIMEOUT_MS = 300_000;
const START_TIMEOUT_MS = 120_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
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
export async function runPython(script: string, options: PythonOptions = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(inject("python"), ["-c", script, ...(options.args ?? [])], {
    cwd: options.cwd,
    env: environment(options.env),
    timeout: SCRIPT_TIMEOUT_MS,
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  return stdout;
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
  const child = spawn(inject("python"), command, {
    cwd: options.cwd,
    env: environment(options.env),
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // its own process group, so that its workers end with it
  });
  const stop = (): Promise<void> => endGroup(child);
  try {
    return { url: await addressOf(child), [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address in the server's log, as soon as it is there. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let log = "";
    const timer = setTimeout(
      () => reject(new Error(`The MLflow server did not start in ${START_TIMEOUT_MS} ms:\n${log}`)),
      START_TIMEOUT_MS,
    );
    const read = (chunk: Buffer): void => {
      log += chunk;
      const address = LISTENING.exec(log)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The MLflow server ended with code ${code}:\n${log}`));
    });
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  process.kill(-child.pid, "SIGTERM");
  const impatient = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), 10_000);
  await ended;
  clearTimeout(impatient);
}

function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MLFLOW_ALLOW_FILE_STORE: "true",
    MLFLOW_DISABLE_TELEMETRY: "true",
    GIT_PYTHON_REFRESH: "quiet",
    ...extra,
  };
}
