// The process, the clock, randomness, the disk and the console are reached through src/system alone.
import { Visitor } from "oxc-parser";
import type { Project, SourceFile } from "../project.ts";

/** Node's modules that touch the world, with the names in them that do not. */
const CLOSED_MODULES: ReadonlyMap<string, readonly string[]> = new Map([
  ["node:child_process", []],
  ["node:crypto", ["createHash", "createHmac", "timingSafeEqual"]],
  ["node:fs", []],
  ["node:fs/promises", []],
  ["node:os", ["endianness"]],
  ["node:process", []],
  ["node:readline", []],
  ["node:readline/promises", []],
]);
const CLOSED_OBJECTS = new Set(["console", "performance", "process"]);
const CLOSED_CALLS = new Set(["Date.now", "Math.random"]);
/** The one file below system that must reach the process. */
const EXEMPT = "src/errors/warnings.ts";
/** Where the doors are: of the package, and of the web app, which runs in a browser. */
const DOORS = ["src/system/", "src/ui/browser/"];

/** Every way past the doors. */
export function doors({ sources }: Project): readonly string[] {
  return sources
    .filter(
      ({ path }) =>
        path.startsWith("src/") && !DOORS.some((door) => path.startsWith(door)) && path !== EXEMPT,
    )
    .flatMap((file) => [...closedImports(file), ...closedGlobals(file)]);
}

function closedImports({ path, imports }: SourceFile): readonly string[] {
  return imports.flatMap(({ specifier, values }) => {
    const open = CLOSED_MODULES.get(specifier);
    if (open === undefined) return [];
    return values
      .filter((name) => !open.includes(name))
      .map((name) => `${path}: takes ${name} from ${specifier} and not from src/system`);
  });
}

function closedGlobals({ path, program }: SourceFile): readonly string[] {
  const found: string[] = [];
  const finding = (what: string): number => found.push(`${path}: uses ${what} and not src/system`);
  new Visitor({
    MemberExpression(node) {
      if (node.object.type !== "Identifier") return;
      if (CLOSED_OBJECTS.has(node.object.name)) finding(node.object.name);
      const name = node.property.type === "Identifier" ? `${node.object.name}.${node.property.name}` : "";
      if (CLOSED_CALLS.has(name)) finding(name);
    },
    NewExpression(node) {
      const isNow =
        node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0;
      if (isNow) finding("new Date()");
    },
  }).visit(program);
  return found;
}
