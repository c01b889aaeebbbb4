// What is written as CSV is read back, and decimals are read to the last bit.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseCsv } from "../../../src/data/index.ts";

function written(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

test("any table of text comes back as it was, whatever is in its cells", () => {
  const cell = fc
    .string({ unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", "\r", " ", "1") })
    .map((s) => `x${s}`);
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((nColumns) =>
      fc.array(fc.array(cell, { minLength: nColumns, maxLength: nColumns }), { minLength: 1, maxLength: 8 }),
    );
  fc.assert(
    fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), fc.boolean(), (rows, lineEnd, endsInLineEnd) => {
      const header = rows[0]!.map((_, j) => `name${j}`);
      const lines = [header, ...rows].map((row) => row.map(written).join(","));
      const frame = parseCsv(lines.join(lineEnd) + (endsInLineEnd ? lineEnd : ""));
      expect(frame.nRows).toBe(rows.length);
      frame.columns.forEach((column, j) => {
        expect([...column]).toEqual(rows.map((row) => row[j]));
      });
    }),
  );
});

test("any finite double comes back to the last bit", () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(double, { minLength: 1, maxLength: 30 }), (values) => {
      expect([...parseCsv(`v\n${values.join("\n")}`).columns[0]!]).toEqual(
        values.map((value) => (Object.is(value, -0) ? 0 : value)),
      );
    }),
  );
});

test("decimals in any spelling give what JavaScript reads", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 20 });
  const exponent = fc.oneof(
    fc.constant(""),
    fc
      .tuple(fc.constantFrom("e", "E"), fc.constantFrom("", "+", "-"), fc.integer({ min: 0, max: 400 }))
      .map(([e, sign, k]) => `${e}${sign}${k}`),
  );
  const decimal = fc
    .tuple(fc.constantFrom("", "-", "+"), digits, fc.constantFrom("", "."), digits, exponent)
    .filter(([, whole, point, fraction]) => whole !== "" || (point !== "" && fraction !== ""))
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(decimal, fc.constantFrom("", " ", "\t"), (text, blank) => {
      expect([...parseCsv(`v\n${blank}${text}${blank}`).columns[0]!]).toEqual([Number(text)]);
    }),
    { numRuns: 1000 },
  );
});

test("what is no decimal stays text", () => {
  const text = fc.constantFrom(
    "0x1f",
    "Infinity",
    "-inf",
    "1e",
    "e5",
    ".",
    "-",
    "+",
    "1.2.3",
    "1e5.5",
    "--1",
    "1 2",
    "١",
    "1_000",
    "1e+",
    "12abc",
    "true",
  );
  fc.assert(
    fc.property(text, (value) => {
      expect(parseCsv(`v\n${value}`).columns[0]).toEqual([value]);
    }),
  );
});

test("broken text gives a frame or a SyntaxError, never anything else", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "1", '"', ",", "\n", "\r", "\u0000", "\uFEFF", "\uD800"),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (content) => {
      try {
        const { nRows, columns } = parseCsv(content);
        for (const column of columns) expect(column.length).toBe(nRows);
      } catch (error) {
        expect(error).toBeInstanceOf(SyntaxError);
      }
    }),
    { numRuns: 1000 },
  );
});
