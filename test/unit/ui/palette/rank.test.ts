import { describe, expect, it } from "vitest";
import { ranked } from "../../../../src/ui/palette/rank.ts";

describe("the search over everything", () => {
  it("puts beginnings first, then beginnings of words, parts, and scattered letters", () => {
    const names = ["overview of runs", "prune", "run", "running", "round up now", "other"];
    expect(ranked(names, (name) => name, "run")).toEqual([
      "run",
      "running",
      "overview of runs",
      "prune",
      "round up now",
    ]);
  });

  it("keeps everything, in its order, while nothing is typed", () => {
    expect(ranked(["b", "a"], (name) => name, " ")).toEqual(["b", "a"]);
  });
});
