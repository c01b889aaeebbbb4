// What every artifact repository must do, whatever lies behind it.
import { mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ArtifactRepository } from "../../src/tracking/artifacts/artifact-repository.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ESCAPES = ["../x", "a/../../x", "/etc/passwd", "a\\..\\x", "C:/x", "a\0b", "..", "a/.."];
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * Runs the contract.
 *
 * @param open Opens a new, empty repository for one test.
 */
export function artifactRepositoryContract(
  name: string,
  open: () => ArtifactRepository | Promise<ArtifactRepository>,
): void {
  describe(`artifact repository: ${name}`, () => {
    it("is empty before the first write", async () => {
      const repository = await open();
      expect(await repository.list()).toEqual([]);
      expect(await repository.list("no/such/folder")).toEqual([]);
    });

    it("reads what was written, text as UTF-8 and bytes as they are", async () => {
      const repository = await open();
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
      await repository.write("notes/été 가.txt", "línea\n");
      await repository.write("all.bin", bytes);
      await repository.write("empty", "");
      expect(decode(await repository.read("notes/été 가.txt"))).toBe("línea\n");
      expect([...(await repository.read("all.bin"))]).toEqual([...bytes]);
      expect(await repository.read("empty")).toHaveLength(0);
    });

    it("reads names with characters that mean something in a URL", async () => {
      const repository = await open();
      for (const path of ["a b.txt", "100%.txt", "a%2fb", "q?x=1", "x#y", "a+b&c", "d;e/f=g"]) {
        await repository.write(path, path);
        expect(decode(await repository.read(path))).toBe(path);
      }
    });

    it("replaces a file as a whole", async () => {
      const repository = await open();
      await repository.write("a.txt", "a long first text");
      await repository.write("a.txt", "short");
      expect(decode(await repository.read("a.txt"))).toBe("short");
    });

    it("lists what lies directly in a folder, by name, with sizes of files", async () => {
      const repository = await open();
      await repository.write("b/inner/deep.txt", "deep");
      await repository.write("b/one.txt", "1");
      await repository.write("a.txt", "four");
      expect(await repository.list()).toEqual([
        { path: "a.txt", isFolder: false, sizeBytes: 4 },
        { path: "b", isFolder: true, sizeBytes: undefined },
      ]);
      expect(await repository.list("b")).toEqual([
        { path: "b/inner", isFolder: true, sizeBytes: undefined },
        { path: "b/one.txt", isFolder: false, sizeBytes: 1 },
      ]);
      expect(await repository.list("a.txt")).toEqual([]);
    });

    it("uploads and downloads files", async () => {
      const repository = await open();
      const folder = temporaryFolder();
      const source = join(folder, "source.bin");
      writeFileSync(
        source,
        Uint8Array.from({ length: 100_000 }, (_, i) => i % 251),
      );
      await repository.upload(source, "deep/er/copy.bin");
      await repository.download("deep/er/copy.bin", join(folder, "new", "back.bin"));
      expect(readFileSync(join(folder, "new", "back.bin")).equals(readFileSync(source))).toBe(true);
    });

    it("moves a file of 256 MB without holding it in memory", async () => {
      const repository = await open();
      const folder = temporaryFolder();
      const source = join(folder, "large");
      const sizeBytes = 256 * 2 ** 20;
      writeFileSync(source, "");
      truncateSync(source, sizeBytes);
      const before = process.memoryUsage.rss();
      await repository.upload(source, "large");
      await repository.download("large", join(folder, "back"));
      expect(statSync(join(folder, "back")).size).toBe(sizeBytes);
      expect(process.memoryUsage.rss() - before).toBeLessThan(sizeBytes / 2);
    });

    it("says that a file is not there, and that a folder is no file", async () => {
      const repository = await open();
      await repository.write("folder/file", "x");
      await expect(async () => repository.read("none")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await expect(async () => repository.download("none", "/dev/null")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await expect(async () => repository.read("folder")).rejects.toThrow();
    });

    it("refuses to upload what is not a file", async () => {
      const repository = await open();
      const folder = temporaryFolder();
      mkdirSync(join(folder, "sub"));
      await expect(async () => repository.upload(join(folder, "none"), "x")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
      await expect(async () => repository.upload(join(folder, "sub"), "x")).rejects.toMatchObject({
        code: "RESOURCE_DOES_NOT_EXIST",
      });
    });

    it("deletes a file, a folder, and nothing when nothing is there", async () => {
      const repository = await open();
      await repository.write("d/a", "a");
      await repository.write("d/b", "b");
      await repository.delete("d/a");
      expect((await repository.list("d")).map(({ path }) => path)).toEqual(["d/b"]);
      await repository.delete("d");
      await repository.delete("d");
      expect(await repository.list()).toEqual([]);
    });

    it.each(["", ".", "./"])("does not delete its root when asked to delete %j", async (path) => {
      const repository = await open();
      await repository.write("kept", "x");
      await expect(async () => repository.delete(path)).rejects.toThrow();
      expect(await repository.list()).toHaveLength(1);
    });

    it.each(ESCAPES)("refuses the path %j in every way it can be used", async (path) => {
      const repository = await open();
      const local = join(temporaryFolder(), "file");
      writeFileSync(local, "x");
      const refused = { code: "INVALID_PARAMETER_VALUE" };
      await expect(async () => repository.list(path)).rejects.toMatchObject(refused);
      await expect(async () => repository.read(path)).rejects.toMatchObject(refused);
      await expect(async () => repository.write(path, "x")).rejects.toMatchObject(refused);
      await expect(async () => repository.upload(local, path)).rejects.toMatchObject(refused);
      await expect(async () => repository.download(path, local)).rejects.toMatchObject(refused);
      await expect(async () => repository.delete(path)).rejects.toMatchObject(refused);
    });
  });
}
