// The one function that turns an untrusted relative path into a real one that stays inside its root.
import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";
import { invalidValue, quote } from "../errors/index.ts";
import { hasCode } from "./files.ts";

const MAX_PATH_CHARACTERS = 4096;
const WINDOWS_DRIVE = /^[A-Za-z]:/;

/**
 * Resolves a path that came from outside below a root.
 *
 * The path is taken literally (decode percent-encoding before, and only once). It may not be absolute, hold `..`,
 * a backslash, a NUL or a Windows drive; and after symbolic links are followed it must still lie inside the root.
 *
 * @param root The folder that must not be left. It need not exist yet.
 * @param relative A path with `/` between its parts; empty means the root itself.
 * @returns The absolute path.
 * @throws RangeError `INVALID_PARAMETER_VALUE` when the path would leave the root or is malformed.
 */
export function resolveInside(root: string, relative: string): string {
  const path = join(root, ...relativePathParts(relative));
  const realRoot = realPathOfExistingPart(root);
  const realPath = realPathOfExistingPart(path);
  if (realPath !== realRoot && !realPath.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) {
    throw outside(relative);
  }
  return path;
}

/**
 * The parts of a path that came from outside, if it cannot lead out of a root: the rules of {@link resolveInside}, for
 * places that are no folder of this machine.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` as {@link resolveInside}.
 */
export function relativePathParts(relative: string): readonly string[] {
  const parts = relative.split("/").filter((part) => part !== "" && part !== ".");
  const bad =
    relative.length > MAX_PATH_CHARACTERS ||
    isAbsolute(relative) ||
    relative.startsWith("/") ||
    WINDOWS_DRIVE.test(relative) ||
    relative.includes("\\") ||
    relative.includes("\0") ||
    parts.includes("..");
  if (bad) throw outside(relative);
  return parts;
}

function outside(relative: string): RangeError {
  return invalidValue(
    `Invalid path: it must be relative and stay inside its folder: current value is ${quote(relative)}`,
  );
}

/** Follows links as far as the path exists and keeps the rest as it is. */
function realPathOfExistingPart(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT", "ENOTDIR")) throw error;
    const parent = dirname(path);
    return parent === path ? path : join(realPathOfExistingPart(parent), path.slice(parent.length));
  }
}
