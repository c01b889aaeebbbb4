// Reads the code blocks of README: what is to be run, and what it is said to print.

/** One block that is to be run. */
export interface ReadmeBlock {
  readonly language: "sh" | "ts";
  readonly code: string;
  /** The line of README on which it starts, from 1. */
  readonly line: number;
  /** Whether the block runs until it is stopped: `<!-- runs until stopped -->` stands above it. */
  readonly runsOn: boolean;
  /** The lines of the `text` block that follows directly, or after a line that ends in `prints`. In them `…` stands for anything. */
  readonly prints: readonly string[];
}

const BLOCK =
  /(<!-- runs until stopped -->\n)?^```(\w+)\n([\s\S]*?)^```$(?:\n+(?:[^\n]*\bprints\n+)?```text\n([\s\S]*?)^```$)?/gm;

/**
 * The blocks of a Markdown text in their order.
 *
 * @throws SyntaxError for a block in another language than `sh` and `ts`, which nobody would run.
 */
export function readmeBlocks(markdown: string): readonly ReadmeBlock[] {
  return Array.from(markdown.matchAll(BLOCK), ({ index, 1: mark, 2: language, 3: code, 4: prints }) => {
    const line = markdown.slice(0, index).split("\n").length;
    if (language !== "sh" && language !== "ts") {
      throw new SyntaxError(`README.md:${line}: a block in ${language} is never run`);
    }
    const lines = prints === undefined ? [] : prints.trimEnd().split("\n");
    return { language, code: code!, line, runsOn: mark !== undefined, prints: lines };
  });
}

/**
 * The first of the expected lines that is not in what was printed, below those before it; undefined when all are there.
 * `…` in an expected line stands for anything.
 */
export function missingLine(printed: string, expected: readonly string[]): string | undefined {
  const lines = printed.split("\n").map((line) => line.trim());
  let next = 0;
  for (const line of expected.map((text) => text.trim()).filter((text) => text !== "")) {
    const pattern = new RegExp(`^${line.split("…").map(escapeRegExp).join(".*")}$`);
    const found = lines.findIndex((candidate, i) => i >= next && pattern.test(candidate));
    if (found < 0) return line;
    next = found + 1;
  }
  return undefined;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
