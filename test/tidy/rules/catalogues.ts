// A catalogue knows every file of its folder: adding a thing is one file and one line.
import { dirname } from "node:path";
import type { Project } from "../project.ts";

/** Every file beside a catalogue.ts that the catalogue does not import. */
export function catalogues({ sources }: Project): readonly string[] {
  return sources
    .filter(({ path }) => path.startsWith("src/") && path.endsWith("/catalogue.ts"))
    .flatMap((catalogue) => {
      const folder = dirname(catalogue.path);
      const known = new Set(catalogue.imports.map(({ target }) => target));
      return sources
        .map(({ path }) => path)
        .filter((path) => dirname(path) === folder && path !== catalogue.path && !path.endsWith("/index.ts"))
        .filter((path) => !known.has(path))
        .map((path) => `${path}: is not in ${catalogue.path}`);
    });
}
