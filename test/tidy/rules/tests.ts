// Tests run, all of them, against the code itself.
import { Visitor } from "oxc-parser";
import type { Project, SourceFile } from "../project.ts";

const PARTIAL = new Set(["only", "skip", "skipIf", "runIf", "todo", "fails"]);
const RUNNERS = new Set(["describe", "it", "test"]);

/** Tests that are left out or alone, and stand-ins for files of ours. A skip with a comment above it has its reason. */
export function wholeTests({ sources }: Project): readonly string[] {
  return sources.filter(({ path }) => path.startsWith("test/")).flatMap(partsOf);
}

function partsOf(file: SourceFile): readonly string[] {
  const found: string[] = [];
  new Visitor({
    MemberExpression({ object, property, start }) {
      if (object.type !== "Identifier" || property.type !== "Identifier") return;
      const isPartial = RUNNERS.has(object.name) && PARTIAL.has(property.name);
      if (isPartial && (property.name === "only" || !hasReason(file, start))) {
        found.push(`${file.path}: ${object.name}.${property.name} without a reason above it`);
      }
    },
    CallExpression({ callee, arguments: [first] }) {
      const isMock =
        callee.type === "MemberExpression" &&
        callee.object.type === "Identifier" &&
        callee.object.name === "vi" &&
        callee.property.type === "Identifier" &&
        ["mock", "doMock"].includes(callee.property.name);
      if (isMock && first?.type === "Literal" && String(first.value).startsWith(".")) {
        found.push(`${file.path}: puts something in the place of ${first.value}`);
      }
    },
  }).visit(file.program);
  return found;
}

function hasReason({ text, comments }: SourceFile, start: number): boolean {
  return comments.some(({ end }) => end <= start && text.slice(end, start).trim() === "");
}
