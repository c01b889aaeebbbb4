import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseDistribution,
  placeOf,
  valueAt,
  valuesOf,
} from "../../../../src/projects/sweep/distribution.ts";

const parse = (text: string) => parseDistribution("p", text);
const place = fc.double({ min: 0, max: 1, noNaN: true });

describe("what may be tried", () => {
  it.each([
    ["log(1e-4,1)", { kind: "range", scale: "log", low: 1e-4, high: 1 }],
    ["loguniform(1e-4, 1)", { kind: "range", scale: "log", low: 1e-4, high: 1 }],
    ["uniform(-1,+2.5)", { kind: "range", scale: "uniform", low: -1, high: 2.5 }],
    ["int(1,10)", { kind: "int", low: 1, high: 10 }],
    ["choice(a, b ,c)", { kind: "choice", values: ["a", "b", "c"], ordered: false }],
    ["[0.1,1,10]", { kind: "choice", values: ["0.1", "1", "10"], ordered: true }],
    ["[10,1,5]", { kind: "choice", values: ["10", "1", "5"], ordered: false }],
    ["uniform(0,1,3)", { kind: "choice", values: ["0", "0.5", "1"], ordered: true }],
    ["log(0.01,100,5)", { kind: "choice", values: ["0.01", "0.1", "1", "10", "100"], ordered: true }],
    ["0.5", { kind: "choice", values: ["0.5"], ordered: false }],
    ["some(text)", { kind: "choice", values: ["some(text)"], ordered: false }],
  ])("is read from %s", (text, distribution) => {
    expect(parse(text)).toEqual(distribution);
  });

  it.each([
    "log(0,1)",
    "log(-1,1)",
    "log(1)",
    "uniform(1,0)",
    "uniform(1,1)",
    "uniform(a,b)",
    "uniform(0,1,1)",
    "uniform(0,1,2.5)",
    "uniform(0,1,2,3)",
    "uniform(0,Infinity)",
    "int(0.5,2)",
    "int(3,3)",
    "int(1,2,3)",
    "choice()",
    "choice(a,,b)",
    "choice(a,a)",
    "[]",
  ])("is refused with the reason: %s", (text) => {
    expect(() => parse(text)).toThrow(/^Cannot try values for p: .*: current value is/);
  });

  it("lists its values where they are finite", () => {
    expect(valuesOf(parse("int(-1,2)"))).toEqual(["-1", "0", "1", "2"]);
    expect(valuesOf(parse("uniform(0,1)"))).toBeUndefined();
  });
});

describe("a place in the unit interval", () => {
  it("gives a value of the range, and the value gives the place again to eight digits", () => {
    const bounds = fc.tuple(fc.double({ min: 1e-6, max: 1e6 }), fc.double({ min: 1.5, max: 1e3 }));
    fc.assert(
      fc.property(fc.constantFrom("log", "uniform"), bounds, place, (scale, [low, factor], u) => {
        const high = low * factor;
        const distribution = parse(`${scale}(${low},${high})`);
        const text = valueAt(distribution, u);
        expect(Number(text)).toBeGreaterThanOrEqual(low);
        expect(Number(text)).toBeLessThanOrEqual(high);
        // Values keep eight digits; at the narrowest range, a factor of 1.5, that is some 1e-7 of it.
        expect(Math.abs((placeOf(distribution, text) ?? Number.NaN) - u)).toBeLessThan(5e-7);
      }),
    );
  });

  it("gives each value of a list, and each whole number, an equal share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.integer({ min: 1, max: 40 }),
        place,
        (low, width, u) => {
          const distribution = parse(`int(${low},${low + width})`);
          const text = valueAt(distribution, u);
          expect(Number(text)).toBe(Math.min(low + width, low + Math.floor(u * (width + 1))));
          expect(valueAt(distribution, placeOf(distribution, text) ?? Number.NaN)).toBe(text);
        },
      ),
    );
    const choice = parse("choice(a,b,c,d)");
    expect([0, 0.24, 0.26, 0.5, 0.99, 1].map((u) => valueAt(choice, u))).toEqual([
      "a",
      "a",
      "b",
      "c",
      "d",
      "d",
    ]);
  });

  it("is not told for what lies elsewhere", () => {
    expect(placeOf(parse("uniform(0,1)"), "2")).toBeUndefined();
    expect(placeOf(parse("choice(a,b)"), "c")).toBeUndefined();
    expect(placeOf(parse("int(1,3)"), "")).toBeUndefined();
  });
});
