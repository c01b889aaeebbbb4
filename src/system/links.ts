// The door to symbolic links of folders: made or turned in one step, and read.
import { readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { hasCode, TEMPORARY_PREFIX } from "./files.ts";
import { newHexId } from "./ids.ts";

/** Makes `path` a link to a folder; a link that is there already is turned, a folder or file in its place is an error. */
export function linkFolder(target: string, path: string): void {
  const temporary = join(dirname(path), TEMPORARY_PREFIX + newHexId());
  symlinkSync(target, temporary, "junction"); // what Windows lets everybody make; elsewhere the word has no effect
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The absolute path that a link points to; undefined when `path` is no link. */
export function linkTarget(path: string): string | undefined {
  try {
    return resolve(dirname(path), readlinkSync(path));
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EINVAL", "UNKNOWN")) return undefined;
    throw error;
  }
}
