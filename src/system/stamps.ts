// The door to file stamps: whether a file is still the one that was read, without opening it.
import { type Stats, statSync } from "node:fs";
import { hasCode } from "./files.ts";

/** What changes whenever a file's content does. */
export interface FileStamp {
  /** When content or name last changed, in milliseconds since the epoch with a fraction; programs cannot set it. */
  readonly changeTimeMs: number;
  readonly sizeBytes: number;
  readonly inode: number;
}

/** The stamp of a file or folder; undefined when there is none, or none that can be reached. */
export function stampOf(path: string): FileStamp | undefined {
  let stat: Stats | undefined;
  try {
    stat = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (hasCode(error, "ENOTDIR", "ELOOP", "ENAMETOOLONG", "EACCES", "EPERM")) return undefined;
    throw error;
  }
  return stat === undefined
    ? undefined
    : { changeTimeMs: stat.ctimeMs, sizeBytes: stat.size, inode: stat.ino };
}

/**
 * When the content of a file or folder last changed, in milliseconds since the epoch, as it was on the machine that it was
 * copied from; undefined when there is none.
 */
export function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** Whether two stamps are of the same content. */
export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.sizeBytes === b.sizeBytes && a.changeTimeMs === b.changeTimeMs && a.inode === b.inode;
}

/** Clocks of file systems tick: 10 ms at the most on those of Linux and macOS, 2 s where times are whole seconds. */
const TICK_MS = 20;
const COARSE_TICK_MS = 2_000;

/**
 * Whether a stamp taken at `takenAtMs`, before reading, will tell every later change.
 *
 * Within one tick of the clock a file can change again and keep its time and size, so a stamp that young proves
 * nothing; git calls such entries racy.
 */
export function isSettled(stamp: FileStamp, takenAtMs: number): boolean {
  const tick = stamp.changeTimeMs % 1000 === 0 ? COARSE_TICK_MS : TICK_MS;
  return takenAtMs - stamp.changeTimeMs > tick;
}
