import { describe, expect, it } from "vitest";
import type { Dialect } from "../../../../src/tracking/search/dialect.ts";
import { compileFilter } from "../../../../src/tracking/search/filter.ts";

interface Wine {
  readonly name: string;
  readonly year?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number>>;
}

const DIALECT: Dialect<Wine> = {
  attributes: [
    { name: "name", kind: "text", isListable: true, read: ({ name }) => name },
    { name: "year", kind: "number", read: ({ year }) => year },
  ],
  metric: ({ metrics = {} }, key) => (Object.hasOwn(metrics, key) ? metrics[key] : undefined),
  tag: ({ tags = {} }, key) => (Object.hasOwn(tags, key) ? tags[key] : undefined),
};

const RED: Wine = {
  name: "red",
  year: 1999,
  tags: { "a b": "1", constructor: "x" },
  metrics: { "val/score": 0.5 },
};
const WHITE: Wine = { name: "white" };

const matches = (filter: string, wine: Wine = RED) => compileFilter(filter, DIALECT)(wine);

describe("a filter", () => {
  it.each([
    "name = 'red'",
    "  name='red'  ",
    'name = "red"',
    "attribute.name != 'blue'",
    "`attributes`.`name` LIKE 'r%'",
    "name iLiKe 'R_D'",
    "name in ('blue', \"red\")",
    "name NOT IN ('blue',)",
    "year > 1998 and year < 2e3 AND year >= 1999 and year <= 1999.0 and year = +1999 and year != -1",
    "tags.`a b` = '1'",
    'tag."a b" IS NOT NULL',
    "tags.other IS NULL",
    "metrics.val/score > .4",
    "metrics.`val/score` < 6e-1",
    "NOT name = 'blue'",
    "not not name = 'red'",
    "name = 'blue' OR name = 'red'",
    "name = 'red' OR name = 'x' AND name = 'y'",
    "NOT name = 'x' AND name = 'red'",
    "(name = 'red' OR name = 'x') AND (year = 1999)",
    "NOT (name = 'blue' OR year = 5)",
    "((((name = 'red'))))",
  ])("holds: %s", (filter) => {
    expect(matches(filter)).toBe(true);
  });

  it.each([
    "name = 'Red'",
    "name LIKE 'R%'",
    "name = 'red' AND year = 5",
    "(name = 'red' OR name = 'x') AND name = 'y'",
    "NOT (name = 'red')",
    "name = 'it''s'",
  ])("does not hold: %s", (filter) => {
    expect(matches(filter)).toBe(false);
  });

  it("is false about what a record lacks, except IS NULL", () => {
    expect(matches("year != 5", WHITE)).toBe(false);
    expect(matches("tags.x != 'y'", WHITE)).toBe(false);
    expect(matches("metrics.m < 1", WHITE)).toBe(false);
    expect(matches("NOT year = 5", WHITE)).toBe(true);
    expect(matches("tags.x IS NULL", WHITE)).toBe(true);
  });

  it("takes keys that objects have by themselves for keys", () => {
    expect(matches("tags.constructor = 'x'")).toBe(true);
    expect(matches("tags.constructor != 'y'", WHITE)).toBe(false);
    expect(matches("tags.__proto__ IS NULL", WHITE)).toBe(true);
  });

  it("lets everything pass when it is empty or absent", () => {
    expect(matches("")).toBe(true);
    expect(compileFilter(undefined, DIALECT)(RED)).toBe(true);
  });

  it.each([
    ["name =", 7, "a value was expected after ="],
    ["name", 5, "a comparator such as = or LIKE was expected after name"],
    ["name = 'a' name = 'b'", 12, "AND, OR or the end was expected here"],
    ["AND name = 'a'", 5, "a comparator such as = or LIKE was expected after AND"],
    ["name = 'a' AND", 15, "a name such as metrics.rmse was expected here"],
    ["(name = 'a'", 12, "')' was expected here"],
    ["name = 'a')", 11, "AND, OR or the end was expected here"],
    ["name = 'a", 8, "this quote is never closed"],
    ["tags.`a = 'b'", 6, "this backtick is never closed"],
    ["name IN ()", 10, "a value was expected here"],
    ["name IN ('a' 'b')", 14, "',' or ')' was expected here"],
    ["name IS 'a'", 9, "NULL or NOT NULL was expected here"],
    ["tags.a:b = 'c'", 7, 'the character ":" cannot stand here; put names that hold it in backticks'],
    ["name ~ 'a'", 6, 'the character "~" cannot stand here; put names that hold it in backticks'],
    ["year > 5x", 8, "this is neither a number nor a name; put names that start so in backticks"],
  ])("points at the place in %j", (filter, column, reason) => {
    const message = errorOf(filter);
    expect(message).toBe(
      `Invalid clause(s) in filter string: ${reason} (column ${column})\n  ${filter}\n  ${" ".repeat(column - 1)}^`,
    );
  });

  it("shows only the part of a long filter around the place", () => {
    const filter = `${"name = 'aaaaaaaaaa' AND ".repeat(20)}name ?? ${" AND name = 'b'".repeat(20)}`;
    const [, line = "", caret = ""] = errorOf(filter).split("\n");
    expect(line.length).toBeLessThan(130);
    expect(line.charAt(caret.indexOf("^"))).toBe("?");
  });

  it("is bounded in length, clauses and depth", () => {
    const clauses = (count: number) => Array.from({ length: count }, () => "year > 1").join(" AND ");
    expect(matches(clauses(1000))).toBe(true);
    expect(errorOf(clauses(1001))).toContain("there are over 1000 clauses");
    const nested = (depth: number) => `${"(".repeat(depth)}year > 1${")".repeat(depth)}`;
    expect(matches(nested(100))).toBe(true);
    expect(errorOf(nested(101))).toContain("parentheses are nested over 100 deep");
    expect(errorOf(nested(200_000))).toContain("parentheses are nested over 100 deep");
    expect(errorOf(`name = '${"x".repeat(500_000)}'`)).toContain("at most 500000 are allowed");
    expect(matches(`${"NOT ".repeat(100_000)}year > 1`)).toBe(true);
    expect(errorOf(`name LIKE '${"%".repeat(8001)}'`)).toContain("at most 8000 are allowed");
    const ids = Array.from({ length: 10_000 }, (_, i) => `'${i}'`).join(",");
    expect(matches(`name NOT IN (${ids})`)).toBe(true);
  });
});

function errorOf(filter: string): string {
  try {
    compileFilter(filter, DIALECT);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return "nothing was wrong";
}
