// Copying local files and folders to an artifact repository, and back.
import { basename, join } from "node:path";
import { failure, invalidValue, quote } from "../../errors/index.ts";
import { kindOf, listFolder, makeFolder, resolveInside } from "../../system/index.ts";
import type { ArtifactRepository } from "./artifact-repository.ts";

/** A deeper folder is a circle of links. */
const MAX_DEPTH = 64;

/** Copies a file, or a folder under its own name, into a folder of the repository. */
export async function logFile(
  repository: ArtifactRepository,
  localPath: string,
  folder: string,
): Promise<void> {
  const target = below(folder, basename(localPath));
  if (kindOf(localPath) === "folder") return logFolder(repository, localPath, target);
  await repository.upload(localPath, target);
}

/** Copies all that lies in a local folder into a folder of the repository. */
export async function logFolder(
  repository: ArtifactRepository,
  localFolder: string,
  folder: string,
  depth = 0,
): Promise<void> {
  if (kindOf(localFolder) !== "folder") {
    throw failure("RESOURCE_DOES_NOT_EXIST", `Cannot log ${quote(localFolder)}: there is no such folder`);
  }
  refuseCircles(localFolder, depth);
  for (const { name, isFolder } of listFolder(localFolder)) {
    const source = join(localFolder, name);
    if (isFolder) await logFolder(repository, source, below(folder, name), depth + 1);
    else await repository.upload(source, below(folder, name));
  }
}

/**
 * Copies a file of the repository, or a folder with all that is in it, into a local folder, at the same relative path.
 *
 * @returns The local path of the copy.
 * @throws Error `RESOURCE_DOES_NOT_EXIST` when there is nothing at that path.
 */
export async function downloadTree(
  repository: ArtifactRepository,
  path: string,
  localFolder: string,
): Promise<string> {
  const target = resolveInside(localFolder, path);
  if (await downloadFolder(repository, path, localFolder, 0)) return target;
  if (target === localFolder) makeFolder(target);
  else await repository.download(path, target);
  return target;
}

/** @returns Whether there was anything in it: an empty listing is also what a file and a missing path give. */
async function downloadFolder(
  repository: ArtifactRepository,
  folder: string,
  localFolder: string,
  depth: number,
): Promise<boolean> {
  refuseCircles(folder, depth);
  const entries = await repository.list(folder);
  for (const { path, isFolder } of entries) {
    // The names come from the repository: one behind a server may try to leave the folder.
    const target = resolveInside(localFolder, path);
    if (!isFolder) await repository.download(path, target);
    else if (!(await downloadFolder(repository, path, localFolder, depth + 1))) makeFolder(target);
  }
  return entries.length > 0;
}

function refuseCircles(folder: string, depth: number): void {
  if (depth <= MAX_DEPTH) return;
  throw invalidValue(`Cannot copy ${quote(folder)}: folders lie more than ${MAX_DEPTH} deep in each other`);
}

function below(folder: string, name: string): string {
  const trimmed = folder.replace(/\/+$/, "");
  return trimmed === "" ? name : `${trimmed}/${name}`;
}
