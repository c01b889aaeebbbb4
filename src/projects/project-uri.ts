// Where a project is: a folder of this machine, or a git repository and a folder in it.
import { join, resolve } from "node:path";
import { invalidValue, quote } from "../errors/index.ts";
import { kindOf, workingFolder } from "../system/index.ts";
import { localPathOf } from "../tracking/index.ts";

/** What the address of a project means. */
export type ProjectUri =
  | { readonly kind: "folder"; readonly folder: string; readonly subfolder: string }
  | { readonly kind: "git"; readonly repository: string; readonly subfolder: string };

const MAX_CHARACTERS = 2048;
/** What git may be given as an address. Its other transports run programs that the address names (`ext::sh -c …`). */
const GIT_SCHEMES = ["https", "http", "ssh", "git", "file"];
/** `user@host:path`, where neither part can be taken for an option. */
const SSH_SHORT = /^(?:[\w.][\w.+-]*@)?[\w][\w.-]*:(?![-:])[^\s]+$/;
/** Names of commits, tags and branches; git's own rules are wider. */
const VERSION = /^[\p{L}\p{N}_][\p{L}\p{N}_./@+-]*$/u;

/**
 * Reads the address of a project: `folder`, `folder#subfolder`, `https://host/repository.git#subfolder`, `git@host:path`, …
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` for an address that git must not be given, and for a folder that is not there.
 */
export function parseProjectUri(uri: string): ProjectUri {
  if (uri.length > MAX_CHARACTERS || /[\p{Cc}]/u.test(uri)) throw refused(uri, "it is no address");
  const at = uri.indexOf("#");
  const place = at < 0 ? uri : uri.slice(0, at);
  const subfolder = at < 0 ? "" : uri.slice(at + 1);
  if (place === "" || place.startsWith("-")) throw refused(uri, "it would be taken for an option");
  if (kindOf(place) === "folder") return folderOrBare(localPathOf(place), place, subfolder);
  if (/^[a-z0-9+.-]*::/i.test(place)) throw refused(uri, "such addresses run programs");
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(place)?.[1]?.toLowerCase();
  if (scheme === undefined) {
    if (SSH_SHORT.test(place)) return { kind: "git", repository: place, subfolder };
    throw refused(uri, `there is no such folder (looked for ${resolve(workingFolder(), place)})`);
  }
  if (!GIT_SCHEMES.includes(scheme)) {
    throw refused(uri, `a repository may be at ${GIT_SCHEMES.join(":, ")}: or user@host:path`);
  }
  if (scheme === "file") {
    const folder = localPathOf(place);
    if (kindOf(folder) === "folder") return folderOrBare(folder, place, subfolder);
    throw refused(uri, `there is no such folder (looked for ${folder})`);
  }
  refuseOptions(uri, place);
  return { kind: "git", repository: place, subfolder };
}

/** A folder that is a repository without a work tree has to be checked out. */
function folderOrBare(folder: string, place: string, subfolder: string): ProjectUri {
  const isBare =
    kindOf(join(folder, "HEAD")) === "file" &&
    kindOf(join(folder, "objects")) === "folder" &&
    kindOf(join(folder, "refs")) === "folder";
  return isBare ? { kind: "git", repository: place, subfolder } : { kind: "folder", folder, subfolder };
}

/** ssh would take a host or a user of that form for an option. */
function refuseOptions(uri: string, place: string): void {
  const url = URL.canParse(place) ? new URL(place) : undefined;
  const parts = url === undefined ? ["-"] : [url.username, decoded(url.username), url.hostname];
  if (parts.some((part) => part.startsWith("-"))) throw refused(uri, "its host would be taken for an option");
}

/**
 * Checks what names a commit, a tag or a branch.
 *
 * @throws RangeError `INVALID_PARAMETER_VALUE` for what git might take for something else.
 */
export function checkVersion(version: string): void {
  if (VERSION.test(version) && !version.includes("..") && !version.includes("@{") && version.length <= 250)
    return;
  throw invalidValue(
    `Cannot check out ${quote(version)}: a version is the name of a commit, a tag or a branch`,
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "-"; // what cannot be read is refused
  }
}

function refused(uri: string, reason: string): RangeError {
  return invalidValue(`Cannot run the project ${quote(uri)}: ${reason}`);
}
