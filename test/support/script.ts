// Runs a script as a user's own process runs it, against the built package.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built front door; `npm test` builds it before the tests. */
const FRONT_DOOR = new URL("../../dist/index.js", import.meta.url).href;
/** The built examples. */
const EXAMPLES: string = fileURLToPath(new URL("../../dist/examples/", import.meta.url));

/** How a process ended, and what it said. */
export interface ProcessOutcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how a process is run. */
export interface ProcessOptions {
  /** The working folder. */
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Sent when the process has written `ready` to stdout. */
  readonly signal?: NodeJS.Signals;
}

/** Runs ES module code in which `t` is the built package; it may use top-level await. */
export async function runScript(code: string, options: ProcessOptions): Promise<ProcessOutcome> {
  const script = join(options.folder, "script.mjs");
  writeFileSync(script, `import * as t from ${JSON.stringify(FRONT_DOOR)};\n${code}\n`);
  return await runNode(["script.mjs"], options);
}

/** Runs one of the built examples. */
export async function runExample(
  name: string,
  words: readonly string[],
  options: ProcessOptions,
): Promise<ProcessOutcome> {
  return await runNode([join(EXAMPLES, `${name}.js`), ...words], options);
}

async function runNode(words: readonly string[], options: ProcessOptions): Promise<ProcessOutcome> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("MLFLOW_")),
  );
  const child = spawn(process.execPath, words, {
    cwd: options.folder,
    env: { ...inherited, ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const wasReady = stdout.includes("ready");
    stdout += text;
    if (!wasReady && stdout.includes("ready") && options.signal !== undefined) child.kill(options.signal);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
