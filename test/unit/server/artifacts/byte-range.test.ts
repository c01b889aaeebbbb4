import { describe, expect, it } from "vitest";
import { parseRange } from "../../../../src/server/artifacts/byte-range.ts";

describe("a Range header over 100 bytes", () => {
  it.each([
    ["bytes=0-9", { first: 0, last: 9 }],
    ["bytes=90-", { first: 90, last: 99 }],
    ["bytes=90-1000", { first: 90, last: 99 }],
    ["bytes=-10", { first: 90, last: 99 }],
    ["bytes=-1000", { first: 0, last: 99 }],
    ["bytes=99-99", { first: 99, last: 99 }],
  ])("%s asks for a part", (header, range) => {
    expect(parseRange(header, 100)).toEqual(range);
  });

  it.each(["bytes=100-", "bytes=1000-2000", "bytes=-0"])("%s asks for what is not there", (header) => {
    expect(parseRange(header, 100)).toBe("unsatisfiable");
  });

  it.each([
    undefined,
    "",
    "bytes=",
    "bytes=-",
    "bytes=9-0",
    "bytes=0-1,5-6",
    "items=0-1",
    "bytes=a-b",
    "bytes=1.5-2",
    `bytes=${"9".repeat(400)}-`,
  ])("%j asks for the whole", (header) => {
    expect(parseRange(header, 100)).toBeUndefined();
  });

  it("finds no part in an empty file", () => {
    expect(parseRange("bytes=0-", 0)).toBe("unsatisfiable");
    expect(parseRange("bytes=-5", 0)).toBe("unsatisfiable");
  });
});
