// Long integers survive JSON.parse once they stand in quotes; nothing else changes.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteLongIntegers } from "../../../../src/serving/requests/long-integers.ts";

describe("quoteLongIntegers", () => {
  it.each([
    ["[9007199254740993]", '["9007199254740993"]'],
    ['{"a":-9007199254740993,"b":1}', '{"a":"-9007199254740993","b":1}'],
    ['["1234567890123456"]', '["1234567890123456"]'],
    ['["\\"1234567890123456"]', '["\\"1234567890123456"]'],
    ["[1234567890123456.5,1e1234567890123456]", "[1234567890123456.5,1e1234567890123456]"],
    ["[0.1234567890123456,1234567890123456e3]", "[0.1234567890123456,1234567890123456e3]"],
    ["[123456789012345]", "[123456789012345]"],
  ])("%s becomes %s", (json, expected) => {
    expect(quoteLongIntegers(json)).toBe(expected);
  });

  it("changes nothing but the quotes around long integers", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const json = JSON.stringify(value);
        expect(JSON.parse(quoteLongIntegers(json), toNumber)).toEqual(JSON.parse(json, toNumber));
      }),
    );
  });
});

/** Long integers in quotes are taken for numbers again. */
function toNumber(_: string, value: unknown): unknown {
  return typeof value === "string" && /^-?\d{16,}$/.test(value) ? Number(value) : value;
}
