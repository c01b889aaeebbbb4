// Casting cells to the types of a signature: MLflow's rules, one line each.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DataType } from "../../../../src/models/index.ts";
import { castColumn } from "../../../../src/serving/schema/cast-column.ts";

function cast(type: DataType, cell: unknown): unknown {
  return castColumn([cell], type, "c")[0];
}

describe("castColumn", () => {
  it.each<[DataType, unknown, unknown]>([
    ["double", 1, 1],
    ["double", true, 1],
    ["double", " 1.5 ", 1.5],
    ["double", "-inf", Number.NEGATIVE_INFINITY],
    ["double", "NaN", Number.NaN],
    ["double", null, Number.NaN],
    ["float", 0.1, Math.fround(0.1)],
    ["integer", 3_000_000_000, -1_294_967_296],
    ["integer", 1.9, 1],
    ["integer", "-7", -7],
    ["long", -1.5, -1],
    ["long", true, 1],
    ["long", "9007199254740993", 9007199254740993n],
    ["long", 2 ** 53, 9007199254740992n],
    ["long", -0.5, 0],
    ["boolean", 1, true],
    ["boolean", "false", true],
    ["boolean", "", false],
    ["boolean", null, false],
    ["string", 5, 5],
    ["string", null, null],
    ["binary", "aGVs\nbG8=", new Uint8Array([104, 101, 108, 108, 111])],
    ["datetime", "2024-01-02", Date.UTC(2024, 0, 2)],
    ["datetime", "2024-01-02 03:04:05", Date.UTC(2024, 0, 2, 3, 4, 5)],
    ["datetime", "2024-01-02T03:04:05+02:00", Date.UTC(2024, 0, 2, 1, 4, 5)],
    ["datetime", 1_700_000_000_000, 1_700_000],
    ["datetime", null, Number.NaN],
  ])("to %s: %s becomes %s", (type, cell, expected) => {
    expect(cast(type, cell)).toEqual(expected);
  });

  it.each<[DataType, unknown]>([
    ["double", "1,5"],
    ["double", "1e"],
    ["double", []],
    ["float", "one"],
    ["integer", "1.5"],
    ["integer", null],
    ["long", "0x10"],
    ["long", "9223372036854775808"],
    ["long", 1e30],
    ["long", Number.POSITIVE_INFINITY],
    ["boolean", {}],
    ["string", [1]],
    ["binary", "a*b"],
    ["binary", 5],
    ["datetime", "2024-13-40"],
    ["datetime", "yesterday"],
    ["datetime", "2024-01-02T03"],
  ])("to %s: %s is refused, with column and row", (type, cell) => {
    expect(() =>
      castColumn([null, cell].slice(type === "double" || type === "datetime" ? 0 : 1), type, "c"),
    ).toThrow(/Failed to convert column c to type '[a-z0-9[\]]+'\. Error: row [01] holds .*, \w+/);
  });

  it("takes text of any length in time that grows with the length alone", () => {
    for (const text of ["1".repeat(1e6), " ".repeat(1e6), "A".repeat(1e6), `1${"0".repeat(1e6)}x`]) {
      for (const type of ["double", "long", "datetime", "binary"] as const) {
        try {
          cast(type, `${text}!`);
          expect.unreachable();
        } catch (error) {
          expect(String(error)).toContain("Failed to convert");
          expect(String(error).length).toBeLessThan(300);
        }
      }
    }
  });

  it("keeps all digits of 64-bit integers", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(BigInt(Number.isSafeInteger(Number(value)) ? Number(value) : value)).toBe(value);
        expect(BigInt(String(cast("long", String(value))))).toBe(value);
      }),
    );
  });
});
