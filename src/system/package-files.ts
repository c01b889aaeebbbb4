// The door to files that lie inside installed packages.
import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);

/**
 * Where a file of an installed dependency lies on the disk.
 *
 * @param specifier The package's name and the path inside it, such as `some-font/files/regular.ttf`.
 * @throws Error with code `MODULE_NOT_FOUND` when the package is not installed or has no such file.
 */
export function packageFilePath(specifier: string): string {
  return resolve(specifier);
}
