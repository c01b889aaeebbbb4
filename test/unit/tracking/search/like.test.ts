import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeMatcher } from "../../../../src/tracking/search/like.ts";

/** LIKE by dynamic programming over whole characters: slow and plain. */
function naiveLike(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const characters = [...text];
  let reachable = [true, ...characters.map(() => false)];
  for (const wildcard of wanted) {
    const next = reachable.map(() => false);
    for (let i = 0; i <= characters.length; i++) {
      if (wildcard === "%") next[i] = reachable[i]! || (i > 0 && next[i - 1]!);
      else if (i > 0) next[i] = reachable[i - 1]! && (wildcard === "_" || wildcard === characters[i - 1]);
    }
    reachable = next;
  }
  return reachable[characters.length]!;
}

describe("LIKE", () => {
  it.each([
    ["", "", true],
    ["%", "", true],
    ["_", "", false],
    ["a%c", "abc", true],
    ["a%c", "ac", true],
    ["a%c", "abcd", false],
    ["%b%", "abc", true],
    ["a_c", "abc", true],
    ["a_c", "a😀c", true],
    ["%_", "😀", true],
    ["%__", "😀", false],
    ["a%a", "a", false],
    ["%ab", "aab", true],
    ["100%", "100 percent", true],
    ["a.c", "abc", false],
    ["%\n%", "a\nb", true],
  ])("%j of %j is %s", (pattern, text, expected) => {
    expect(likeMatcher(pattern, false)(text)).toBe(expected);
  });

  it("agrees with a plain matcher on all small cases", () => {
    const character = fc.constantFrom("a", "b", "%", "_", "😀", "\ud83d");
    const small = fc.string({ unit: character, maxLength: 8 });
    fc.assert(
      fc.property(
        small,
        fc.string({ unit: fc.constantFrom("a", "b", "😀"), maxLength: 8 }),
        (pattern, text) => {
          expect(likeMatcher(pattern.replace(/\ud83d(?!\ude00)/g, "b"), false)(text)).toBe(
            naiveLike(pattern.replace(/\ud83d(?!\ude00)/g, "b"), text),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("ignores case only as ILIKE", () => {
    expect(likeMatcher("É%", true)("éa")).toBe(true);
    expect(likeMatcher("É%", false)("éa")).toBe(false);
  });

  it("needs no more than a moment for patterns made to be slow", () => {
    const text = "a".repeat(8000);
    const start = performance.now();
    expect(likeMatcher(`${"%a".repeat(3999)}%b`, false)(text)).toBe(false);
    expect(likeMatcher(`${"%_a".repeat(2500)}%b`, false)(text)).toBe(false);
    expect(likeMatcher(`%${"_a".repeat(3000)}b%`, false)(text)).toBe(false);
    // Steps are at most the product of the lengths, 5e7 here: far below the seconds that backtracking would take.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
