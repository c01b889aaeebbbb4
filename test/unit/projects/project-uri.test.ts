import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkVersion, parseProjectUri } from "../../../src/projects/project-uri.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { git } from "../../support/traintracks-command.ts";

describe("the address of a project", () => {
  it("may be a folder, with a folder in it", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "a:b"));
    expect(parseProjectUri(folder)).toEqual({ kind: "folder", folder, subfolder: "" });
    expect(parseProjectUri(`${folder}#x/y`)).toEqual({ kind: "folder", folder, subfolder: "x/y" });
    expect(parseProjectUri(`file://${folder}`)).toEqual({ kind: "folder", folder, subfolder: "" });
    expect(parseProjectUri(`${folder}/a:b`)).toMatchObject({ kind: "folder" });
  });

  it("may be a repository without a work tree", () => {
    const folder = temporaryFolder();
    git(folder, "init", "--quiet", "--bare");
    expect(parseProjectUri(`${folder}#sub`)).toEqual({ kind: "git", repository: folder, subfolder: "sub" });
  });

  it.each([
    ["https://example.org/a.git", "https://example.org/a.git", ""],
    ["https://user:word@example.org/a#examples/b", "https://user:word@example.org/a", "examples/b"],
    ["ssh://git@example.org:22/a.git", "ssh://git@example.org:22/a.git", ""],
    ["git@example.org:me/a.git#b", "git@example.org:me/a.git", "b"],
  ])("may be a git repository: %s", (uri, repository, subfolder) => {
    expect(parseProjectUri(uri)).toEqual({ kind: "git", repository, subfolder });
  });

  it.each([
    "ext::sh -c 'touch x'",
    "ext::sh%20-c%20id",
    "fd::17/foo",
    "EXT::sh",
    "::x",
    "--upload-pack=touch x",
    "-u",
    "",
    "#sub",
    "ssh://-oProxyCommand=touch/x",
    "ssh://-oProxyCommand=x@host/y",
    "ssh://%2doProxyCommand=x@host/y",
    "https://-x/y",
    "-oProxyCommand=x:y",
    "git@-oProxyCommand=x:y",
    "host:-x",
    "ftp://example.org/a",
    "s3://bucket/a",
    "file:///nowhere/at/all",
    "/nowhere/at/all",
    "https://example.org/a\nb",
    "https://example.org/\0",
    `https://example.org/${"a".repeat(3000)}`,
  ])("is refused when git or ssh could take it for something else: %j", (uri) => {
    expect(() => parseProjectUri(uri)).toThrow(/^Cannot run the project/);
  });
});

describe("a version", () => {
  it.each(["main", "v1.2.3", "feature/x-1", "a".repeat(40), "1.0+build", "ünïcode"])(
    "may be %s",
    (version) => {
      expect(() => checkVersion(version)).not.toThrow();
    },
  );

  it.each([
    "",
    "-f",
    "--upload-pack=x",
    "a..b",
    "HEAD@{1}",
    "a b",
    "a\nb",
    "$(x)",
    ":/text",
    "^x",
    "a".repeat(300),
  ])("is refused when git could take it for something else: %j", (version) => {
    expect(() => checkVersion(version)).toThrow(/^Cannot check out/);
  });
});
