// The door to git: which commit and branch a file belongs to.
import { execFileSync } from "node:child_process";

/** A checked-out state of a repository. */
export interface GitState {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** The branch name; undefined when HEAD is detached. */
  readonly branch: string | undefined;
}

const GIT_TIMEOUT_MS = 5_000;

/** The commit and branch of the repository that holds `folder`; undefined without git, a repository or a commit. */
export function gitStateOf(folder: string): GitState | undefined {
  try {
    const output = execFileSync("git", ["-C", folder, "rev-parse", "HEAD", "--abbrev-ref", "HEAD"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: GIT_TIMEOUT_MS,
    });
    const [commit = "", branch = ""] = output.trim().split("\n");
    if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
    return { commit, branch: branch === "HEAD" || branch === "" ? undefined : branch };
  } catch {
    // No git on this machine, not a repository, or nothing committed yet: the run is simply not tied to a commit.
    return undefined;
  }
}
