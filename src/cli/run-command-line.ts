// Finds the command that was asked for, imports only that one, runs it, and turns what goes wrong into one line and an exit code.
import { Command, CommanderError } from "commander";
import { messageOf } from "../errors/index.ts";
import { packageVersion, styled, writeError, writeOut } from "../system/index.ts";
import type { CommandEntry } from "./command-entry.ts";

/** How a command line ends: done, failed, or not understood. */
export type ExitCode = 0 | 1 | 2;

/**
 * Runs one command line.
 *
 * @param words What was typed after `traintracks`.
 * @param entries The commands there are, and a line about each of the groups that two-word names form.
 * @returns 0 when it is done (or runs on as a server), 1 when it failed, 2 when the line was not understood. A failure is
 *   one line on stderr.
 */
export async function runCommandLine(
  words: readonly string[],
  entries: readonly CommandEntry[],
  groups: Readonly<Record<string, string>>,
): Promise<ExitCode> {
  const program = newProgram();
  const asked = entries.find(({ name }) => name.split(" ").every((word, i) => word === words[i]));
  try {
    for (const entry of entries) {
      const command = addCommand(program, entry, groups);
      if (entry === asked) (await entry.load())(command);
    }
    await program.parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has written its line
    writeError(`${styled("red", "error:", "error")} ${messageOf(error)}`);
    return 1;
  }
}

function newProgram(): Command {
  return new Command("traintracks")
    .description("Training and experiment tracking without Python: models that serve themselves.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "explain a command")
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => writeOut(text.trimEnd()),
      writeErr: (text) => writeError(text.trimEnd()),
      outputError: (text, write) => write(text.replace(/^error:/, styled("red", "error:", "error"))),
    });
}

function addCommand(
  program: Command,
  entry: CommandEntry,
  groups: Readonly<Record<string, string>>,
): Command {
  const [first = "", second] = entry.name.split(" ");
  if (second === undefined) return program.command(first).description(entry.summary);
  const group =
    program.commands.find((command) => command.name() === first) ??
    program.command(first).description(groups[first] ?? "");
  return group.command(second).description(entry.summary);
}
