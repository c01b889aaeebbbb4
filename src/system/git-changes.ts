// The door to what git has not been told yet: the changes of a work tree since its last commit, as one patch.
import { copyFileSync, lstatSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { childOutput } from "./child-process.ts";
import { makeTemporaryFolder } from "./files.ts";
import { type GitState, gitEnvironment } from "./git.ts";

const GIT_TIMEOUT_MS = 20_000;
const MAX_PATCH_BYTES = 16 * 1024 * 1024;
const MAX_NEW_FILE_BYTES = 1024 * 1024;
const MAX_NEW_FILES = 500;
/** What programs write, not people; a store of runs grows with every run. */
const NEVER = ["node_modules", "node_modules/**", "mlruns/**", "mlartifacts/**"];

/** What a work tree holds besides its commit. */
export interface GitChanges {
  /** The address of the remote `origin`, without a password; undefined when there is none. */
  readonly remote: string | undefined;
  /** Whether anything differs from the commit, new files included. */
  readonly dirty: boolean;
  /** A patch that `git apply` takes; undefined when nothing differs, or it would be larger than 16 MB. */
  readonly patch: Uint8Array | undefined;
  /** New files that are not in the patch, as each is larger than 1 MB or there are more than 500. */
  readonly leftOut: readonly string[];
}

/**
 * What differs from the commit in a work tree, with files that git does not know yet, without those it ignores, and
 * without `node_modules`, `mlruns` and `mlartifacts`. The index of the repository stays as it is.
 *
 * @param leftOutFolders More folders to leave out, relative to the root.
 * @returns Undefined when git does not answer within 20 seconds, or fails.
 */
export async function gitChangesOf(
  state: GitState,
  leftOutFolders: readonly string[] = [],
): Promise<GitChanges | undefined> {
  const left = [
    ...NEVER.map((pattern) => `:(top,exclude,glob)**/${pattern}`),
    ...leftOutFolders.map((folder) => `:(top,exclude,literal)${folder}`),
  ];
  const paths = ["--", ":(top)", ...left];
  try {
    const [remote, status] = await Promise.all([
      git(state, ["config", "--get", "remote.origin.url"]),
      git(state, ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", ...paths]),
    ]);
    if (status === undefined) return undefined;
    const entries = textOf(status).split("\0").filter(Boolean);
    const files = chooseNewFiles(
      state,
      entries.filter((entry) => entry.startsWith("?? ")).map((entry) => entry.slice(3)),
    );
    const dirty = entries.length > 0;
    const patch = dirty ? await patchOf(state, files.chosen, paths) : undefined;
    return { remote: withoutPassword(textOf(remote).trim()), dirty, patch, leftOut: files.leftOut };
  } catch {
    return undefined; // git is away, too slow, or prints too much: the run is tied to its commit alone
  }
}

function chooseNewFiles(
  { root }: GitState,
  files: readonly string[],
): { chosen: readonly string[]; leftOut: readonly string[] } {
  const chosen: string[] = [];
  const leftOut: string[] = [];
  for (const file of files) {
    const sizeBytes = lstatSync(join(root, file), { throwIfNoEntry: false })?.size ?? 0;
    const fits = sizeBytes <= MAX_NEW_FILE_BYTES && chosen.length < MAX_NEW_FILES;
    (fits ? chosen : leftOut).push(file);
  }
  return { chosen, leftOut };
}

/** New files are made known to a copy of the index: then they are in the patch like any other change. */
async function patchOf(
  state: GitState,
  newFiles: readonly string[],
  paths: readonly string[],
): Promise<Uint8Array | undefined> {
  const diff = ["diff", "--binary", "--no-ext-diff", "--no-textconv", "--no-color", "--no-renames", "HEAD"];
  if (newFiles.length === 0) return await git(state, [...diff, ...paths]);
  const folder = makeTemporaryFolder();
  try {
    const index = join(folder, "index");
    copyFileSync(state.index, index);
    // Git looks into files that are as new as its index, since their times cannot tell whether they changed after it.
    const { atime, mtime } = statSync(state.index);
    utimesSync(index, atime, mtime);
    const literal = newFiles.map((file) => `:(top,literal)${file}`);
    await git(state, ["add", "--intent-to-add", "--", ...literal], index);
    return await git(state, [...diff, ...paths], index);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function git(
  { root }: GitState,
  words: readonly string[],
  index?: string,
): Promise<Uint8Array | undefined> {
  const options = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false"];
  const { code, stdout } = await childOutput(["git", "-C", root, ...options, ...words], {
    folder: root,
    environment: { ...gitEnvironment(), ...(index === undefined ? {} : { GIT_INDEX_FILE: index }) },
    timeLimitMs: GIT_TIMEOUT_MS,
    maxBytes: MAX_PATCH_BYTES,
  });
  return code === 0 ? stdout : undefined;
}

function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? new Uint8Array()).toString("utf8");
}

/** An address may hold a password or a token, which is nobody's business. */
function withoutPassword(remote: string): string | undefined {
  return remote === "" ? undefined : remote.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
}
