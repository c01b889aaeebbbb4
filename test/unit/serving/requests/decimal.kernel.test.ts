// The decimal reader against the engine's own conversion, which is correctly rounded by its standard.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecimalReader } from "../../../../src/serving/requests/decimal.kernel.ts";

function read(text: string): { value: number; end: number } {
  const reader = new DecimalReader(Buffer.from(`${text},`), 0);
  const value = reader.read();
  return { value, end: reader.position };
}

const digits = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength: 1, maxLength });

describe("DecimalReader", () => {
  it("reads every double as it was printed", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const text = JSON.stringify(number);
        expect(read(text)).toEqual({ value: Number(text), end: text.length });
      }),
      { numRuns: 5000 },
    );
  });

  it("rounds decimals of any length as the engine does", () => {
    const decimal = fc
      .tuple(fc.constantFrom("", "-"), fc.nat(10 ** 6), digits(40))
      .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction}`);
    fc.assert(
      fc.property(decimal, (text) => {
        expect(Object.is(read(text).value, Number(text)), text).toBe(true);
      }),
      { numRuns: 20_000 },
    );
  });

  it("rounds correctly next to the middle between two doubles", () => {
    // The middle between a double and its neighbour, exactly, then one unit of the last printed digit above and below.
    const middle = fc
      .tuple(fc.integer({ min: 2 ** 30, max: 2 ** 31 }), fc.integer({ min: 0, max: 2 ** 22 - 1 }))
      .map(([high, low]) => (BigInt(high) * 2n ** 22n + BigInt(low)) * 2n + 1n);
    fc.assert(
      fc.property(
        middle,
        fc.constantFrom(-1n, 0n, 1n),
        fc.integer({ min: 1, max: 9 }),
        (odd, step, shift) => {
          const scaled = odd * 10n ** 9n + step;
          const text = `${scaled / 10n ** BigInt(9 + shift)}.${String(scaled).slice(-(9 + shift))}`;
          expect(read(text).value, text).toBe(Number(text));
        },
      ),
      { numRuns: 20_000 },
    );
  });

  it.each([
    "0",
    "-0",
    "1",
    "-1.5",
    "1e5",
    "1.25E-3",
    "123456789012345678901234567890",
    "1e400",
    "0.0",
    "1e-400",
  ])("reads %s", (text) => {
    expect(read(text)).toEqual({ value: Number(text), end: text.length });
  });

  it.each(["", "-", "+1", ".5", "1.", "01", "-01.5", "1e", "1e+", "abc", "Infinity", "NaN", '"1"', "00"])(
    "takes %j for no number",
    (text) => {
      expect(read(text).value).toBeNaN();
    },
  );

  it("stops behind the number, whatever follows", () => {
    expect(read("1.5.2")).toEqual({ value: 1.5, end: 3 });
    expect(read("1-2")).toEqual({ value: 1, end: 1 });
  });
});
