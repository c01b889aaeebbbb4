import fc from "fast-check";
import { micromark } from "micromark";
import { describe, expect, it } from "vitest";
import { type MarkupNode, markupNodes } from "../../../../src/ui/components/markup-nodes.ts";
import { sparklinePath } from "../../../../src/ui/components/sparkline-path.ts";

function tagsIn(nodes: readonly MarkupNode[]): readonly string[] {
  return nodes.flatMap((node) => (typeof node === "string" ? [] : [node.tag, ...tagsIn(node.children)]));
}

function textOf(nodes: readonly MarkupNode[]): string {
  return nodes.map((node) => (typeof node === "string" ? node : textOf(node.children))).join("");
}

describe("Markdown as a tree", () => {
  it("has the elements that it means", () => {
    const nodes = markupNodes(
      micromark("# Title\n\nSome *text* & `code`\n\n1. one\n2. [two](https://a.b?c=1&d=2)"),
    );
    expect(tagsIn(nodes)).toEqual(["h1", "p", "em", "code", "ol", "li", "li", "a"]);
    expect(textOf(nodes)).toContain("Some text & code");
    expect(JSON.stringify(nodes)).toContain("https://a.b?c=1&d=2");
  });

  it("takes HTML as text", () => {
    const nodes = markupNodes(micromark('<script>alert(1)</script> <img src=x onerror="alert(1)">'));
    expect(tagsIn(nodes).filter((tag) => tag !== "p")).toEqual([]);
    expect(textOf(nodes)).toContain("<script>");
  });

  it("never has an element or attribute that Markdown has not, whatever markup comes", () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<script>",
      '<a href="x" onclick="y">',
      "</a>",
      "<img src='x'>",
      "<",
      ">",
      "&lt;",
      "text",
      '<b style="x">',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const allowed = new Set(
          "p h1 h2 h3 h4 h5 h6 pre code blockquote ol ul li hr em strong a img br".split(" "),
        );
        const walk = (nodes: readonly MarkupNode[]): void => {
          for (const node of nodes) {
            if (typeof node === "string") continue;
            expect(allowed).toContain(node.tag);
            for (const name of Object.keys(node.attributes)) {
              expect(["href", "src", "alt", "title", "start"]).toContain(name);
            }
            walk(node.children);
          }
        };
        walk(markupNodes(pieces.join("")));
      }),
    );
  });
});

describe("a sparkline", () => {
  it("touches top and bottom of its box, and leaves a gap where there is no number", () => {
    const path = sparklinePath([0, 1, 2, 3], [1, 3, "NaN", 2], 64, 16);
    expect(path).toEqual({ line: "M2 14L22 2M62 8", end: { x: 62, y: 8 } });
  });

  it("is flat for a constant, and nothing for a single number", () => {
    expect(sparklinePath([0, 1], [5, 5], 64, 16)?.line).toBe("M2 8L62 8");
    expect(sparklinePath([0], [5], 64, 16)).toBeUndefined();
    expect(sparklinePath([0, 1], ["NaN", 5], 64, 16)).toBeUndefined();
  });
});
