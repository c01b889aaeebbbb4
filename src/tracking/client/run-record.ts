// What it takes to run a program again: the record that a run keeps of the process it came from.
import { createHash } from "node:crypto";
import { basename, dirname, join, relative, sep } from "node:path";
import {
  commandWords,
  environmentText,
  type GitState,
  type Machine,
  type NotedSeed,
  nodeFlags,
  nodeVersion,
  packageVersion,
  readBytes,
  readTextIfPresent,
  scriptPath,
  thisMachine,
  workingFolder,
} from "../../system/index.ts";

/** The folder among a run's artifacts that holds its record. */
export const RECORD_FOLDER = "reproduce";

const MAX_PACKAGES = 500;
const MAX_LOCK_BYTES = 64 * 1024 * 1024;

/** The state of the code, when it lies in a git repository. */
export interface SourceRecord {
  /** The top folder of the work tree, on the machine where the run was. */
  readonly root: string;
  readonly commit: string;
  readonly branch?: string | undefined;
  /** The address of `origin`, without a password. */
  readonly remote?: string | undefined;
  /** Whether anything differed from the commit; undefined while that is not known. */
  readonly dirty?: boolean | undefined;
  /** The SHA-256 of the patch among the artifacts, `reproduce/changes.diff`. */
  readonly patch?: string | undefined;
  /** New files that the patch does not hold. */
  readonly leftOut?: readonly string[] | undefined;
}

/** Everything that is kept. */
export interface RunRecord {
  /** What was typed, as words, `node` or `npm run` first; empty when no script was run. */
  readonly command: readonly string[];
  /** Where it was typed: relative to the repository's root with `/`, or absolute without a repository. */
  readonly folder: string;
  readonly source?: SourceRecord | undefined;
  /** The version of Node.js. */
  readonly node: string;
  readonly machine: Machine;
  /** The lock file that counted for the script, and its SHA-256. */
  readonly lock?: { readonly file: string; readonly sha256: string } | undefined;
  /** Versions of this package, and of those that the script's package.json names. */
  readonly packages: ReadonlyMap<string, string>;
  /** Which run of its process it was, from 1. */
  readonly runNumber: number;
  readonly seeds: readonly NotedSeed[];
}

/** The part of the record that cannot change while the process runs. */
export function processRecord(git: GitState | undefined): Omit<RunRecord, "runNumber" | "seeds"> {
  const script = scriptPath();
  const npm = script === undefined ? undefined : npmCommand(script);
  const command =
    script === undefined
      ? []
      : (npm?.words ?? ["node", ...nodeFlags(), scriptWord(script, workingFolder()), ...commandWords()]);
  const folder = npm?.folder ?? workingFolder();
  const manifest = script === undefined ? undefined : nearestManifest(dirname(script));
  return {
    command,
    folder: git === undefined ? folder : inRepository(git.root, folder),
    source: git === undefined ? undefined : { root: git.root, commit: git.commit, branch: git.branch },
    node: nodeVersion(),
    machine: thisMachine(),
    ...(manifest === undefined
      ? { packages: new Map([["traintracks", packageVersion()]]) }
      : dependenciesOf(manifest)),
  };
}

/** As it was typed, more or less; a script elsewhere keeps its absolute path, which tells where in a repository it lies. */
function scriptWord(script: string, from: string): string {
  const name = relative(from, script);
  return name === "" || name.startsWith("..") ? script : name;
}

/** `a/b` for a folder inside, empty for the root itself, and the absolute path for one that lies elsewhere. */
function inRepository(root: string, folder: string): string {
  const inner = relative(root, folder).split(sep).join("/");
  return inner === ".." || inner.startsWith("../") ? folder : inner;
}

/**
 * The npm command that this process was started by, if its script in package.json starts this very script: it may build first.
 * npm puts the words it is given behind those of the script; only they are given to it again.
 */
function npmCommand(
  script: string,
): { readonly words: readonly string[]; readonly folder: string } | undefined {
  const name = environmentText("npm_lifecycle_event");
  const manifest = environmentText("npm_package_json");
  const parts = (environmentText("npm_lifecycle_script") ?? "").split(/\s+/);
  const at = parts.findLastIndex((part) => part.split("/").at(-1) === basename(script));
  // A process further down has inherited these variables, and is not what npm was asked for.
  if (name === undefined || manifest === undefined || at < 0) return undefined;
  const fixed = parts.slice(at + 1);
  const words = commandWords();
  const given = fixed.every((word, i) => word === words[i]) ? words.slice(fixed.length) : words;
  return { words: ["npm", "run", name, "--", ...given], folder: dirname(manifest) };
}

interface Manifest {
  readonly folder: string;
  readonly names: readonly string[];
}

function nearestManifest(folder: string): Manifest | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const text = readTextIfPresent(join(at, "package.json"));
    if (text !== undefined) return { folder: at, names: dependencyNames(parsed(text)) };
    if (dirname(at) === at) return undefined;
  }
}

function dependencyNames(manifest: unknown): readonly string[] {
  const kinds = ["dependencies", "optionalDependencies", "peerDependencies", "devDependencies"];
  return kinds.flatMap((kind) => Object.keys(objectAt(manifest, kind))).slice(0, MAX_PACKAGES);
}

function dependenciesOf({ folder, names }: Manifest): Pick<RunRecord, "lock" | "packages"> {
  const packages = new Map([["traintracks", packageVersion()]]);
  const file = ["npm-shrinkwrap.json", "package-lock.json"].find(
    (name) => readTextIfPresent(join(folder, name)) !== undefined,
  );
  const bytes = file === undefined ? undefined : readBytes(join(folder, file));
  const lock = file === undefined ? undefined : { file, sha256: sha256Of(bytes!) };
  const isSmall = bytes !== undefined && bytes.length <= MAX_LOCK_BYTES;
  const locked = isSmall ? objectAt(parsed(new TextDecoder().decode(bytes)), "packages") : {};
  for (const name of names) {
    const version =
      textAt(Reflect.get(locked, `node_modules/${name}`), "version") ??
      textAt(parsed(readTextIfPresent(join(folder, "node_modules", name, "package.json"))), "version");
    if (version !== undefined && !packages.has(name)) packages.set(name, version);
  }
  return { lock, packages };
}

/** The SHA-256 of some bytes, in hexadecimal digits. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not our file: whoever uses it will say what is wrong with it
  }
}

function objectAt(value: unknown, key: string): object {
  const inner: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof inner === "object" && inner !== null ? inner : {};
}

function textAt(value: unknown, key: string): string | undefined {
  const inner: unknown = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return typeof inner === "string" ? inner : undefined;
}
