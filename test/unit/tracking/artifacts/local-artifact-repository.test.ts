// What the local artifact repository does beyond the contract of all.
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { LocalArtifactRepository } from "../../../../src/tracking/artifacts/local-artifact-repository.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

it("tells its root as a file URI and as a folder", () => {
  const root = join(temporaryFolder(), "with blank");
  const repository = new LocalArtifactRepository(root);
  expect(repository.uri).toBe(pathToFileURL(root).href);
  expect(repository.localFolder).toBe(root);
});

it("does not follow links out of its root", () => {
  const folder = temporaryFolder();
  const root = join(folder, "artifacts");
  mkdirSync(root);
  writeFileSync(join(folder, "secret"), "secret");
  symlinkSync(folder, join(root, "out"));
  const repository = new LocalArtifactRepository(root);
  expect(() => repository.read("out/secret")).toThrow(RangeError);
  expect(() => repository.list("out")).toThrow(RangeError);
  expect(() => repository.write("out/new", "x")).toThrow(RangeError);
  expect(() => repository.delete("out/secret")).toThrow(RangeError);
});

it("hides files that are still being written", () => {
  const root = temporaryFolder();
  const repository = new LocalArtifactRepository(root);
  repository.write("a", "x");
  writeFileSync(join(root, ".traintracks-tmp-0123"), "half");
  expect(repository.list().map(({ path }) => path)).toEqual(["a"]);
});

it("leaves nothing behind when a write cannot be finished", () => {
  const root = temporaryFolder();
  const repository = new LocalArtifactRepository(root);
  mkdirSync(join(root, "taken"));
  expect(() => repository.write("taken", "x")).toThrow(/needs a file name/);
  expect(readdirSync(root)).toEqual(["taken"]);
});
