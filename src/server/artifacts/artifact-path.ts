// What an artifact path from outside may look like, before it is resolved inside its root.
import { invalidValue } from "../../errors/index.ts";
import { decodings } from "./decodings.ts";

/**
 * Refuses an artifact path that is absolute, climbs, or could do so for a reader that decodes it again.
 *
 * This is the cheap first look, with MLflow's words; where the path leads is decided by resolving it inside its root,
 * on the path as it came and never on a decoded one.
 *
 * @param path Decoded once, as the HTTP layer gives it.
 * @throws RangeError `Invalid path`.
 */
export function checkArtifactPath(path: string): void {
  if (!decodings(path)?.every(isRelativePath)) throw invalidValue("Invalid path");
}

function isRelativePath(path: string): boolean {
  return !(
    path.startsWith("/") ||
    /^[A-Za-z]:/.test(path) ||
    /[\\\0]/.test(path) ||
    path.split("/").includes("..")
  );
}
