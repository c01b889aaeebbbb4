// Runs the built command line in a process of its own, as a user does.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { plainEnvironment } from "./processes.ts";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** How a command line ended, and what it said. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that has been started. */
export interface StartedCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<CommandOutcome>;
  /** Resolves when what it has printed so far matches. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Where a command line runs. */
export interface CommandPlace {
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** The Node.js that runs it. Default: that of the tests. */
  readonly node?: string;
}

/** Starts `traintracks` with some words. Its caches lie in the folder. */
export function startTraintracks(words: readonly string[], place: CommandPlace): StartedCommand {
  const { folder, environment, node = process.execPath } = place;
  const child = spawn(node, [MAIN, ...words], {
    cwd: folder,
    env: { ...plainEnvironment(), XDG_CACHE_HOME: join(folder, ".cache"), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const waiting = new Set<() => void>();
  const tellAll = (): void => {
    for (const tell of waiting) tell();
  };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    tellAll();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    tellAll();
  });
  const ended = new Promise<CommandOutcome>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const printed = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(stdout + stderr);
        if (match === null) return;
        waiting.delete(look);
        resolve(match);
      };
      waiting.add(look);
      look();
      ended.then(
        () => reject(new Error(`It ended before it printed ${pattern}:\n${stdout}\n${stderr}`)),
        reject,
      );
    });
  return { child, ended, printed };
}

/** Runs `traintracks` with some words to its end. */
export async function traintracks(words: readonly string[], place: CommandPlace): Promise<CommandOutcome> {
  return await startTraintracks(words, place).ended;
}

/** Writes files into a folder, by their paths in it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs git in a folder, as somebody, and gives back what it printed. */
export function git(folder: string, ...words: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...words], {
    cwd: folder,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}

/** Makes a folder a repository with one commit of all that is in it, and gives back the commit. */
export function commitAll(folder: string): string {
  git(folder, "init", "--quiet", "--initial-branch", "trunk");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message", "all");
  return git(folder, "rev-parse", "HEAD");
}
