// The command line, run inside the test: what it printed, and with which code it ended.
import { onTestFinished, vi } from "vitest";
import { COMMANDS, GROUPS } from "../../src/cli/commands/catalogue.ts";
import { runCommandLine } from "../../src/cli/run-command-line.ts";

/** What a command line came to. */
export interface CommandResult {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** Runs `traintracks <words…>`. */
export async function commandLine(...words: readonly string[]): Promise<CommandResult> {
  let [out, error] = ["", ""];
  const stdout = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    error += String(text);
    return true;
  });
  const restore = (): void => {
    stdout.mockRestore();
    stderr.mockRestore();
  };
  onTestFinished(restore);
  const code = await runCommandLine(words, COMMANDS, GROUPS);
  restore();
  return { code, out, error };
}
