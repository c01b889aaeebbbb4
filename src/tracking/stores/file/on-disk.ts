// Faults of the disk in a person's words: what was being done, to which path, and why it failed.
import { errorCode, failure } from "../../../errors/index.ts";
import { describeFileError, isFileError } from "../../../system/index.ts";

/**
 * Does `work`, and turns an error of the file system (disk full, no permission, …) into one that names the path.
 *
 * @param action What is being done, such as `log to run 1234`.
 * @param path Told when the error itself names no path.
 * @throws Error `INTERNAL_ERROR` with the file system's error as its cause.
 */
export function onDisk<T>(action: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (errorCode(error) !== undefined || !isFileError(error)) throw error;
    throw failure("INTERNAL_ERROR", describeFileError(`${action}:`, error.path ?? path, error), {
      cause: error,
    });
  }
}
