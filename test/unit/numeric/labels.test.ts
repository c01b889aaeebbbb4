// Class labels as numbers, in the order Python sorts them.
import { describe, expect, test } from "vitest";
import { encodeLabels, type Label } from "../../../src/numeric/index.ts";

describe("encodeLabels", () => {
  test.each<[string, Label[], Label[], number[], number[]]>([
    ["numbers by value", [10, 9, -1, 10], [-1, 9, 10], [2, 1, 0, 2], [1, 1, 2]],
    ["booleans, false first", [true, false, true], [false, true], [1, 0, 1], [1, 2]],
    [
      "text by code point, short before long",
      ["b", "a", "ab", "B", "é"],
      ["B", "a", "ab", "b", "é"],
      [3, 1, 2, 0, 4],
      [1, 1, 1, 1, 1],
    ],
    // UTF-16 units would put the emoji (U+1F600, units d83d de00) before the full-width A (U+FF21).
    ["text beyond the basic plane", ["😀", "Ａ"], ["Ａ", "😀"], [1, 0], [1, 1]],
    [
      "names of object properties",
      ["__proto__", "constructor"],
      ["__proto__", "constructor"],
      [0, 1],
      [1, 1],
    ],
    ["nothing", [], [], [], []],
  ])("sorts %s", (_, labels, classes, codes, counts) => {
    const encoded = encodeLabels(labels, "y");
    expect(encoded.classes).toEqual(classes);
    expect([...encoded.codes]).toEqual(codes);
    expect([...encoded.counts]).toEqual(counts);
  });

  test.each<[string, unknown[], string]>([
    [
      "mixed types",
      [1, "1"],
      'Cannot read y: labels must all be numbers, all text or all booleans: label 1 is "1"',
    ],
    ["NaN", [Number.NaN], "label 0 is NaN"],
    ["null", [null], "label 0 is null"],
    ["objects", [{}, {}], "label 0 is an object"],
  ])("refuses %s", (_, labels, message) => {
    expect(() => Reflect.apply(encodeLabels, undefined, [labels, "y"])).toThrow(message);
  });
});
