import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPythonFloat, parsePythonFloat } from "../../../../src/tracking/codecs/python-float.ts";

describe("a float in Python's spelling", () => {
  // Each text is what `repr` of CPython 3.11 gives for the number.
  it.each([
    [1, "1.0"],
    [-1, "-1.0"],
    [0, "0.0"],
    [-0, "-0.0"],
    [0.7862, "0.7862"],
    [1 / 3, "0.3333333333333333"],
    [1e15, "1000000000000000.0"],
    [123456789012345680, "1.2345678901234568e+17"],
    [1e16, "1e+16"],
    [1e21, "1e+21"],
    [1e300, "1e+300"],
    [1.5e300, "1.5e+300"],
    [0.0001, "0.0001"],
    [0.00001, "1e-05"],
    [0.000012345, "1.2345e-05"],
    [1e-10, "1e-10"],
    [5e-324, "5e-324"],
    [1.7976931348623157e308, "1.7976931348623157e+308"],
    [Number.NaN, "nan"],
    [Number.POSITIVE_INFINITY, "inf"],
    [Number.NEGATIVE_INFINITY, "-inf"],
  ])("of %s is %s, and is read back as the same number", (value, text) => {
    expect(formatPythonFloat(value)).toBe(text);
    expect(parsePythonFloat(text)).toBe(value);
  });

  it("keeps every double to the last bit", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(parsePythonFloat(formatPythonFloat(value))).toBe(value);
      }),
    );
  });

  it.each([
    ["1", 1],
    ["1.", 1],
    [".5", 0.5],
    ["+1E5", 1e5],
    ["NaN", Number.NaN],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["-INF", Number.NEGATIVE_INFINITY],
  ])("is also read from %s", (text, value) => {
    expect(parsePythonFloat(text)).toBe(value);
  });

  it.each(["", " ", "abc", "0x10", "1_0", "1,5", "--1", "1e", "nano", "1 2", "٣"])(
    "is not read from %j",
    (text) => {
      expect(parsePythonFloat(text)).toBeUndefined();
    },
  );
});
