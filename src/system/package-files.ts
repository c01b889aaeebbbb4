// The door to files that lie inside installed packages: this one, and those it depends on.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

let root: URL | undefined;

/**
 * Where a file of this package lies, in a clone as in an installed package, whichever module of the bundle asks.
 *
 * @param path From the package's root, such as `datasets/iris.csv`; a folder ends with a slash. Whether it is there is not
 *   looked at.
 */
export function ownFile(path: string): URL {
  root ??= packageRoot();
  return new URL(path, root);
}

/** The nearest folder above this module with a package.json. */
function packageRoot(): URL {
  let folder = new URL(".", import.meta.url);
  while (!existsSync(new URL("package.json", folder)) && folder.pathname !== "/")
    folder = new URL("..", folder);
  return folder;
}

/**
 * Where a file of an installed dependency lies on the disk.
 *
 * @param specifier The package's name and the path inside it, such as `some-font/files/regular.ttf`.
 * @throws Error with code `MODULE_NOT_FOUND` when the package is not installed or has no such file.
 */
export function packageFilePath(specifier: string): string {
  return resolve(specifier);
}
