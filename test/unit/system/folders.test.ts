import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  buildFolder,
  folderNames,
  makeFoldersBelow,
  moveFolder,
  removeEmptyFolders,
  treeSize,
} from "../../../src/system/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("building a folder", () => {
  it("shows it whole or not at all", () => {
    const base = temporaryFolder();
    const made = buildFolder(join(base, "new"), base, (hidden) => {
      writeFileSync(join(hidden, "a"), "1");
      expect(existsSync(join(base, "new"))).toBe(false);
    });
    expect(made).toBe(true);
    expect(readdirSync(join(base, "new"))).toEqual(["a"]);
    expect(() =>
      buildFolder(join(base, "other"), base, () => {
        throw new Error("disk full");
      }),
    ).toThrow("disk full");
    expect(readdirSync(base)).toEqual(["new"]);
  });

  it("leaves alone one that is there", () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "old"));
    writeFileSync(join(base, "old/a"), "1");
    expect(buildFolder(join(base, "old"), base, () => {})).toBe(false);
    expect(readdirSync(base)).toEqual(["old"]);
  });
});

describe("making folders below another", () => {
  it("never makes that one itself", () => {
    const base = temporaryFolder();
    makeFoldersBelow(base, "a/b");
    makeFoldersBelow(base, "a/b/c");
    expect(existsSync(join(base, "a/b/c"))).toBe(true);
    expect(() => makeFoldersBelow(join(base, "gone"), "a")).toThrow(/ENOENT/);
  });

  it("refuses to go through a file", () => {
    const base = temporaryFolder();
    writeFileSync(join(base, "a"), "");
    expect(() => makeFoldersBelow(base, "a/b")).toThrow(/EEXIST|ENOTDIR/);
  });
});

describe("folders", () => {
  it("are listed by name, with what each entry is, links not followed", () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "b"));
    writeFileSync(join(base, "a"), "");
    symlinkSync("b", join(base, "c"));
    expect(folderNames(base)).toEqual([
      { name: "a", kind: "file" },
      { name: "b", kind: "folder" },
      { name: "c", kind: "link" },
    ]);
    expect(folderNames(join(base, "none"))).toBeUndefined();
  });

  it("are moved only to where there is nothing", () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "a/x"), { recursive: true });
    mkdirSync(join(base, "b/y"), { recursive: true });
    expect(moveFolder(join(base, "a"), join(base, "b"))).toBe(false);
    expect(moveFolder(join(base, "a"), join(base, "c"))).toBe(true);
    expect(readdirSync(base).sort()).toEqual(["b", "c"]);
  });

  it("that have become empty are removed up to the base", () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "a/b/c"), { recursive: true });
    writeFileSync(join(base, "a/x"), "");
    removeEmptyFolders(base, "a/b/c/file");
    expect(readdirSync(join(base, "a"))).toEqual(["x"]);
  });

  it("are as large as the files in them", () => {
    const base = temporaryFolder();
    mkdirSync(join(base, "a"));
    writeFileSync(join(base, "a/x"), "12345");
    writeFileSync(join(base, "y"), "123");
    symlinkSync("..", join(base, "a/loop"));
    expect(treeSize(base)).toBe(8 + "..".length);
  });
});
