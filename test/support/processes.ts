// Runs commands as a user would, to the end or until they listen.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";

const COMMAND_TIMEOUT_MS = 300_000;
/** Below the limit of a test, so that a command that never gets ready is told with all it printed. */
const START_TIMEOUT_MS = 45_000;
const KILL_AFTER_MS = 10_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  /** The whole environment; default: that of this process without what MLflow or npm put there. */
  readonly env?: NodeJS.ProcessEnv;
  /** How long a started command may take to get ready. Default 45 s. */
  readonly startTimeoutMs?: number;
}

/**
 * Runs a command to its end.
 *
 * @returns What it printed on standard output.
 * @throws Error with all it printed when it ends with another code than 0.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = plainEnvironment() }: CommandOptions,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, {
      cwd,
      env,
      timeout: COMMAND_TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return stdout;
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[command, ...args].join(" ")} failed:\n${stdout}\n${stderr || String(error)}`);
  }
}

/** A process that runs until it is stopped; `await using` stops it. */
export interface RunningCommand extends AsyncDisposable {
  /** What the awaited pattern matched. */
  readonly match: RegExpExecArray;
  /** Asks it to end (SIGTERM), and tells with which code it did; null when it had to be killed. */
  stop(): Promise<number | null>;
}

/**
 * Starts a command in a process group of its own and waits until it prints something.
 *
 * @param ready What it prints, on either stream, once it can be used.
 */
export async function startCommand(
  command: string,
  args: readonly string[],
  ready: RegExp,
  { cwd, env = plainEnvironment(), startTimeoutMs = START_TIMEOUT_MS }: CommandOptions,
): Promise<RunningCommand> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const stop = (): Promise<number | null> => endGroup(child);
  try {
    const match = await outputOf(child, ready, startTimeoutMs);
    return {
      match,
      stop,
      [Symbol.asyncDispose]: async () => {
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The match in what a process prints, as soon as it is there. */
function outputOf(child: ChildProcess, ready: RegExp, timeoutMs: number): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(
      () => reject(new Error(`Nothing matched ${ready} in ${timeoutMs} ms:\n${output}`)),
      timeoutMs,
    );
    const read = (chunk: Buffer): void => {
      output += chunk;
      const match = ready.exec(output);
      if (match === null) return;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`The process ended with code ${code}:\n${output}`));
    });
  });
}

async function endGroup(child: ChildProcess): Promise<number | null> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, "exit");
  process.kill(-pid, "SIGTERM");
  const impatient = setTimeout(() => process.kill(-pid, "SIGKILL"), KILL_AFTER_MS);
  await ended;
  clearTimeout(impatient);
  return child.exitCode;
}

/** This process's environment without the variables by which npm and MLflow would change what a command does. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(npm_|MLFLOW_|TRAINTRACKS_|VITEST|NODE_OPTIONS$|NODE_ENV$)/.test(name),
    ),
  );
}
