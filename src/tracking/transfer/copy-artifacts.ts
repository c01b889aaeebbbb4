// Copying the files of a run or a model from one repository to another, those that are not there yet.
import { join } from "node:path";
import { invalidValue, quote } from "../../errors/index.ts";
import { makeTemporaryFolder, removeTree, resolveInside } from "../../system/index.ts";
import type { ArtifactRepository } from "../artifacts/artifact-repository.ts";

/** A deeper folder is a circle of links. */
const MAX_DEPTH = 64;

/** How a tree of files is copied. */
export interface CopyArtifactsOptions {
  /** Hears of each file that was copied, with its size. */
  readonly onFile: (sizeBytes: number) => void;
  /** Gives the text to write for a file at the root, instead of its own; undefined for a plain copy. */
  readonly rewritten?: ((path: string) => Promise<string | undefined>) | undefined;
}

/**
 * Copies every file of a repository that the other one does not have in the same size. Files appear whole at the
 * target, so one that has the size has been copied.
 */
export async function copyArtifacts(
  from: ArtifactRepository,
  to: ArtifactRepository,
  options: CopyArtifactsOptions,
): Promise<void> {
  await copyFolder(from, to, "", options, 0);
}

async function copyFolder(
  from: ArtifactRepository,
  to: ArtifactRepository,
  folder: string,
  options: CopyArtifactsOptions,
  depth: number,
): Promise<void> {
  if (depth > MAX_DEPTH) {
    throw invalidValue(`Cannot copy ${quote(folder)}: folders lie more than ${MAX_DEPTH} deep in each other`);
  }
  const entries = await from.list(folder);
  if (entries.length === 0) return;
  const sizes = new Map((await to.list(folder)).map(({ path, sizeBytes }) => [path, sizeBytes]));
  for (const { path, isFolder, sizeBytes = 0 } of entries) {
    if (isFolder) {
      await copyFolder(from, to, path, options, depth + 1);
      continue;
    }
    const text = depth === 0 ? await options.rewritten?.(path) : undefined;
    if (text !== undefined) await to.write(path, text);
    else if (sizes.get(path) === sizeBytes) continue;
    else await copyFile(from, to, path);
    options.onFile(sizeBytes);
  }
}

async function copyFile(from: ArtifactRepository, to: ArtifactRepository, path: string): Promise<void> {
  if (from.localFolder !== undefined) return await to.upload(resolveInside(from.localFolder, path), path);
  if (to.localFolder !== undefined) return await from.download(path, resolveInside(to.localFolder, path));
  const folder = makeTemporaryFolder();
  try {
    const file = join(folder, "file");
    await from.download(path, file);
    await to.upload(file, path);
  } finally {
    removeTree(folder);
  }
}
