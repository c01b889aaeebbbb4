// Copying files and folders to a repository and back.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LocalArtifactRepository } from "../../../../src/tracking/artifacts/local-artifact-repository.ts";
import { downloadTree, logFile, logFolder } from "../../../../src/tracking/artifacts/log-files.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

function sourceFolder(): string {
  const folder = join(temporaryFolder(), "source");
  mkdirSync(join(folder, "inner"), { recursive: true });
  writeFileSync(join(folder, "a.txt"), "a");
  writeFileSync(join(folder, "inner", "b.txt"), "b");
  return folder;
}

it("logs a file under its own name, to the root or to a folder", async () => {
  const repository = new LocalArtifactRepository(temporaryFolder());
  const file = join(sourceFolder(), "a.txt");
  await logFile(repository, file, "");
  await logFile(repository, file, "some/folder/");
  expect(repository.list().map(({ path }) => path)).toEqual(["a.txt", "some"]);
  expect(repository.list("some/folder").map(({ path }) => path)).toEqual(["some/folder/a.txt"]);
});

it("logs a folder given as a file under its own name, and its content when given as a folder", async () => {
  const repository = new LocalArtifactRepository(temporaryFolder());
  const folder = sourceFolder();
  await logFile(repository, folder, "");
  await logFolder(repository, folder, "");
  expect(repository.list().map(({ path }) => path)).toEqual(["a.txt", "inner", "source"]);
  expect(repository.list("source/inner").map(({ path }) => path)).toEqual(["source/inner/b.txt"]);
});

it("says which file or folder is not there", async () => {
  const repository = new LocalArtifactRepository(temporaryFolder());
  await expect(logFile(repository, "/no/such/file", "")).rejects.toThrow('"/no/such/file"');
  await expect(logFolder(repository, "/no/such/folder", "")).rejects.toThrow('"/no/such/folder"');
});

it("does not run in circles of links", async () => {
  const folder = sourceFolder();
  symlinkSync(folder, join(folder, "inner", "again"));
  await expect(logFolder(new LocalArtifactRepository(temporaryFolder()), folder, "")).rejects.toThrow(/deep/);
});

it("downloads one file, one folder, or everything", async () => {
  const repository = new LocalArtifactRepository(temporaryFolder());
  await logFolder(repository, sourceFolder(), "");
  const target = temporaryFolder();
  expect(await downloadTree(repository, "a.txt", target)).toBe(join(target, "a.txt"));
  expect(await downloadTree(repository, "inner", target)).toBe(join(target, "inner"));
  expect(readFileSync(join(target, "inner", "b.txt"), "utf8")).toBe("b");
  const all = temporaryFolder();
  expect(await downloadTree(repository, "", all)).toBe(all);
  expect(readFileSync(join(all, "inner", "b.txt"), "utf8")).toBe("b");
  await expect(downloadTree(repository, "none", target)).rejects.toMatchObject({
    code: "RESOURCE_DOES_NOT_EXIST",
  });
});
