// A value read from a file or folder, good for as long as its stamp holds: the one way this store remembers anything.
import { type FileStamp, isSameStamp, isSettled, nowMs, stampOf } from "../../../system/index.ts";

/** What was read, and the stamp from before it was read. */
export interface Stamped<T> {
  readonly stamp: FileStamp;
  /** Whether a later change is sure to change the stamp. */
  readonly isSettled: boolean;
  readonly value: T;
}

/**
 * What a path holds now: as remembered if its stamp is the same, read anew otherwise.
 *
 * @param remembered What this function returned last.
 * @param read Reads the value; gets the stamp it is read under.
 * @returns Undefined when there is nothing at the path.
 */
export function refreshed<T>(
  path: string,
  remembered: Stamped<T> | undefined,
  read: (stamp: FileStamp) => T,
): Stamped<T> | undefined {
  const takenAtMs = nowMs();
  const stamp = stampOf(path);
  if (stamp === undefined) return undefined;
  if (remembered?.isSettled === true && isSameStamp(remembered.stamp, stamp)) return remembered;
  return { stamp, isSettled: isSettled(stamp, takenAtMs), value: read(stamp) };
}
