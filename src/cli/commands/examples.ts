// `traintracks examples`: the examples that come with the package, listed or run.
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Command } from "commander";
import { invalidValue, quote } from "../../errors/index.ts";
import { becomeScript, listFolder, ownFile, readText, styled, writeOut } from "../../system/index.ts";

/** Adds `[name] [arguments…]`. */
export function configureExamples(command: Command): void {
  command
    .argument("[name]", "the example to run; without it they are listed")
    .argument("[arguments...]", "what the example is given")
    .passThroughOptions()
    .allowUnknownOption()
    .action(async (name: string | undefined, words: readonly string[]) => {
      if (name === undefined) listExamples();
      else await runExample(name, words);
    });
}

/** Where the examples lie once built. */
function examplesFolder(): string {
  return fileURLToPath(ownFile("dist/examples/"));
}

/** The examples there are, in the order of their names: each is one built file. */
function exampleNames(folder: string): readonly string[] {
  return listFolder(folder)
    .map((entry) => entry.name)
    .filter((name) => name.endsWith(".js"))
    .map((name) => name.slice(0, -".js".length));
}

function listExamples(): void {
  const folder = examplesFolder();
  const names = exampleNames(folder);
  const width = Math.max(...names.map((name) => name.length));
  for (const name of names) {
    writeOut(`${styled("bold", name.padEnd(width), "out")}  ${firstComment(join(folder, `${name}.js`))}`);
  }
  writeOut("\nRun one with: traintracks examples <name> [arguments…]");
}

/** What a file says of itself in its first line. */
function firstComment(path: string): string {
  return /^\/\/ *(.*)/.exec(readText(path))?.[1] ?? "";
}

async function runExample(name: string, words: readonly string[]): Promise<void> {
  const folder = examplesFolder();
  const names = exampleNames(folder);
  if (!names.includes(name)) {
    throw invalidValue(`There is no example ${quote(name)}: it must be one of ${names.join(", ")}`);
  }
  const path = join(folder, `${name}.js`);
  becomeScript(path, words);
  await import(pathToFileURL(path).href);
}
