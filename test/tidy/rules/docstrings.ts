// Every exported symbol of src has a docstring, and is exported where it is declared. Of overloads the first has it, of
// constants that stand line by line below one another the first may have it for all.
import type { Project, SourceFile } from "../project.ts";

/** Every exported declaration without a docstring, and every list of local names. */
export function docstrings({ sources }: Project): readonly string[] {
  return sources
    .filter(({ path }) => path.startsWith("src/") && !path.endsWith("/index.ts"))
    .flatMap(undocumented);
}

function undocumented(file: SourceFile): readonly string[] {
  const documented = new Set<string>();
  let endOfConstants = -1;
  return file.program.body.flatMap((node) => {
    if (node.type !== "ExportNamedDeclaration") return [];
    if (node.declaration === null) {
      return node.source === null
        ? [`${file.path}: exports a list of names apart from their declarations`]
        : [];
    }
    const names = namesOf(node.declaration);
    const isConstant = node.declaration.type === "VariableDeclaration";
    const isDocumented =
      hasDocstring(file, node.start) ||
      names.every((name) => documented.has(name)) || // an overload
      (isConstant && file.text.slice(endOfConstants, node.start) === "\n"); // a block of constants
    if (!isDocumented) return [`${file.path}: ${names.join(", ")} has no docstring`];
    for (const name of names) documented.add(name);
    endOfConstants = isConstant ? node.end : -1;
    return [];
  });
}

function namesOf(declaration: object): readonly string[] {
  if ("declarations" in declaration && Array.isArray(declaration.declarations)) {
    return declaration.declarations.flatMap((d: { readonly id: object }) => nameOf(d.id));
  }
  return "id" in declaration && typeof declaration.id === "object" ? nameOf(declaration.id) : [];
}

function nameOf(id: object | null): readonly string[] {
  return id !== null && "name" in id && typeof id.name === "string" ? [id.name] : [];
}

function hasDocstring({ text, comments }: SourceFile, start: number): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === "Block" && value.startsWith("*") && end <= start && text.slice(end, start).trim() === "",
  );
}
