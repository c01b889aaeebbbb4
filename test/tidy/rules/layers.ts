// Imports between areas go only where README's layer table lets them, and only through the other area's index.ts.
import { type Project, sectionOf } from "../project.ts";

const ROW = /^\|(.+)\|(.+)\|(.+)\|$/gm;

/** Which areas each area may import, as README's table says. */
function layerTable(readme: string): ReadonlyMap<string, ReadonlySet<string>> {
  const table = new Map<string, ReadonlySet<string>>();
  for (const [, areas, , allowed] of sectionOf(readme, "### Layers").matchAll(ROW)) {
    for (const area of codeWords(areas!)) table.set(area, new Set(codeWords(allowed!)));
  }
  return table;
}

function codeWords(cell: string): readonly string[] {
  return Array.from(cell.matchAll(/`([\w-]+)`/g), (match) => match[1]!);
}

function areaOf(path: string): string | undefined {
  return /^src\/([\w-]+)\//.exec(path)?.[1];
}

/** Every import in `src` that crosses from one area to another and should not. */
export function layers({ sources, readme }: Project): readonly string[] {
  const table = layerTable(readme);
  const areas = new Set(sources.map(({ path }) => areaOf(path)));
  const unknown = [...table.keys()].filter((area) => !areas.has(area));
  const rows = unknown.map(
    (area) => `README.md: the layer table has a row for ${area}, which does not exist`,
  );
  const found = sources.flatMap(({ path, imports }) => {
    const area = areaOf(path);
    if (area === undefined) return [];
    const allowed = table.get(area);
    if (allowed === undefined) return [`${path}: area ${area} is not in README's layer table`];
    return imports.flatMap(({ target }) => {
      if (target === undefined || !target.startsWith("src/")) return [];
      const other = areaOf(target);
      if (other === area) return [];
      if (other === undefined) return [`${path}: ${area} may not import ${target}`];
      if (!allowed.has(other)) return [`${path}: ${area} may not import ${other}`];
      return target === `src/${other}/index.ts` ? [] : [`${path}: imports ${target} past its index.ts`];
    });
  });
  return [...rows, ...found];
}
