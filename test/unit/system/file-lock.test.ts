import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withFolderLock } from "../../../src/system/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A number no process has: Linux gives at most 2^22. */
const NOBODY = 2 ** 30;

describe("a folder's lock", () => {
  it("is held during the work, and gone after it, also when the work fails", () => {
    const folder = temporaryFolder();
    const result = withFolderLock(folder, () => {
      expect(readdirSync(folder)).toEqual([".traintracks-lock"]);
      return 5;
    });
    expect(result).toBe(5);
    expect(() =>
      withFolderLock(folder, () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ["a process that was killed", `${NOBODY} ${hostname()} x`, 0],
    ["a process of another machine that has not been heard of for long", "1 elsewhere x", 5000],
    ["a process that was killed before it wrote its name", "", 5000],
    ["a process that holds it far too long", `${process.pid} ${hostname()} x`, 60_000],
  ])("is taken over from %s", (_, holder, ageMs) => {
    const folder = temporaryFolder();
    const lock = join(folder, ".traintracks-lock");
    writeFileSync(lock, holder);
    const then = new Date(Date.now() - ageMs);
    utimesSync(lock, then, then);
    const start = performance.now();
    withFolderLock(folder, () => {});
    expect(performance.now() - start).toBeLessThan(1500);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("cannot be had in a folder that is not there", () => {
    expect(() => withFolderLock(join(temporaryFolder(), "none"), () => {})).toThrow(/ENOENT/);
  });
});
