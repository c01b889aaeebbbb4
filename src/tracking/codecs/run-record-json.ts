// The record of how to run a program again, as the JSON file among a run's artifacts.
import { messageOf, quote, unparsable } from "../../errors/index.ts";
import type { NotedSeed } from "../../system/index.ts";
import type { RunRecord, SourceRecord } from "../client/run-record.ts";

const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_WORDS = 10_000;

/** The text of the file. */
export function formatRunRecord(record: RunRecord): string {
  const { command, folder, source, node, machine, lock, packages, runNumber, seeds } = record;
  const json = {
    command,
    folder,
    git: source && {
      root: source.root,
      commit: source.commit,
      branch: source.branch,
      remote: source.remote,
      dirty: source.dirty,
      patch_sha256: source.patch,
      left_out: source.leftOut?.length === 0 ? undefined : source.leftOut,
    },
    node,
    machine: {
      platform: machine.platform,
      release: machine.release,
      architecture: machine.architecture,
      processor: machine.processor,
      cores: machine.cores,
      memory_bytes: machine.memoryBytes,
    },
    lock,
    packages: Object.fromEntries(packages),
    run_number: runNumber,
    seeds: seeds.map(({ seed, drawn }) => ({ seed, drawn })),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

/**
 * Reads the file. It comes from a store that others may write to, so each field is looked at.
 *
 * @throws SyntaxError `BAD_REQUEST` that says which field is wrong.
 */
export function parseRunRecord(text: string): RunRecord {
  if (text.length > MAX_CHARACTERS) throw wrong("the file", "smaller", `${text.length} characters`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unparsable(`Cannot read how the run came about: it is not JSON: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const machine = object(json, "machine");
  const lock = field(json, "lock");
  return {
    command: words(json, "command"),
    folder: word(json, "folder"),
    source: field(json, "git") === undefined ? undefined : sourceOf(object(json, "git")),
    node: word(json, "node"),
    machine: {
      platform: word(machine, "platform"),
      release: word(machine, "release"),
      architecture: word(machine, "architecture"),
      processor: word(machine, "processor"),
      cores: integer(machine, "cores"),
      memoryBytes: integer(machine, "memory_bytes"),
    },
    lock: lock === undefined ? undefined : { file: word(lock, "file"), sha256: word(lock, "sha256") },
    packages: new Map(
      Object.entries(object(json, "packages")).map(([name, version]) => [name, String(version)]),
    ),
    runNumber: integer(json, "run_number"),
    seeds: list(json, "seeds").map(seedOf),
  };
}

function sourceOf(git: object): SourceRecord {
  const dirty = field(git, "dirty");
  return {
    root: word(git, "root"),
    commit: word(git, "commit"),
    branch: optionalWord(git, "branch"),
    remote: optionalWord(git, "remote"),
    dirty: typeof dirty === "boolean" ? dirty : undefined,
    patch: optionalWord(git, "patch_sha256"),
    leftOut: field(git, "left_out") === undefined ? undefined : words(git, "left_out"),
  };
}

function seedOf(value: unknown): NotedSeed {
  return { seed: integer(value, "seed"), drawn: field(value, "drawn") === true };
}

function field(value: unknown, name: string): unknown {
  const isObject = typeof value === "object" && value !== null;
  return isObject && Object.hasOwn(value, name) ? (Reflect.get(value, name) ?? undefined) : undefined;
}

function object(value: unknown, name: string): object {
  const inner = field(value, name);
  if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) return inner;
  throw wrong(name, "an object", inner);
}

function optionalWord(value: unknown, name: string): string | undefined {
  const inner = field(value, name);
  if (inner === undefined || typeof inner === "string") return inner;
  throw wrong(name, "text", inner);
}

function word(value: unknown, name: string): string {
  const inner = optionalWord(value, name);
  if (inner !== undefined) return inner;
  throw wrong(name, "text", inner);
}

function integer(value: unknown, name: string): number {
  const inner = field(value, name);
  if (typeof inner === "number" && Number.isSafeInteger(inner) && inner >= 0) return inner;
  throw wrong(name, "a whole number", inner);
}

function list(value: unknown, name: string): readonly unknown[] {
  const inner: unknown = field(value, name);
  if (Array.isArray(inner) && inner.length <= MAX_WORDS) return inner;
  throw wrong(name, "a list", inner);
}

function words(value: unknown, name: string): readonly string[] {
  return list(value, name).map((item) => {
    if (typeof item === "string") return item;
    throw wrong(name, "a list of texts", item);
  });
}

function wrong(name: string, expected: string, value: unknown): SyntaxError {
  return unparsable(
    `Cannot read how the run came about: ${name} must be ${expected}: current value is ${quote(value)}`,
  );
}
