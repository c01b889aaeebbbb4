// The folders whose files this server gives out, and which of them an artifact URI means.
import { relative } from "node:path";
import { errorCode, invalidValue, quote } from "../../errors/index.ts";
import { resolveInside } from "../../system/index.ts";
import { localPathOf, schemeOf } from "../../tracking/index.ts";
import { checkArtifactPath } from "./artifact-path.ts";

const PROXIED_SCHEME = "mlflow-artifacts";

/** Where artifacts may be read and written by this server. */
export interface ArtifactSites {
  /** The folder behind `mlflow-artifacts:/`; undefined when this server does not serve artifacts. */
  readonly proxiedFolder: string | undefined;
  /** Folders in which `file:` artifacts of runs may lie. */
  readonly localFolders: readonly string[];
}

/** The proxied folder; `INVALID_PARAMETER_VALUE` when artifacts are not served. */
export function proxiedFolderOf(sites: ArtifactSites): string {
  if (sites.proxiedFolder !== undefined) return sites.proxiedFolder;
  throw invalidValue("Cannot reach proxied artifacts: this server was started with --no-serve-artifacts");
}

/**
 * The local folder an artifact URI of the store means. The URI may have come from a client long ago, so it is
 * held inside the served folders again, whatever was checked when it was stored.
 *
 * @param artifactUri Of a run, a logged model or a model version.
 * @throws RangeError when it leads anywhere else, or to storage this server does not read.
 */
export function artifactFolder(sites: ArtifactSites, artifactUri: string): string {
  const scheme = schemeOf(artifactUri);
  if (scheme === PROXIED_SCHEME) return resolveInside(proxiedFolderOf(sites), proxiedPathOf(artifactUri));
  if (scheme !== undefined && scheme !== "file") {
    throw invalidValue(
      `Cannot read artifacts at ${quote(artifactUri)}: this server does not read ${scheme}:`,
    );
  }
  const path = localPathOf(artifactUri);
  const home = sites.localFolders.find((folder) => isBelow(folder, path));
  if (home === undefined) {
    throw invalidValue(`Cannot read artifacts at ${quote(artifactUri)}: it is outside of the folders served`);
  }
  return resolveInside(home, relative(home, path));
}

/**
 * The path of an `mlflow-artifacts:` URI below the proxied folder.
 *
 * @throws RangeError when it names another server or climbs.
 */
export function proxiedPathOf(artifactUri: string): string {
  const rest = artifactUri.slice(artifactUri.indexOf(":") + 1);
  if (/^\/\/[^/]/.test(rest)) {
    throw invalidValue(`Cannot read artifacts at ${quote(artifactUri)}: it names another server`);
  }
  const path = rest.replace(/^\/+/, "");
  checkArtifactPath(path);
  return path;
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !/^(?:[A-Za-z]:|[\\/])/.test(way));
}

/** The local folder an artifact URI means; undefined when this server may not reach it. */
export function localFolderOf(sites: ArtifactSites, artifactUri: string): string | undefined {
  try {
    return artifactFolder(sites, artifactUri);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
