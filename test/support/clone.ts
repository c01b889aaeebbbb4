// A copy of this clone in a temporary folder, for tests that run the package's scripts or write beside them.
import { cpSync, readdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DisposableFolder, disposableFolder } from "./disposable-folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LEFT_OUT = new Set([".git", "coverage", "mlruns", "node_modules", "test"]);

/**
 * A copy of the clone without its tests, as it is now: sources, and what has been built, with the times of its files so
 * that a build finds nothing to do. `node_modules` is a link to the clone's own.
 */
export function cloneCopy(): DisposableFolder {
  const folder = disposableFolder();
  for (const name of readdirSync(ROOT)) {
    if (LEFT_OUT.has(name)) continue;
    cpSync(join(ROOT, name), join(folder.path, name), {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => basename(path) !== "node_modules", // an example may have its own
    });
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder.path, "node_modules"));
  return folder;
}
