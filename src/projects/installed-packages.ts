// Whether what npm has installed in a folder is what a lock file says.
import { join } from "node:path";
import { readTextIfPresent } from "../system/index.ts";

/** What a lock file says of one package, as far as it matters here. */
interface LockedPackage {
  readonly version: unknown;
  readonly integrity: unknown;
  readonly canLack: boolean;
  readonly isLink: boolean;
  readonly isFile: boolean;
}

/**
 * Whether a folder's `node_modules` holds the packages of a lock file in its versions. Packages for other systems may be
 * absent, and links to folders beside it are not looked at.
 *
 * @param lock The lock file.
 * @param folder The folder that holds `node_modules`.
 */
export function isInstalledFrom(lock: string, folder: string): boolean {
  const wanted = packagesOf(lock);
  // npm keeps beside the packages what it has installed, in the form of a lock file.
  const installed = packagesOf(join(folder, "node_modules", ".package-lock.json"));
  const isSame = [...installed].every(([path, found]) => {
    const want = wanted.get(path);
    return found.isLink || (want?.version === found.version && want?.integrity === found.integrity);
  });
  return isSame && [...wanted].every(([path, { canLack }]) => canLack || installed.has(path));
}

/** Whether a lock file names packages that lie beside it, as folders or archives: they are found from its own folder only. */
export function namesNeighbours(lock: string): boolean {
  return [...packagesOf(lock).values()].some(({ isLink, isFile }) => isLink || isFile);
}

function packagesOf(lockFile: string): ReadonlyMap<string, LockedPackage> {
  const text = readTextIfPresent(lockFile);
  let json: unknown;
  try {
    json = text === undefined ? undefined : JSON.parse(text);
  } catch {
    json = undefined; // npm will say what is wrong with it
  }
  const packages = field(json, "packages");
  const entries = typeof packages === "object" && packages !== null ? Object.entries(packages) : [];
  return new Map(
    entries
      .filter(([path]) => path.startsWith("node_modules/"))
      .map(([path, entry]) => [
        path,
        {
          version: field(entry, "version"),
          integrity: field(entry, "integrity"),
          canLack: field(entry, "optional") === true || field(entry, "peer") === true,
          isLink: field(entry, "link") === true,
          isFile: String(field(entry, "resolved")).startsWith("file:"),
        },
      ]),
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
