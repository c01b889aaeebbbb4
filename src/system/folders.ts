// The door to folders: made level by level, listed with what each entry is, moved in one step.
import {
  type Dirent,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { hasCode, TEMPORARY_PREFIX } from "./files.ts";
import { newHexId } from "./ids.ts";

/**
 * Makes the folders of `relative` below `base`, as far as they are missing.
 *
 * Unlike {@link makeFolder} it never makes `base` itself: if another process has just removed it, nothing comes back.
 *
 * @param base A folder.
 * @param relative A path with `/` between its parts, such as `metrics/val`.
 * @throws The file system's error: `ENOENT` when `base` is gone, `ENOTDIR` or `EEXIST` when a part is a file.
 */
export function makeFoldersBelow(base: string, relative: string): void {
  let path = base;
  for (const part of relative.split("/")) {
    path = join(path, part);
    try {
      mkdirSync(path);
    } catch (error) {
      if (!hasCode(error, "EEXIST") || !statSync(path).isDirectory()) throw error;
    }
  }
}

/** An entry of a folder, told without opening it. */
export interface FolderName {
  readonly name: string;
  readonly kind: "file" | "folder" | "link" | "other";
}

/** The entries of a folder in the order of their names; undefined if there is no such folder. Links are not followed. */
export function folderNames(path: string): readonly FolderName[] | undefined {
  let entries: Dirent[];
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
  return entries.map(folderName).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names in a folder, in no order and whatever they are; undefined if there is no such folder. */
export function folderEntryNames(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

function folderName(entry: Dirent): FolderName {
  const kind = entry.isFile()
    ? "file"
    : entry.isDirectory()
      ? "folder"
      : entry.isSymbolicLink()
        ? "link"
        : "other";
  return { name: entry.name, kind };
}

/**
 * Moves a folder to a place on the same file system where there is none: in one step, or not at all.
 *
 * @returns Whether it was moved; false when something of that name, which is not an empty folder, is there already.
 */
export function moveFolder(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST", "ENOTEMPTY", "EISDIR")) return false;
    if (hasCode(error, "EPERM", "EACCES") && statSync(to, { throwIfNoEntry: false }) !== undefined)
      return false;
    throw error;
  }
}

/**
 * Makes a folder with all that belongs in it, so that it is seen whole or not at all.
 *
 * @param path The folder to make; the one above it must exist.
 * @param temporaryFolder A folder on the same file system in which no reader takes a hidden folder for data.
 * @param fill Writes the content into the folder it is given.
 * @returns Whether this call made it; false when it was there already.
 */
export function buildFolder(path: string, temporaryFolder: string, fill: (folder: string) => void): boolean {
  const hidden = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  mkdirSync(hidden);
  let moved = false;
  try {
    fill(hidden);
    moved = moveFolder(hidden, path);
  } finally {
    if (!moved) rmSync(hidden, { recursive: true, force: true });
  }
  return moved;
}

/** Removes the folders between `base` and a file that is gone, as far as they are empty; `base` itself stays. */
export function removeEmptyFolders(base: string, relative: string): void {
  for (let path = dirname(relative); path !== "."; path = dirname(path)) {
    try {
      rmdirSync(join(base, path));
    } catch {
      return; // Not empty, or gone already: either way there is nothing more to tidy.
    }
  }
}

/** What the files of a folder take together, in bytes. Links are counted as links, not followed. */
export function treeSize(path: string): number {
  let sizeBytes = 0;
  for (const { name, kind } of folderNames(path) ?? []) {
    const inner = join(path, name);
    if (kind === "folder") sizeBytes += treeSize(inner);
    else sizeBytes += lstatSync(inner, { throwIfNoEntry: false })?.size ?? 0;
  }
  return sizeBytes;
}
