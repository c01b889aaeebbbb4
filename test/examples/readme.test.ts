import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cloneCopy } from "../support/clone.ts";
import type { DisposableFolder } from "../support/disposable-folder.ts";
import { type RunningCommand, runCommand, startCommand } from "../support/processes.ts";
import { missingLine, type ReadmeBlock, readmeBlocks } from "../support/readme-blocks.ts";

const DOCUMENTS = ["README.md", "datasets/README.md"];
/** Commands that led to this test and so are not run by it: CI begins with them, on a clean checkout. */
const LED_HERE = /^(npm ci|npm test|npm run check|npm run test:interop|npm run test:ui)( && |\n|$)/gm;
const BLOCK_TIMEOUT_MS = 300_000;
const LISTENING = /http:\/\/127\.0\.0\.1:(\d+)/;
const PORT = /(?<=-p |127\.0\.0\.1:)\d+/g;

/** Reads README in a copy of the clone as one person would, at one terminal, with servers in others. */
class Reader {
  readonly #clone: DisposableFolder = cloneCopy();
  readonly #servers: RunningCommand[] = [];
  /** The port that the last server got, in place of the one README names. */
  #port = "0";

  /** Runs a block and gives back what it printed. */
  async run({ language, code, line, runsOn }: ReadmeBlock): Promise<string> {
    if (language === "ts") return await this.#runProgram(code, `readme-${line}`);
    if (!runsOn)
      return await runCommand("bash", this.#shell(code.replace(PORT, this.#port)), this.#options());
    const shell = this.#shell(code.replace(PORT, "0"));
    const server = await startCommand("bash", shell, LISTENING, this.#options());
    this.#servers.push(server);
    this.#port = server.match[1]!;
    return "";
  }

  async leave(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.stop()));
    this.#clone[Symbol.dispose]();
  }

  #options(): { readonly cwd: string } {
    return { cwd: this.#clone.path };
  }

  /** The shell's arguments: variables in capitals outlive a block, as at a terminal. */
  #shell(code: string): readonly string[] {
    const names = Array.from(code.matchAll(/^([A-Z_]+)=/gm), (match) => match[1]!);
    const keep = names.length === 0 ? "" : `declare -p ${names.join(" ")} >> .variables`;
    return [
      "-euo",
      "pipefail",
      "-c",
      `touch .variables; . ./.variables\n${code.replace(LED_HERE, "")}\n${keep}`,
    ];
  }

  /** Compiles a program among the examples, as strictly as they are, and runs it. */
  async #runProgram(code: string, name: string): Promise<string> {
    writeFileSync(join(this.#clone.path, "examples", `${name}.ts`), code);
    await runCommand("npm", ["run", "-s", "build"], this.#options());
    return await runCommand("node", [`dist/examples/${name}.js`], this.#options());
  }
}

describe.each(DOCUMENTS)("%s", (document) => {
  let reader: Reader;
  beforeAll(() => {
    reader = new Reader();
  });
  afterAll(() => reader.leave());

  const path = fileURLToPath(new URL(`../../${document}`, import.meta.url));
  const blocks = readmeBlocks(readFileSync(path, "utf8"));
  it.each(blocks.map((block) => [block.line, block.code.split("\n")[0], block] as const))(
    "does what it says in line %i: %s",
    async (_, __, block) => {
      const printed = await reader.run(block);
      expect(missingLine(printed, block.prints), `in what was printed:\n${printed}`).toBeUndefined();
    },
    BLOCK_TIMEOUT_MS,
  );
});
