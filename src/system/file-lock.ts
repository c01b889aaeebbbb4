// The door to locks between processes: a file that only one can make, and that a killed one does not leave for long.
import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { failure } from "../errors/index.ts";
import { hasCode, readTextIfPresent } from "./files.ts";
import { newHexId } from "./ids.ts";
import { nap } from "./nap.ts";

const LOCK_NAME = ".traintracks-lock";
/** Work under a lock takes milliseconds. A holder that lives but shows no progress for so long is no longer waited for. */
const STUCK_MS = 10_000;
/** The same for a holder of whom cannot be said whether it lives: one on another host, or killed before it wrote its name. */
const UNKNOWN_MS = 1_500;
const PATIENCE_MS = 30_000;

/**
 * Does `work` while no other process (and no other caller in this one) works under the lock of the same folder.
 *
 * @param folder An existing folder; the lock is a hidden file in it.
 * @param work Short and synchronous; may not take the same lock again.
 * @throws Error `INTERNAL_ERROR` when the lock is not free for half a minute.
 */
export function withFolderLock<T>(folder: string, work: () => T): T {
  const path = join(folder, LOCK_NAME);
  const mine = `${process.pid} ${hostname()} ${newHexId()}`;
  const start = performance.now();
  while (!tryTake(path, mine)) {
    if (isStale(path)) setAside(path);
    else if (performance.now() - start > PATIENCE_MS) throw tooLong(path);
    else nap(1);
  }
  try {
    return work();
  } finally {
    // If we were stopped for so long that others took the lock for stale, it is not ours to remove.
    if (readTextIfPresent(path) === mine) rmSync(path, { force: true });
  }
}

/** Whether a file name is that of a lock, held or left behind. */
export function isLockName(name: string): boolean {
  return name.startsWith(LOCK_NAME);
}

function tryTake(path: string, mine: string): boolean {
  let file: number;
  try {
    file = openSync(path, "wx");
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
  try {
    writeSync(file, mine);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  return true;
}

function isStale(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return false;
  const [pid, host] = (readTextIfPresent(path) ?? "").split(" ");
  const isHere = host === hostname();
  if (isHere && !isAlive(Number(pid))) return true;
  return Date.now() - stat.mtimeMs > (isHere ? STUCK_MS : UNKNOWN_MS);
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, "ESRCH");
  }
}

/** Renames before removing: of several that see the same stale lock one gets it, and a fresh one is put back. */
function setAside(path: string): void {
  const holder = readTextIfPresent(path);
  const aside = `${path}-${newHexId()}`;
  try {
    renameSync(path, aside);
    if (readTextIfPresent(aside) === holder) rmSync(aside, { force: true });
    else renameSync(aside, path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}

function tooLong(path: string): Error {
  return failure(
    "INTERNAL_ERROR",
    `Cannot get the lock ${path} within ${PATIENCE_MS / 1000} s: another process holds it; remove the file if there is none`,
  );
}
