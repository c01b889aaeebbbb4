// The contract of every place where artifacts are kept: a local folder, or a server's proxy.
import type { Awaitable } from "../entities.ts";

/** A file or folder among the artifacts. */
export interface ArtifactInfo {
  /** Relative to the repository's root, `/` between its parts. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Undefined for folders. */
  readonly sizeBytes: number | undefined;
}

/**
 * The artifacts of one run or one logged model. Paths are relative to its root, with `/` between the parts; the empty
 * path is the root. A path that would leave the root is refused with `INVALID_PARAMETER_VALUE`.
 */
export interface ArtifactRepository {
  /** The root: `file:///…` or `mlflow-artifacts:/…`. */
  readonly uri: string;
  /** What lies directly in a folder, in the order of names; empty for a file or a folder that is not there. */
  list(folder?: string): Awaitable<readonly ArtifactInfo[]>;
  /** The bytes of one file; `RESOURCE_DOES_NOT_EXIST` when there is none. */
  read(path: string): Awaitable<Uint8Array>;
  /** Writes one file whole, making folders as needed: a reader sees the old content or the new. */
  write(path: string, content: string | Uint8Array): Awaitable<void>;
  /** Copies one local file to `path`, however large, with bounded memory. */
  upload(localFile: string, path: string): Awaitable<void>;
  /** Copies one file to a local one, however large, with bounded memory. */
  download(path: string, localFile: string): Awaitable<void>;
  /** Removes a file or folder; nothing happens when there is none. The root itself is refused. */
  delete(path: string): Awaitable<void>;
  /** The repository's root as a local folder, when it is one: lets a reader skip the copy. */
  readonly localFolder: string | undefined;
}
