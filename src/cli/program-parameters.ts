// The parameters of a small program, read from its command line by their rows.
import { basename } from "node:path";
import { invalidValue, messageOf, quote } from "../errors/index.ts";
import { describeRow, type NumberRow, parseParameter } from "../estimators/index.ts";
import { commandWords, exitNow, scriptPath, styled, writeError, writeOut } from "../system/index.ts";

/** Parameters by the names that the user of the program sees. */
type Rows<Name extends string> = Readonly<Record<Name, NumberRow<number>>>;

/**
 * Reads parameters from the words after the program's name, in the order of the rows; what is not given has its default.
 * `--help` explains them and ends the program. A word that is no such value ends it with one line on stderr and exit
 * code 2.
 *
 * @param summary What the program does, in one sentence.
 * @param rows The parameters.
 */
export function programParameters<Name extends string>(
  summary: string,
  rows: Rows<Name>,
): Readonly<Record<Name, number>> {
  const words = commandWords();
  if (words.includes("--help") || words.includes("-h")) {
    writeOut(usage(summary, rows));
    exitNow(0);
  }
  try {
    return valuesOf(rows, words);
  } catch (error) {
    writeError(`${styled("red", "error:", "error")} ${messageOf(error)} (--help explains)`);
    exitNow(2);
  }
}

function valuesOf<Name extends string>(
  rows: Rows<Name>,
  words: readonly string[],
): Readonly<Record<Name, number>> {
  const entries = Object.entries<NumberRow<number>>(rows);
  const extra = words[entries.length];
  if (extra !== undefined) {
    throw invalidValue(`Cannot use ${quote(extra)}: there are only ${entries.length} parameters`);
  }
  const values = entries.map(([name, row], i) => {
    const word = words[i];
    return [name, word === undefined ? row.default : parseParameter(name, row, word)];
  });
  // Object.entries() forgets the names' type, and a number row gives a number.
  return Object.fromEntries(values) as Record<Name, number>;
}

function usage(summary: string, rows: Rows<string>): string {
  const names = Object.keys(rows);
  const width = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(rows).map(
    ([name, row]) => `  ${name.padEnd(width)}  ${row.help}: ${describeRow(row)} (default ${row.default})`,
  );
  const program = basename(scriptPath() ?? "program").replace(/\.\w+$/, "");
  return [`Usage: ${program} ${names.map((name) => `[${name}]`).join(" ")}`, "", summary, "", ...lines].join(
    "\n",
  );
}
