// Checks a git repository out into a folder of its own, at a commit, with nothing of the repository being run.
import { join } from "node:path";
import { failure, invalidValue, quote } from "../errors/index.ts";
import { type ChildOutput, childOutput, gitEnvironment } from "../system/index.ts";
import { checkVersion } from "./project-uri.ts";

const CLONE_LIMIT_MS = 1_800_000;
const COMMAND_LIMIT_MS = 300_000;
/** No hooks of a template, no transports that run programs, no program to watch files, no submodules. */
const SAFE_OPTIONS = ["core.hooksPath=/dev/null", "protocol.ext.allow=never", "core.fsmonitor=false"].flatMap(
  (option) => ["-c", option],
);
const TRANSPORTS = "https:http:ssh:git:file";

/** What was checked out. */
export interface CheckedOut {
  readonly commit: string;
  /** The branch that the version names, if it names one. */
  readonly branch: string | undefined;
}

/**
 * Clones a repository into a folder and checks a version out.
 *
 * @param repository An address that {@link parseProjectUri} has passed, or a local path.
 * @param version A commit, a tag or a branch; undefined: what the repository shows by default.
 * @param folder An empty folder.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` with what git says when there is no such repository or version.
 */
export async function checkOut(
  repository: string,
  version: string | undefined,
  folder: string,
): Promise<CheckedOut> {
  if (version !== undefined) checkVersion(version);
  const clone = [
    "clone",
    "--quiet",
    "--no-checkout",
    "--no-recurse-submodules",
    "--template=",
    "--",
    repository,
    ".",
  ];
  const cloned = await git(folder, clone, CLONE_LIMIT_MS);
  if (cloned.code !== 0) throw notThere(`Cannot clone ${quote(repository)}`, cloned);
  const { commit, branch } = await commitOf(folder, repository, version);
  const done = await git(folder, ["checkout", "--quiet", "--detach", commit]);
  if (done.code !== 0) throw notThere(`Cannot check out ${commit} of ${quote(repository)}`, done);
  return { commit, branch };
}

/**
 * Applies a patch, as `git diff --binary` writes it, to what is checked out in a folder.
 *
 * @param patch Its bytes.
 * @throws RangeError with what git says when it does not fit.
 */
export async function applyPatch(folder: string, patchFile: string): Promise<void> {
  const words = ["apply", "--binary", "--whitespace=nowarn", "--", patchFile];
  const { code, stderr } = await git(folder, words);
  if (code !== 0)
    throw invalidValue(`Cannot apply the changes that the run was made with: ${firstLine(stderr)}`);
}

async function commitOf(
  folder: string,
  repository: string,
  version: string | undefined,
): Promise<CheckedOut> {
  if (version === undefined) {
    const head = await resolved(folder, "HEAD");
    if (head !== undefined) return { commit: head, branch: undefined };
    throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot run ${quote(repository)}: the repository has no commit`);
  }
  const branch = await resolved(folder, `refs/remotes/origin/${version}`);
  const commit =
    (await resolved(folder, `refs/tags/${version}`)) ?? branch ?? (await resolved(folder, version));
  if (commit !== undefined) return { commit, branch: commit === branch ? version : undefined };
  throw failure(
    "RESOURCE_DOES_NOT_EXIST",
    `Cannot check out ${quote(version)} of ${quote(repository)}: there is no such commit, tag or branch`,
  );
}

async function resolved(folder: string, name: string): Promise<string | undefined> {
  const words = ["rev-parse", "--quiet", "--verify", "--end-of-options", `${name}^{commit}`];
  const { code, stdout } = await git(folder, words);
  const commit = new TextDecoder().decode(stdout).trim();
  return code === 0 && /^[0-9a-f]{40,64}$/.test(commit) ? commit : undefined;
}

function git(folder: string, words: readonly string[], timeLimitMs = COMMAND_LIMIT_MS): Promise<ChildOutput> {
  const environment = {
    ...gitEnvironment(),
    GIT_ALLOW_PROTOCOL: TRANSPORTS,
    // A checkout is found by its own folder, never by one above it.
    GIT_CEILING_DIRECTORIES: join(folder, ".."),
  };
  return childOutput(["git", ...SAFE_OPTIONS, ...words], { folder, environment, timeLimitMs });
}

function notThere(what: string, { stderr }: ChildOutput): Error {
  return failure("RESOURCE_DOES_NOT_EXIST", `${what}: ${firstLine(stderr)}`);
}

/** What git says first, without the addresses' passwords that it may repeat. */
function firstLine(stderr: string): string {
  const line = stderr.split("\n").find((text) => text.trim() !== "") ?? "git gives no reason";
  return line.replace(/^(?:fatal|error): /, "").replace(/(\w+:\/\/)[^/@\s]*@/g, "$1");
}
