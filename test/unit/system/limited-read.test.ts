import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isSameStamp, isSettled, readLimitedText, stampOf } from "../../../src/system/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("reading a text of unknown size", () => {
  it("gives it whole up to the limit, and not one byte more", () => {
    const path = join(temporaryFolder(), "a");
    writeFileSync(path, "é1234");
    expect(readLimitedText(path, 6)).toEqual({ text: "é1234" });
    expect(readLimitedText(path, 5)).toEqual({ fault: "too large" });
    writeFileSync(path, "");
    expect(readLimitedText(path, 0)).toEqual({ text: "" });
  });

  it("says why there is none", () => {
    const base = temporaryFolder();
    writeFileSync(join(base, "bad"), Buffer.from([0x61, 0xc3]));
    mkdirSync(join(base, "folder"));
    symlinkSync("loop", join(base, "loop"));
    expect(readLimitedText(join(base, "none"), 9)).toEqual({ fault: "absent" });
    expect(readLimitedText(join(base, "bad/none"), 9)).toEqual({ fault: "absent" });
    expect(readLimitedText(join(base, "bad"), 9)).toEqual({ fault: "not UTF-8" });
    expect(readLimitedText(join(base, "folder"), 9)).toEqual({ fault: "not a file" });
    expect(readLimitedText(join(base, "loop"), 9)).toEqual({ fault: "not a file" });
  });
});

describe("a file's stamp", () => {
  it("changes with its content", () => {
    const path = join(temporaryFolder(), "a");
    writeFileSync(path, "1");
    const before = stampOf(path)!;
    expect(isSameStamp(before, stampOf(path)!)).toBe(true);
    writeFileSync(path, "22");
    expect(isSameStamp(before, stampOf(path)!)).toBe(false);
    expect(stampOf(`${path}/x`)).toBeUndefined();
  });

  it("is trusted only once the clock of the file system has ticked on", () => {
    const stamp = { changeTimeMs: 1_000_000.5, sizeBytes: 1, inode: 1 };
    expect(isSettled(stamp, 1_000_010)).toBe(false);
    expect(isSettled(stamp, 1_000_030)).toBe(true);
    // Whole seconds: a file system such as FAT, whose clock ticks every two seconds.
    const coarse = { ...stamp, changeTimeMs: 1_000_000 };
    expect(isSettled(coarse, 1_001_500)).toBe(false);
    expect(isSettled(coarse, 1_002_500)).toBe(true);
  });
});
