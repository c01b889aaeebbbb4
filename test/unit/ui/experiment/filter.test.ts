import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFilter } from "../../../../src/tracking/search/filter-tree.ts";
import { asFilter, clausesOf, joinClauses } from "../../../../src/ui/experiment/filter/clauses.ts";
import {
  complete,
  quoteName,
  quoteValue,
  type Vocabulary,
} from "../../../../src/ui/experiment/filter/completion.ts";
import { looseTokens } from "../../../../src/ui/experiment/filter/loose-tokens.ts";

const WORDS: Vocabulary = {
  metrics: ["rmse", "val/r2", "top 1"],
  params: ["alpha", "model"],
  tags: ["team"],
};

/** What is offered at the bar. */
function offered(text: string): readonly string[] {
  const caret = text.indexOf("|");
  return complete(text.replace("|", ""), caret, WORDS).suggestions.map(({ insert }) => insert);
}

describe("completion of a filter", () => {
  it("offers names first, those that begin with what was typed before the others", () => {
    expect(offered("|")).toContain("metrics.rmse");
    expect(offered("al|")[0]).toBe("params.alpha");
    expect(offered("metrics.r|")).toEqual(["metrics.rmse"]);
  });

  it("puts names in backticks that need them", () => {
    expect(offered("metrics.top|")).toEqual([]);
    expect(offered("top|")).toEqual(["metrics.`top 1`"]);
  });

  it("offers the other numbers of a metric once its name is there", () => {
    expect(offered("metrics.rmse|")).toContain("metrics.rmse.min");
  });

  it("offers comparisons that fit the name, and then how to go on", () => {
    expect(offered("metrics.rmse |")).toEqual(["<", "<=", ">", ">=", "=", "!="]);
    expect(offered("tags.team |")).toContain("IS NULL");
    expect(offered("metrics.rmse < 3 |")).toEqual(["AND", "OR"]);
    expect(offered("metrics.rmse < 3 AND |")).toContain("params.alpha");
    expect(offered("(metrics.rmse < 3 OR params.model = 'a') |")).toEqual(["AND", "OR"]);
    expect(offered("tags.team IS |")).toEqual(["NULL", "NOT NULL"]);
  });

  it("asks for the values of what was compared", () => {
    expect(complete("params.model = 'la", 18, WORDS).valuesOf).toEqual({
      kind: "param",
      key: "model",
      prefix: "la",
    });
    expect(complete("status = ", 9, WORDS).valuesOf).toEqual({
      kind: "attribute",
      key: "status",
      prefix: "",
    });
    expect(complete("metrics.rmse < ", 15, WORDS).valuesOf).toBeUndefined();
  });

  it("writes names and values that the search itself reads back", () => {
    const name = fc.string({ minLength: 1 }).filter((key) => !(key.includes("`") && key.includes('"')));
    fc.assert(
      fc.property(name, fc.string(), (key, value) => {
        const filter = `params.${quoteName(key)} = ${quoteValue(value)}`;
        expect(parseFilter(filter)).toMatchObject({ kind: "clause", value: { kind: "text" } });
      }),
    );
  });
});

describe("the words of a filter that is being typed", () => {
  it("lie where they stand, and nothing between them is lost", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tokens = looseTokens(text);
        for (const { raw, start, end } of tokens) expect(text.slice(start, end)).toBe(raw);
        const rest = tokens.reduceRight(
          (left, { start, end }) => left.slice(0, start) + left.slice(end),
          text,
        );
        expect(rest.trim()).toBe("");
      }),
    );
  });
});

describe("the clauses of a filter", () => {
  it("are what AND joins at its top", () => {
    expect(clausesOf("metrics.a < 1 AND (params.b = 'x' OR params.b = 'AND') and tags.c IS NULL")).toEqual([
      "metrics.a < 1",
      "(params.b = 'x' OR params.b = 'AND')",
      "tags.c IS NULL",
    ]);
  });

  it("are one when OR joins them", () => {
    expect(clausesOf("metrics.a < 1 OR metrics.b < 1 AND metrics.c < 1")).toHaveLength(1);
    expect(clausesOf("  ")).toEqual([]);
  });

  it("mean together what the filter meant", () => {
    const filter = "metrics.a < 1 AND NOT (params.b = 'x' OR params.b = 'y') AND tags.c = 'AND'";
    expect(parseFilter(joinClauses(clausesOf(filter)))).toEqual(parseFilter(filter));
    expect(joinClauses(["metrics.a < 1 OR metrics.b < 1", "tags.c = 'd'"])).toBe(
      "(metrics.a < 1 OR metrics.b < 1) AND tags.c = 'd'",
    );
  });
});

describe("what was typed", () => {
  it("looks for runs by name when it compares nothing", () => {
    expect(asFilter("  o'neill ")).toBe("attributes.run_name ILIKE '%o''neill%'");
    expect(asFilter("metrics.rmse < 3")).toBe("metrics.rmse < 3");
    expect(asFilter("")).toBe("");
  });
});
