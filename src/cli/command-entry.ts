// What a command of the command line is, before and after its file is imported.
import type { Command } from "commander";

/** Adds arguments, options and the action to a command that has its name and summary already. */
export type ConfigureCommand = (command: Command) => void;

/** A line of the catalogue: enough for `--help`, and how to get the rest. */
export interface CommandEntry {
  /** One or two words, such as `models serve`; the first of two is a group. */
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Imports the command's own file: only when it is the one that was asked for, so that all others cost no time. */
  load(): Promise<ConfigureCommand>;
}
