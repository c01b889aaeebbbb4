// Local folders as URIs, in both directions: `file:` URIs and plain paths.
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { invalidValue, quote } from "../../errors/index.ts";
import { workingFolder } from "../../system/index.ts";

/** The scheme of a URI in lower case, without the colon; undefined for a plain path, also one with a Windows drive. */
export function schemeOf(uri: string): string | undefined {
  return /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
}

/** The `file:///…` URI of a local path, as it is kept in the store. */
export function fileUriOf(path: string): string {
  return pathToFileURL(path).href;
}

/**
 * The local path that a plain path or a `file:` URI means.
 *
 * @param uri `/data/mlruns`, `mlruns`, `file:///data/mlruns`, `file:mlruns`; a URI is percent-decoded, a path is not.
 * @returns An absolute path; relative ones start at the working folder.
 * @throws RangeError `INVALID_PARAMETER_VALUE` for another scheme, another host, or a malformed URI.
 */
export function localPathOf(uri: string): string {
  const scheme = schemeOf(uri);
  if (uri.includes("\0")) throw notLocal(uri, "it holds a NUL");
  if (scheme === undefined) return resolve(workingFolder(), uri);
  if (scheme !== "file") throw notLocal(uri, `its scheme is ${scheme}:, not file:`);
  const rest = uri.slice("file:".length);
  try {
    // Node refuses URIs of another host, and encoded slashes; it does not know relative ones.
    if (rest.startsWith("/")) return fileURLToPath(uri);
    return resolve(workingFolder(), decodeURIComponent(rest));
  } catch (error) {
    throw invalidValue(`Cannot use ${quote(uri)} as a local folder: it is not a valid file: URI`, {
      cause: error,
    });
  }
}

function notLocal(uri: string, reason: string): RangeError {
  return invalidValue(`Cannot use ${quote(uri)} as a local folder: ${reason}`);
}
