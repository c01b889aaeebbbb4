import { describe, expect, it } from "vitest";
import {
  describeRow,
  ELASTIC_NET_PARAMETERS,
  type ParameterRow,
  parseParameter,
} from "../../../../src/estimators/index.ts";
import type { ParameterTable } from "../../../../src/estimators/parameters/parameter-table.ts";
import { resolveParams } from "../../../../src/estimators/parameters/resolve-params.ts";

type Params = {
  readonly rate: number;
  readonly depth: number | null;
  readonly loss: "squared" | "absolute";
  readonly quiet: boolean;
};
const TABLE: ParameterTable<Params> = {
  rate: {
    kind: "number",
    default: 0.1,
    min: Number.MIN_VALUE,
    max: Number.POSITIVE_INFINITY,
    help: "How fast",
  },
  depth: { kind: "integer", default: null, min: 1, max: 64, help: "How deep" },
  loss: { kind: "choice", default: "squared", choices: ["squared", "absolute"], help: "What hurts" },
  quiet: { kind: "flag", default: false, help: "Whether to be quiet" },
};

describe("a parameter table", () => {
  it("fills in what is absent or undefined and freezes the result", () => {
    const params = resolveParams("Net", TABLE, { depth: 3, loss: undefined });
    expect(params).toEqual({ rate: 0.1, depth: 3, loss: "squared", quiet: false });
    expect(Object.isFrozen(params)).toBe(true);
  });

  it.each([
    [{ rate: 0 }, RangeError, "rate must be a number above 0: current value is 0"],
    [{ rate: "1" }, TypeError, 'rate must be a number above 0: current value is "1"'],
    [{ rate: Number.NaN }, RangeError, "current value is NaN"],
    [{ rate: Number.POSITIVE_INFINITY }, RangeError, "current value is Infinity"],
    [{ rate: null }, TypeError, "current value is null"],
    [{ depth: 65 }, RangeError, "depth must be a whole number from 1 to 64, or null: current value is 65"],
    [{ loss: "cubed" }, RangeError, 'loss must be "squared" or "absolute": current value is "cubed"'],
    [{ loss: 3 }, TypeError, "current value is 3"],
    [{ quiet: 1 }, TypeError, "quiet must be true or false: current value is 1"],
    [{ Rate: 1 }, TypeError, 'it has no parameter "Rate": did you mean rate?'],
    [{ size: 1 }, TypeError, 'no parameter "size": its parameters are rate, depth, loss, quiet'],
    [{ ["__proto__"]: 1 }, TypeError, 'it has no parameter "__proto__"'],
  ])("refuses %j", (given, kind, message) => {
    const resolve = (): Params => resolveParams("Net", TABLE, given);
    expect(resolve).toThrow(kind);
    expect(resolve).toThrow(message);
  });

  it("does not take a parameter from the prototype of what it is given", () => {
    expect(resolveParams("Net", TABLE, Object.create({ rate: 5 })).rate).toBe(0.1);
  });
});

describe("parseParameter", () => {
  it.each<[ParameterRow, string, number | boolean | string | null]>([
    [TABLE.rate, "0.5", 0.5],
    [TABLE.rate, "1e-3", 0.001],
    [TABLE.rate, ".5", 0.5],
    [TABLE.depth, "null", null],
    [TABLE.loss, "absolute", "absolute"],
    [TABLE.quiet, "true", true],
    [TABLE.quiet, "false", false],
  ])("reads a %j from %j", (row, text, value) => {
    expect(parseParameter("it", row, text)).toBe(value);
  });

  it.each(["abc", "", " ", "0x10", "1,5", "NaN", "Infinity", "1e999", "--1", "true"])(
    "refuses %j as a number",
    (text) => {
      expect(() => parseParameter("alpha", ELASTIC_NET_PARAMETERS.alpha, text)).toThrow(
        "Cannot use alpha: it must be a number of at least 0",
      );
    },
  );

  it("refuses what is out of range with the words of the table", () => {
    expect(() => parseParameter("l1_ratio", ELASTIC_NET_PARAMETERS.l1Ratio, "2")).toThrow(
      "Cannot use l1_ratio: it must be a number from 0 to 1: current value is 2",
    );
    expect(() => parseParameter("quiet", TABLE.quiet, "yes")).toThrow(
      'must be true or false: current value is "yes"',
    );
  });
});

describe("describeRow", () => {
  it("says what is allowed in words that follow 'must be'", () => {
    const row = (min: number, max: number): ParameterRow => ({
      kind: "number",
      default: 0,
      min,
      max,
      help: "",
    });
    expect(describeRow(row(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY))).toBe("a number");
    expect(describeRow(row(Number.NEGATIVE_INFINITY, 3))).toBe("a number up to 3");
    expect(describeRow(row(Number.MIN_VALUE, 1))).toBe("a number above 0, up to 1");
    expect(describeRow(row(2, Number.POSITIVE_INFINITY))).toBe("a number of at least 2");
  });
});
