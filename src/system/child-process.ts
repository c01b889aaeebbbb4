// The door to other programs: started without a shell, with an environment of their own, stopped with all they started.
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { failure, messageOf, quote } from "../errors/index.ts";

/** How long a program that was asked to stop may take, before it is made to. */
const GRACE_MS = 5_000;
const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;

/** What a program is started with. */
export interface ChildOptions {
  /** The folder it works in. */
  readonly folder: string;
  /** The whole of its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** How a program that is left to itself is started. */
export interface RunOptions extends ChildOptions {
  /** Where what it prints goes: to this process's own streams, all of it to stderr, or to the end of a file. */
  readonly output: "streams" | "stderr" | { readonly file: string };
  /** It is stopped after so many milliseconds. Default: never. */
  readonly timeLimitMs?: number | undefined;
  /** It is stopped when this aborts. */
  readonly stop?: AbortSignal | undefined;
}

/** How a program ended. */
export interface ChildOutcome {
  /** The exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Whether we stopped it, and why. */
  readonly stopped: "time limit" | "asked to" | undefined;
}

/**
 * Runs a program to its end. Its words reach it as they are: no shell reads them. It gets nothing to read, and leads a
 * process group of its own, so that stopping it stops what it has started as well.
 *
 * @param words The program and its arguments.
 * @throws Error `BAD_REQUEST` when it cannot be started.
 */
export async function runChild(words: readonly string[], options: RunOptions): Promise<ChildOutcome> {
  const { output } = options;
  const file = typeof output === "object" ? openSync(output.file, "a") : undefined;
  try {
    const sinks = file !== undefined ? [file, file] : output === "stderr" ? [2, 2] : [1, 2];
    const child = start(words, options, ["ignore", ...sinks]);
    return await end(child, words, options);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What a short program printed, and its exit code. */
export interface ChildOutput {
  /** Undefined when a signal ended it, as the time limit does. */
  readonly code: number | undefined;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/**
 * Runs a program to its end and gives back what it printed.
 *
 * @param words The program and its arguments; no shell reads them.
 * @throws Error `BAD_REQUEST` when it cannot be started, or prints more than `maxBytes`.
 */
export async function childOutput(
  words: readonly string[],
  options: ChildOptions & { readonly timeLimitMs: number; readonly maxBytes?: number },
): Promise<ChildOutput> {
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  const child = start(words, options, ["ignore", "pipe", "pipe"]);
  const out: Uint8Array[] = [];
  let stderr = "";
  let sizeBytes = 0;
  const tooMuch = new AbortController();
  const count = (chunk: Uint8Array): boolean => {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) tooMuch.abort();
    return sizeBytes <= maxBytes;
  };
  child.stdout?.on("data", (chunk: Uint8Array) => count(chunk) && out.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => {
    if (count(chunk)) stderr += chunk.toString("utf8");
  });
  const { code } = await end(child, words, { ...options, stop: tooMuch.signal });
  if (!tooMuch.signal.aborted) return { code, stdout: Buffer.concat(out), stderr };
  throw failure("BAD_REQUEST", `Cannot read what ${words[0]} prints: it is more than ${maxBytes} bytes`);
}

function start(
  words: readonly string[],
  { folder, environment }: ChildOptions,
  stdio: ("ignore" | "pipe" | number)[],
): ChildProcess {
  const [program = "", ...args] = words;
  try {
    return spawn(program, args, { cwd: folder, env: environment, stdio, detached: true, shell: false });
  } catch (error) {
    throw notStarted(words, error);
  }
}

function end(
  child: ChildProcess,
  words: readonly string[],
  { timeLimitMs, stop }: Pick<RunOptions, "timeLimitMs" | "stop">,
): Promise<ChildOutcome> {
  return new Promise((resolve, reject) => {
    let stopped: ChildOutcome["stopped"];
    let impatient: NodeJS.Timeout | undefined;
    const stopIt = (why: NonNullable<ChildOutcome["stopped"]>): void => {
      if (stopped !== undefined) return;
      stopped = why;
      signalGroup(child, "SIGTERM");
      impatient = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
    };
    const onAbort = (): void => stopIt("asked to");
    const limit = timeLimitMs === undefined ? undefined : setTimeout(stopIt, timeLimitMs, "time limit");
    const tidy = (): void => {
      clearTimeout(limit);
      clearTimeout(impatient);
      stop?.removeEventListener("abort", onAbort);
    };
    child.once("error", (error) => {
      tidy();
      reject(notStarted(words, error));
    });
    child.once("exit", () => {
      // What it started and left behind would go on, and hold its streams open.
      if (stopped !== undefined) signalGroup(child, "SIGKILL");
    });
    child.once("close", (code, signal) => {
      tidy();
      resolve({ code: code ?? undefined, signal: signal ?? undefined, stopped });
    });
    if (stop?.aborted === true) onAbort();
    else stop?.addEventListener("abort", onAbort);
  });
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // All of the group have ended.
  }
}

function notStarted(words: readonly string[], error: unknown): Error {
  return failure("BAD_REQUEST", `Cannot start ${quote(words[0])}: ${messageOf(error)}`, { cause: error });
}
