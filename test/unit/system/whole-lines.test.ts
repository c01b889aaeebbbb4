import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tornTail, wholeLines } from "../../../src/system/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MEGABYTE = 1_048_576;

const textOf = (path: string, startByte = 0) =>
  [...wholeLines(path, startByte)].map(({ text }) => text).join("");

function file(content: string): string {
  const path = join(temporaryFolder(), "lines");
  writeFileSync(path, content);
  return path;
}

describe("whole lines", () => {
  it("are all lines but a torn last one", () => {
    const path = file("a\n\né\ntorn");
    expect(textOf(path)).toBe("a\n\né\n");
    expect(textOf(path, 2)).toBe("\né\n");
    expect(tornTail(path)).toBe("torn");
    expect(textOf(file("torn"))).toBe("");
    expect(textOf(join(temporaryFolder(), "none"))).toBe("");
  });

  it("come in chunks that start and end with a line, however the file is cut", () => {
    const line = fc.string({ unit: "grapheme", maxLength: 200_000 / 10 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.nat(200), (lines, repeat) => {
        const text = lines.map((each) => `${each.replaceAll("\n", " ").repeat(1 + (repeat % 7))}\n`).join("");
        const path = file(`${text}torn`);
        let byte = 0;
        for (const chunk of wholeLines(path)) {
          expect(chunk.text.endsWith("\n")).toBe(true);
          expect(chunk.startByte).toBe(byte);
          byte += chunk.sizeBytes;
        }
        expect(textOf(path)).toBe(text);
        expect(byte).toBe(Buffer.byteLength(text));
      }),
      { numRuns: 20 },
    );
  });

  it("of more than a megabyte come as empty ones", () => {
    const path = file(`a\n${"x".repeat(3 * MEGABYTE)}\nb\n`);
    expect(textOf(path)).toBe("a\n\nb\n");
  });
});
