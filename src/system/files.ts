// The door to the disk: whole files appear by rename, lines are appended in one write, nothing is half-written.
import {
  closeSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "../errors/index.ts";
import { newHexId } from "./ids.ts";

/** Files being written carry this prefix and a random name; whoever lists a folder skips them. */
export const TEMPORARY_PREFIX = ".traintracks-tmp-";

const PENDING_CHARACTERS = 262_144;

/** Whether a file name is that of a file which is still being written, or was when its writer was killed. */
export function isTemporaryName(name: string): boolean {
  return name.startsWith(TEMPORARY_PREFIX);
}

/**
 * Writes a whole file so that a reader, or a kill at any moment, sees the old content or the new, never a part.
 *
 * The data goes to a new file in `temporaryFolder` and is renamed over `path`. After a crash of the process nothing
 * acknowledged is lost; after a loss of power the operating system decides (nothing is fsynced).
 *
 * @param path The file to write; its folder must exist.
 * @param content Text (as UTF-8) or bytes.
 * @param temporaryFolder A folder on the same file system in which no reader takes a stray file for data.
 */
export function writeFileAtomic(path: string, content: string | Uint8Array, temporaryFolder: string): void {
  const temporary = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * As {@link writeFileAtomic}, for a content that is made bit by bit and need not be in memory as a whole.
 *
 * @param parts Texts, written as UTF-8 one after the other.
 */
export function writePartsAtomic(path: string, parts: Iterable<string>, temporaryFolder: string): void {
  const temporary = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  try {
    const file = openSync(temporary, "wx");
    try {
      let pending = "";
      for (const part of parts) {
        pending += part;
        if (pending.length < PENDING_CHARACTERS) continue;
        writeFileSync(file, pending);
        pending = "";
      }
      writeFileSync(file, pending);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a whole file only if there is none of that name, atomically: of several writers at once, one wins.
 *
 * @param path The file to write; its folder must exist.
 * @param content Text, written as UTF-8.
 * @param temporaryFolder As for {@link writeFileAtomic}.
 * @returns Whether this call made the file; false when it was there already.
 */
export function createFileAtomic(path: string, content: string, temporaryFolder: string): boolean {
  const temporary = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    if (!hasCode(error, "EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS")) throw error;
    return createFileWithoutLinks(path, content); // a file system without hard links, such as exFAT
  } finally {
    rmSync(temporary, { force: true });
  }
}

function createFileWithoutLinks(path: string, content: string): boolean {
  try {
    writeFileSync(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/**
 * Writes a file in a folder that nobody reads yet (see {@link buildFolder}), without the detour of an atomic write.
 *
 * @param path The file to write; there must be none.
 */
export function writeNewFile(path: string, content: string): void {
  writeFileSync(path, content, { flag: "wx" });
}

/** Moves a file, or whatever else lies there, on the same file system; nothing happens when there is nothing. */
export function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

/** Removes a file; false when there was none. */
export function removeFile(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return false;
    throw error;
  }
}

/** Makes a folder and those above it, as far as they are missing. */
export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
}

/** The text of a UTF-8 file, or undefined if there is no such file. Other faults are thrown. */
export function readTextIfPresent(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** The text of a UTF-8 file. */
export function readText(path: string): string {
  return readFileSync(path, "utf8");
}

/** The bytes of a file. */
export function readBytes(path: string): Uint8Array {
  return readFileSync(path);
}

/** Copies one file, atomically at its destination. */
export function copyFileAtomic(from: string, to: string, temporaryFolder: string): void {
  const temporary = join(temporaryFolder, TEMPORARY_PREFIX + newHexId());
  try {
    copyFileSync(from, temporary);
    renameSync(temporary, to);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes a file, or a folder with all that is in it; nothing happens when it is not there. Links are removed, not followed. */
export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** A new folder for files that are soon to be removed, which only this user can enter. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "traintracks-"));
}

/** An entry of a folder. Symbolic links are told by what they point to; dangling ones are left out. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Size of a file in bytes; 0 for a folder. */
  readonly sizeBytes: number;
}

/** What lies in a folder, sorted by name, without files still being written; empty if there is no such folder. */
export function listFolder(path: string): readonly FolderEntry[] {
  let names: string[];
  try {
    names = readdirSync(path);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  }
  return names
    .filter((name) => !isTemporaryName(name))
    .sort()
    .flatMap((name) => {
      const stat = statIfThere(join(path, name));
      if (stat === undefined) return [];
      return [{ name, isFolder: stat.isDirectory(), sizeBytes: stat.isDirectory() ? 0 : stat.size }];
    });
}

/** What a path is: a file, a folder, or not there. */
export function kindOf(path: string): "file" | "folder" | "absent" {
  const stat = statIfThere(path);
  if (stat === undefined) return "absent";
  return stat.isDirectory() ? "folder" : "file";
}

/** A link that leads nowhere or in a circle counts as nothing, as does a path that cannot be one. */
function statIfThere(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, "ELOOP", "ENOTDIR", "ENAMETOOLONG")) return undefined;
    throw error;
  }
}

/** Whether an error is one of the file system's, with one of these codes (`ENOENT`, `EEXIST`, …). */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** Whether an error is one of the file system's. */
export function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && /^E[A-Z0-9]+$/.test(String(error.code));
}

/** A file-system error in one plain line for a person: what was being done, to which path, and why it failed. */
export function describeFileError(action: string, path: string, error: unknown): string {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EPERM: "operation not permitted",
    ENOSPC: "no space left on the device",
    EROFS: "the file system is read-only",
    ENOTDIR: "a part of the path is a file, not a folder",
    EISDIR: "it is a folder",
    ENOENT: "no such file or folder",
    EMFILE: "too many open files",
    EDQUOT: "disk quota exceeded",
  };
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return `Cannot ${action} ${path}: ${reasons[code] ?? messageOf(error)}`;
}
