import { describe, expect, it } from "vitest";
import { formatBytes } from "../../../../src/ui/formats/bytes.ts";
import { exactNumber, formatNumber } from "../../../../src/ui/formats/number.ts";
import { formatAgo, formatDuration } from "../../../../src/ui/formats/time.ts";

describe("numbers", () => {
  it.each([
    [65.2899489329, "65.29"],
    [0.355470478, "0.35547"],
    [0.00001234, "1.234e-5"],
    [123456.789, "123457"],
    [1e12, "1e12"],
    [-1.5, "−1.5"],
    [-2e-9, "−2e-9"],
    [9_999_999, "9999999"],
    [0, "0"],
    [100, "100"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "−∞"],
  ])("%d is written %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it("have all their digits when they are asked for", () => {
    expect(exactNumber(-0.1 - 0.2)).toBe("−0.30000000000000004");
  });
});

describe("durations", () => {
  it.each([
    [340, "340 ms", "340밀리초"],
    [4_240, "4.2 s", "4.2초"],
    [59_999, "59 s", "59초"],
    [184_000, "3 min 4 s", "3분 4초"],
    [3_600_000, "1 h", "1시간"],
    [90_061_000, "1 d 1 h", "1일 1시간"],
    [-1, "–", "–"],
  ])("of %d ms are written %s", (durationMs, english, korean) => {
    expect(formatDuration(durationMs, "en")).toBe(english);
    expect(formatDuration(durationMs, "ko")).toBe(korean);
  });
});

describe("times", () => {
  it("are told by how long ago they were", () => {
    expect(formatAgo(0, 185_000, "en")).toBe("3 min. ago");
    expect(formatAgo(0, 185_000, "ko")).toBe("3분 전");
    expect(formatAgo(0, 26 * 3_600_000, "en")).toBe("yesterday");
  });
});

describe("sizes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_240, "1.2 kB"],
    [123_456_789, "123 MB"],
    [5e15, "5000 TB"],
  ])("of %d bytes are written %s", (size, text) => expect(formatBytes(size)).toBe(text));
});
