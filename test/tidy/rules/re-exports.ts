// Only the front door and the index of each area hand on what others declare.
import type { Project } from "../project.ts";

const INDEX = /^src\/([\w-]+\/)?index\.ts$/;

/** Every re-export elsewhere, and every index that declares something itself. */
export function reExports({ sources }: Project): readonly string[] {
  return sources.flatMap(({ path, imports, program }) => {
    if (INDEX.test(path)) {
      const declares = program.body.some((node) =>
        node.type === "ExportAllDeclaration"
          ? node.exported === null // a bare `export *` names nothing
          : node.type !== "ExportNamedDeclaration" || node.source === null,
      );
      return declares ? [`${path}: does more than re-export names`] : [];
    }
    return imports.some(({ isReExport }) => isReExport) ? [`${path}: re-exports, which is for index.ts`] : [];
  });
}
