// Brings a project into a folder of this machine, and tells where it came from.
import { join, relative, sep } from "node:path";
import { failure, invalidValue, quote } from "../errors/index.ts";
import {
  type GitState,
  gitStateOf,
  kindOf,
  makeTemporaryFolder,
  removeTree,
  resolveInside,
} from "../system/index.ts";
import { checkOut } from "./check-out.ts";
import { type ProjectSpec, readProject } from "./mlproject-file.ts";
import { type ProjectUri, parseProjectUri } from "./project-uri.ts";

/** A project that can be run. */
export interface OpenProject {
  /** The absolute path of its folder. */
  readonly folder: string;
  readonly spec: ProjectSpec;
  /** How it is called in the run's tags: the address of the repository, or outside of one the folder. */
  readonly source: string;
  /** The commit that is checked out; undefined outside of a repository. */
  readonly commit: string | undefined;
  /** The branch that the version named. */
  readonly branch: string | undefined;
  /** The address of the repository it was checked out from; undefined for a folder that is run where it is. */
  readonly repository: string | undefined;
  /** The repository that the folder lies in, for a folder that is run where it is. */
  readonly workTree: GitState | undefined;
  /** Removes what was made for it; nobody may use its folder after. */
  close(): void;
}

/**
 * Opens a project.
 *
 * @param uri See {@link parseProjectUri}.
 * @param version A commit, tag or branch, for what lies in a git repository.
 * @throws Error or RangeError that says why there is no such project.
 */
export async function openProject(uri: string, version?: string): Promise<OpenProject> {
  const parsed = parseProjectUri(uri);
  if (parsed.kind === "folder" && version === undefined) return openFolder(parsed);
  const { repository, subfolder } = parsed.kind === "git" ? parsed : repositoryOf(parsed, version);
  const checkout = makeTemporaryFolder();
  try {
    const { commit, branch } = await checkOut(repository, version, checkout);
    const folder = folderIn(checkout, subfolder, uri);
    return {
      folder,
      spec: readProject(folder),
      source: subfolder === "" ? repository : `${repository}#${subfolder}`,
      commit,
      branch,
      repository,
      workTree: undefined,
      close: () => removeTree(checkout),
    };
  } catch (error) {
    removeTree(checkout);
    throw error;
  }
}

function openFolder({ folder: root, subfolder }: Extract<ProjectUri, { kind: "folder" }>): OpenProject {
  const folder = folderIn(root, subfolder, root);
  const workTree = gitStateOf(folder);
  return {
    folder,
    spec: readProject(folder),
    source: workTree === undefined ? folder : addressIn(workTree, folder),
    commit: workTree?.commit,
    branch: undefined,
    repository: undefined,
    workTree,
    close: () => {},
  };
}

/** As MLflow has it: `file://`, the root of the repository, and behind `#` the folder in it. */
function addressIn({ root }: GitState, folder: string): string {
  const inner = relative(root, folder).split(sep).join("/");
  return inner === "" ? `file://${root}` : `file://${root}#${inner}`;
}

/** Another version of a folder is that of the repository it lies in. */
function repositoryOf(
  { folder, subfolder }: Extract<ProjectUri, { kind: "folder" }>,
  version: string | undefined,
): { readonly repository: string; readonly subfolder: string } {
  const state = gitStateOf(folder);
  if (state === undefined) {
    throw invalidValue(`Cannot take version ${quote(version)} of ${folder}: it lies in no git repository`);
  }
  const inner = relative(state.root, join(folder, subfolder)).split(sep).join("/");
  return { repository: state.root, subfolder: inner };
}

function folderIn(root: string, subfolder: string, uri: string): string {
  const folder = subfolder === "" ? root : resolveInside(root, subfolder);
  if (kindOf(folder) === "folder") return folder;
  throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot run ${quote(uri)}: it has no folder ${quote(subfolder)}`);
}
