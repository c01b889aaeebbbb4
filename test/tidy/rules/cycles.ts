// No file imports itself by way of others, not even for types.
import type { Project } from "../project.ts";

/** Each cycle once, as the chain of its files. */
export function cycles({ sources }: Project): readonly string[] {
  const targets = new Map(
    sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => target ?? [])]),
  );
  const finished = new Set<string>();
  const chain: string[] = [];
  const found: string[] = [];
  const visit = (path: string): void => {
    if (finished.has(path)) return;
    const start = chain.indexOf(path);
    if (start >= 0) {
      found.push(`${[...chain.slice(start), path].join(" → ")}: is a cycle`);
      return;
    }
    chain.push(path);
    for (const target of targets.get(path) ?? []) visit(target);
    chain.pop();
    finished.add(path);
  };
  for (const path of targets.keys()) visit(path);
  return found;
}
