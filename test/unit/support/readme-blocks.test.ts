import { describe, expect, it } from "vitest";
import { missingLine, readmeBlocks } from "../../support/readme-blocks.ts";

const FENCE = "```";

describe("readmeBlocks", () => {
  it("finds each block with its line, what it prints, and whether it runs on", () => {
    const text = `# Title\n\n${FENCE}sh\nls\n${FENCE}\n\n${FENCE}text\na\nb\n${FENCE}\n\n<!-- runs until stopped -->\n${FENCE}sh\nserve\n${FENCE}\n`;
    expect(readmeBlocks(text)).toEqual([
      { language: "sh", code: "ls\n", line: 3, runsOn: false, prints: ["a", "b"] },
      { language: "sh", code: "serve\n", line: 12, runsOn: true, prints: [] },
    ]);
  });

  it("finds what a block prints below a line that says so", () => {
    const text = `${FENCE}sh\nls\n${FENCE}\n\nThis prints\n\n${FENCE}text\na\n${FENCE}\n`;
    expect(readmeBlocks(text)).toMatchObject([{ prints: ["a"] }]);
  });

  it("does not take another paragraph's text block for what a block prints", () => {
    const text = `${FENCE}sh\nls\n${FENCE}\n\nNot this:\n\n${FENCE}text\na\n${FENCE}\n`;
    expect(() => readmeBlocks(text)).toThrow("README.md:7: a block in text is never run");
  });

  it("refuses a block that nobody would run", () => {
    expect(() => readmeBlocks(`${FENCE}python\nprint()\n${FENCE}\n`)).toThrow(SyntaxError);
  });
});

describe("missingLine", () => {
  it.each([
    ["all lines, with others between", "a\nx\nb\n", ["a", "b"], undefined],
    ["an ellipsis for anything", "took 12 ms (fast)", ["took … ms (fast)"], undefined],
    ["a line that is not there", "a\nb", ["a", "c"], "c"],
    ["lines in another order", "b\na", ["a", "b"], "b"],
    ["a part of a line", "abc", ["b"], "b"],
  ])("%s", (_, printed, expected, missing) => {
    expect(missingLine(printed, expected)).toBe(missing);
  });
});
