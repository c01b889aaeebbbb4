// The frame of the command line: which file is imported, what is written where, and the exit codes.
import { type Command, InvalidArgumentError } from "commander";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CommandEntry } from "../../../src/cli/command-entry.ts";
import { COMMANDS, GROUPS } from "../../../src/cli/commands/catalogue.ts";
import { runCommandLine } from "../../../src/cli/run-command-line.ts";
import { invalidValue } from "../../../src/errors/index.ts";

let out = "";
let error = "";

beforeEach(() => {
  out = "";
  error = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    error += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Commands that note what was imported and run. */
function commands(): { entries: CommandEntry[]; loaded: string[]; ran: unknown[] } {
  const loaded: string[] = [];
  const ran: unknown[] = [];
  const entry = (name: string, configure: (command: Command) => void): CommandEntry => ({
    name,
    summary: `what ${name} does`,
    load: async () => {
      loaded.push(name);
      return configure;
    },
  });
  const entries = [
    entry("models serve", (command) => {
      command
        .option("-p, --port <port>", "the port", (text) => {
          if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
          return Number(text);
        })
        .action((options: unknown) => void ran.push(options));
    }),
    entry("models predict", () => {}),
    entry("fail", (command) => {
      command.action(() => {
        throw invalidValue("Cannot do it:\nthe reason: current value is 3");
      });
    }),
  ];
  return { entries, loaded, ran };
}

const groups = { models: "Saved models" };

describe("runCommandLine", () => {
  it("imports and runs the command that was asked for, and no other", async () => {
    const { entries, loaded, ran } = commands();
    expect(await runCommandLine(["models", "serve", "-p", "5005"], entries, groups)).toBe(0);
    expect(loaded).toEqual(["models serve"]);
    expect(ran).toEqual([{ port: 5005 }]);
    expect(out + error).toBe("");
  });

  it("lists every command for --help without importing any", async () => {
    const { entries, loaded } = commands();
    expect(await runCommandLine(["--help"], entries, groups)).toBe(0);
    expect(await runCommandLine(["models", "--help"], entries, groups)).toBe(0);
    expect(loaded).toEqual([]);
    expect(out).toContain("Saved models");
    expect(out).toContain("what models predict does");
    expect(out).toContain("what fail does");
  });

  it("explains the options of one command", async () => {
    const { entries } = commands();
    expect(await runCommandLine(["models", "serve", "--help"], entries, groups)).toBe(0);
    expect(out).toContain("--port <port>");
  });

  it("writes one line to stderr and answers 1 when a command fails", async () => {
    const { entries } = commands();
    expect(await runCommandLine(["fail"], entries, groups)).toBe(1);
    expect(error).toBe("error: Cannot do it: the reason: current value is 3\n");
    expect(out).toBe("");
  });

  it.each([
    [["nothing"], /^error: unknown command 'nothing'/],
    [["models", "serve", "--colour"], /^error: unknown option '--colour'/],
    [
      ["models", "serve", "-p", "abc"],
      /^error: option '-p, --port <port>' argument 'abc' is invalid\. It must be/,
    ],
    [["models", "serve", "-p"], /^error: option '-p, --port <port>' argument missing/],
    [["models", "serve", "more"], /^error: too many arguments/],
  ])("writes one line to stderr and answers 2 for %j", async (words, line) => {
    const { entries, ran } = commands();
    expect(await runCommandLine(words, entries, groups)).toBe(2);
    expect(error).toMatch(line);
    expect(error.trimEnd().split("\n")).toHaveLength(1);
    expect(ran).toEqual([]);
  });

  it("prints the version of the package", async () => {
    const { entries } = commands();
    expect(await runCommandLine(["--version"], entries, groups)).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("the catalogue", () => {
  it("has names of one or two words, each once, and a line about every group", () => {
    const names = COMMANDS.map((entry) => entry.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z-]+( [a-z-]+)?$/);
    const firstOfTwo = names.filter((name) => name.includes(" ")).map((name) => name.split(" ")[0]);
    expect(Object.keys(GROUPS).sort()).toEqual([...new Set(firstOfTwo)].sort());
  });
});
