import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AppendFile } from "../../../src/system/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

function lines(content?: string): { readonly path: string; readonly file: AppendFile } {
  const folder = temporaryFolder();
  const path = join(folder, "lines");
  if (content !== undefined) writeFileSync(path, content);
  return { path, file: new AppendFile(path, folder) };
}

describe("a file to append to", () => {
  it("is made if it is not there, and grows behind what others append", () => {
    const { path, file } = lines();
    file.append("a\n");
    appendFileSync(path, "b\n");
    file.append("é\nd\n");
    file.close();
    expect(readFileSync(path, "utf8")).toBe("a\nb\né\nd\n");
  });

  it.each([
    ["whole\n1700 0.9", "whole\nnew\n"],
    ["no line at all", "new\n"],
    [`whole\n${"x".repeat(200_000)}`, "whole\nnew\n"],
    ["whole\n\0\0\0", "whole\nnew\n"],
    ["whole\n", "whole\nnew\n"],
    ["", "new\n"],
  ])("loses a torn last line before it grows: %j", (before, after) => {
    const { path, file } = lines(before);
    file.append("new\n");
    file.close();
    expect(readFileSync(path, "utf8")).toBe(after);
  });

  it("says when it has been removed, and writes nothing then", () => {
    const { path, file } = lines();
    expect(file.append("a\n")).toBe(true);
    rmSync(path);
    expect(file.append("b\n")).toBe(false);
    file.close();
  });
});
