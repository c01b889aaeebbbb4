// The door to git: which commit and branch a file belongs to.
import { execFileSync } from "node:child_process";
import { environmentVariables } from "./environment.ts";

/** A checked-out state of a repository. */
export interface GitState {
  /** 40 hexadecimal digits. */
  readonly commit: string;
  /** The branch name; undefined when HEAD is detached. */
  readonly branch: string | undefined;
  /** The absolute path of the top folder of the work tree. */
  readonly root: string;
  /** The absolute path of git's index of what is checked out. */
  readonly index: string;
}

const GIT_TIMEOUT_MS = 5_000;

/** The commit and branch of the repository that holds `folder`; undefined without git, a repository or a commit. */
export function gitStateOf(folder: string): GitState | undefined {
  try {
    const asked = ["HEAD", "--abbrev-ref", "HEAD", "--show-toplevel", "--path-format=absolute"];
    const output = execFileSync("git", ["-C", folder, "rev-parse", ...asked, "--git-path", "index"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: GIT_TIMEOUT_MS,
    });
    const [commit = "", branch = "", root = "", index = ""] = output.trim().split("\n");
    if (!/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
    return { commit, branch: branch === "HEAD" || branch === "" ? undefined : branch, root, index };
  } catch {
    // No git on this machine, not a repository, or nothing committed yet: the run is simply not tied to a commit.
    return undefined;
  }
}

/**
 * The environment in which git does what its arguments say: not what variables of a hook or an alias around us say, without
 * questions to a person, and with locks only where it must write.
 */
export function gitEnvironment(): Readonly<Record<string, string>> {
  return {
    ...environmentVariables((name) => !name.startsWith("GIT_")),
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    LC_ALL: "C",
  };
}
