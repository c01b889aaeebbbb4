// The quick reader against the general one: the same table, or nothing.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJsonRequest } from "../../../../src/serving/requests/json-request.ts";
import { PlainSplitReader } from "../../../../src/serving/requests/plain-split.ts";
import type { RawTable } from "../../../../src/serving/requests/raw-input.ts";
import { mutationOf } from "../../../support/byte-mutations.ts";

const number = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Bodies with named columns and numbers, wrapped or bare, spaced in three ways. */
const body = fc
  .record({
    names: fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }),
    rows: fc.array(fc.array(number, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
    isWrapped: fc.boolean(),
    indent: fc.constantFrom(0, 1, "\t"),
  })
  .map(({ names, rows, isWrapped, indent }) => {
    const split = { columns: names, data: rows.map((row) => row.slice(0, names.length)) };
    return JSON.stringify(isWrapped ? { dataframe_split: split } : split, null, indent);
  });

function plainTable(table: RawTable): unknown {
  return { ...table, columns: table.columns.map((column) => Array.from(column)) };
}

function general(text: string): unknown {
  try {
    const { input } = readJsonRequest(text);
    return input.kind === "table" ? plainTable(input) : undefined;
  } catch {
    return undefined;
  }
}

describe("PlainSplitReader", () => {
  it("reads what the general reader reads", () => {
    const reader = new PlainSplitReader();
    let nPlain = 0;
    fc.assert(
      fc.property(body, (text) => {
        const table = reader.read(Buffer.from(text));
        if (table === undefined)
          expect(text).toContain("\\"); // escapes in names are left to the general reader
        else {
          nPlain += 1;
          expect(plainTable(table)).toEqual(general(text));
        }
      }),
    );
    expect(nPlain).toBeGreaterThan(30);
  });

  it("reads nothing that the general reader would not, however a body is damaged", () => {
    const reader = new PlainSplitReader();
    const damaged = body.chain((text) => mutationOf(new TextEncoder().encode(text)));
    fc.assert(
      fc.property(damaged, (bytes) => {
        const table = reader.read(Buffer.from(bytes));
        if (table !== undefined) expect(plainTable(table)).toEqual(general(Buffer.from(bytes).toString()));
      }),
      { numRuns: 10_000, interruptAfterTimeLimit: 5_000 },
    );
  });

  it.each([
    ['{"data":[[1]],"columns":["a"]}'],
    ['{"dataframe_split":{"columns":["a"],"data":[[1]]},"params":{}}'],
    ['{"dataframe_split":{"columns":["a","a"],"data":[[1,2]]}}'],
    ['{"dataframe_split":{"columns":["a"],"data":[[null]]}}'],
    ['{"dataframe_split":{"columns":["a"],"data":[]}}'],
    ['{"dataframe_split":{"columns":["a"],"data":[[1],[2,3]]}}'],
    ['{"dataframe_split":{"columns":[],"data":[[]]}}'],
    ['{"dataframe_split":{"columns":[1],"data":[[1]]}}'],
    ['{"dataframe_split":{"columns":["a"],"data":[[1]]}} x'],
    ['{"dataframe_records":[{"a":1}]}'],
    [""],
  ])("leaves %s to the general reader", (text) => {
    expect(new PlainSplitReader().read(Buffer.from(text))).toBeUndefined();
  });

  it("grows with the rows", () => {
    const data = Array.from({ length: 30_000 }, (_, i) => [i, -i]);
    const table = new PlainSplitReader().read(Buffer.from(JSON.stringify({ columns: ["a", "b"], data })));
    expect(table?.nRows).toBe(30_000);
    expect(table?.columns[1]?.[29_999]).toBe(-29_999);
  });
});
