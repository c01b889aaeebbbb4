import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatAddress, parseAddress } from "../../../../src/ui/app/address.ts";
import { KeySequence } from "../../../../src/ui/app/key-sequence.ts";
import { matchRoute } from "../../../../src/ui/app/match-route.ts";

describe("addresses inside the app", () => {
  it("come back as they were, whatever is in them", () => {
    const part = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) => text.trim() === text);
    const address = fc.record({
      path: fc.array(part, { maxLength: 4 }),
      query: fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z_]+$/), fc.string({ unit: "grapheme" })), {
        maxLength: 4,
        selector: ([name]) => name,
      }),
    });
    fc.assert(
      fc.property(address, ({ path, query }) => {
        const read = parseAddress(formatAddress({ path, query: new Map(query) }));
        expect([...read.path]).toEqual(path);
        expect([...read.query]).toEqual(query);
      }),
    );
  });

  it("stay readable: a filter keeps its dots, quotes and signs", () => {
    const link = formatAddress({
      path: ["experiments", "3"],
      query: new Map([
        ["q", "metrics.rmse.min > 0.5 AND params.model = 'lasso'"],
        ["sort", "-min.rmse"],
      ]),
    });
    expect(link).toBe("#/experiments/3?q=metrics.rmse.min+%3E+0.5+AND+params.model+=+'lasso'&sort=-min.rmse");
  });

  it("with escapes that are none are taken as they stand", () => {
    expect(parseAddress("#/models/100%?q=50%").path).toEqual(["models", "100%"]);
  });
});

describe("routes", () => {
  it("name the parts of a path, and let the last ones be absent", () => {
    expect(matchRoute("runs/:runId/:tab?", ["runs", "a"])).toEqual({ runId: "a" });
    expect(matchRoute("runs/:runId/:tab?", ["runs", "a", "charts"])).toEqual({ runId: "a", tab: "charts" });
    expect(matchRoute("runs/:runId/:tab?", ["runs"])).toBeUndefined();
    expect(matchRoute("runs/:runId/:tab?", ["models", "a"])).toBeUndefined();
    expect(matchRoute("", [])).toEqual({});
    expect(matchRoute("", ["a"])).toBeUndefined();
  });
});

describe("keys pressed one after another", () => {
  const known = ["x", "?", "g e", "g m"];

  it("make a shortcut of two keys when the second comes soon", () => {
    const keys = new KeySequence();
    expect(keys.press("g", 0, known)).toEqual({ kind: "waiting" });
    expect(keys.press("e", 500, known)).toEqual({ kind: "shortcut", keys: "g e" });
  });

  it("count for themselves when it comes late, or fits nothing", () => {
    const keys = new KeySequence();
    keys.press("g", 0, known);
    expect(keys.press("e", 5_000, known)).toEqual({ kind: "none" });
    keys.press("g", 6_000, known);
    expect(keys.press("x", 6_100, known)).toEqual({ kind: "shortcut", keys: "x" });
  });
});
