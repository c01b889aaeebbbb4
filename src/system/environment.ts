// The door to the process: environment variables, working directory, user, platform, command line.
import { homedir, userInfo } from "node:os";
import { invalidValue, quote } from "../errors/index.ts";

/** The value of an environment variable; undefined when it is not set or empty. */
export function environmentText(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === "" ? undefined : value;
}

/**
 * The value of a yes-or-no environment variable: true, false, 1 or 0 in any case.
 *
 * @param fallback What holds when the variable is not set.
 * @throws RangeError when the variable holds anything else.
 */
export function environmentFlag(name: string, fallback: boolean): boolean {
  const value = environmentText(name);
  if (value === undefined) return fallback;
  if (/^(true|1)$/i.test(value)) return true;
  if (/^(false|0)$/i.test(value)) return false;
  throw invalidValue(
    `Cannot read environment variable ${name}: it must be true, false, 1 or 0: current value is ${quote(value)}`,
  );
}

/** The variables of this process's environment that `wanted` picks, or all. */
export function environmentVariables(
  wanted: (name: string) => boolean = () => true,
): Readonly<Record<string, string>> {
  const entries = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && wanted(entry[0]),
  );
  return Object.fromEntries(entries);
}

/** Removes a variable from this process's environment and from that of its later children. */
export function forgetEnvironment(name: string): void {
  delete process.env[name];
}

/** The folder the process works in, absolute. */
export function workingFolder(): string {
  return process.cwd();
}

/** The home folder of the user. */
export function homeFolder(): string {
  return homedir();
}

/** The name of the user this process runs as; `unknown` where the system does not tell. */
export function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no entry in the user database.
    return environmentText("USER") ?? environmentText("USERNAME") ?? "unknown";
  }
}

/** The absolute path of the script this process runs, or undefined in a REPL or `node -e`. */
export function scriptPath(): string | undefined {
  return process.argv[1];
}

/** The words of the command line after the script's own name. */
export function commandWords(): readonly string[] {
  return process.argv.slice(2);
}

/** Lets the rest of the process look as if it had been started as `node <path> <words…>`. */
export function becomeScript(path: string, words: readonly string[]): void {
  process.argv = [process.execPath, path, ...words];
}

/** The number of this process among those of the machine. */
export function processId(): number {
  return process.pid;
}
