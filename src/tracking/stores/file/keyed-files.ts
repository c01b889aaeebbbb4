// Params and tags: a folder with one file a key, the whole content of the file being the value.
import { join } from "node:path";
import { invalidValue } from "../../../errors/index.ts";
import {
  createFileAtomic,
  folderNames,
  hasCode,
  isTemporaryName,
  isUnreadable,
  kindOf,
  makeFoldersBelow,
  readLimitedText,
  removeEmptyFolders,
  removeFile,
  writeFileAtomic,
} from "../../../system/index.ts";
import { MAX_KEY_DEPTH, MAX_VALUE_FILE_BYTES } from "../../limits.ts";
import { paramChanged } from "../store-errors.ts";
import type { DamageLog } from "./damage-log.ts";

/**
 * The keys in a folder such as `params`, sorted: the paths of its files, with `/` between their parts.
 *
 * Links to files count; links to folders do not, for they may lead in circles.
 */
export function storedKeys(folder: string, damage: DamageLog): readonly string[] {
  const keys: string[] = [];
  try {
    collectKeys(folder, "", 0, keys);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    damage.report(folder, "it is not readable");
  }
  return keys.sort();
}

function collectKeys(folder: string, prefix: string, depth: number, keys: string[]): void {
  for (const { name, kind } of folderNames(folder) ?? []) {
    if (isTemporaryName(name)) continue;
    const path = join(folder, name);
    if (kind === "file" || (kind === "link" && kindOf(path) === "file")) keys.push(prefix + name);
    else if (kind === "folder" && depth < MAX_KEY_DEPTH)
      collectKeys(path, `${prefix + name}/`, depth + 1, keys);
  }
}

/** All values of a folder such as `params`, by key. Damaged files are reported and left out. */
export function readTexts(folder: string, damage: DamageLog): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const key of storedKeys(folder, damage)) {
    const text = readStoredText(join(folder, key), damage);
    if (text !== undefined) texts.set(key, text);
  }
  return texts;
}

/** The value in one file; undefined when there is none, or when it is damaged, which is reported. */
export function readStoredText(path: string, damage: DamageLog): string | undefined {
  const { text, fault } = readLimitedText(path, MAX_VALUE_FILE_BYTES);
  if (text === undefined && fault !== "absent") damage.report(path, `it is ${fault}`);
  return text;
}

/**
 * Sets a value, whatever it was.
 *
 * @param owner The folder of the run, model or experiment.
 * @param folder Its folder for these values, such as `tags`.
 */
export function writeText(owner: string, folder: string, key: string, value: string): void {
  atKey(owner, folder, key, (path) => writeFileAtomic(path, value, owner));
}

/** Sets a value if the key has none; returns undefined when the key now has this value, otherwise the one it had. */
function createText(owner: string, folder: string, key: string, value: string): string | undefined {
  return atKey(owner, folder, key, (path) => {
    if (createFileAtomic(path, value, owner)) return undefined;
    const { text, fault } = readLimitedText(path, MAX_VALUE_FILE_BYTES);
    if (text === undefined && fault === "not a file") throw keyConflict(key);
    return text === value ? undefined : (text ?? "");
  });
}

/**
 * Sets values once each: the same value again is fine.
 *
 * @param name What owns them, for the error, such as `run ID='1234'`.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for a key that has another value; then nothing is written, unless another
 * process gave it that value at this very moment.
 */
export function createTexts(
  owner: string,
  folder: string,
  texts: ReadonlyMap<string, string>,
  name: string,
  damage: DamageLog,
): void {
  if (texts.size > 1) {
    for (const [key, value] of texts) {
      const known = readStoredText(join(owner, folder, key), damage);
      if (known !== undefined && known !== value) throw paramChanged(name, key, known, value);
    }
  }
  for (const [key, value] of texts) {
    const known = createText(owner, folder, key, value);
    if (known !== undefined) throw paramChanged(name, key, known, value);
  }
}

/** Removes a value; false when the key had none. */
export function deleteText(owner: string, folder: string, key: string): boolean {
  const removed = removeFile(join(owner, folder, key));
  if (removed) removeEmptyFolders(join(owner, folder), key);
  return removed;
}

/**
 * Does `work` with the path of a key's file; if its folder is missing, makes it and tries once more.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` when a part of the key is a key itself, or the other way round, or when
 * the file system cannot have such a name.
 */
export function atKey<T>(owner: string, folder: string, key: string, work: (path: string) => T): T {
  const path = join(owner, folder, key);
  try {
    return work(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw explainedKeyFault(key, error);
  }
  try {
    const relative = `${folder}/${key}`;
    makeFoldersBelow(owner, relative.slice(0, relative.lastIndexOf("/")));
    return work(path);
  } catch (error) {
    throw explainedKeyFault(key, error);
  }
}

function explainedKeyFault(key: string, error: unknown): unknown {
  if (hasCode(error, "ENOTDIR", "EISDIR", "EEXIST", "ENOTEMPTY")) return keyConflict(key, error);
  if (hasCode(error, "ENAMETOOLONG")) {
    return invalidValue(`Cannot use key '${key}': a part of it is too long for a file name`, {
      cause: error,
    });
  }
  return error;
}

function keyConflict(key: string, cause?: unknown): RangeError {
  return invalidValue(
    `Cannot use key '${key}': keys are paths of files, and a part of this one is a file or a folder already`,
    { cause },
  );
}
