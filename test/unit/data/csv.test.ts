// CSV as RFC 4180 and its users write it.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CsvOptions, parseCsv, readCsv, toFeatureTable } from "../../../src/data/index.ts";
import { errorCode } from "../../../src/errors/index.ts";

function columnsOf(text: string, options?: CsvOptions): Record<string, unknown[]> {
  const { names, columns } = parseCsv(text, options);
  return Object.fromEntries(names.map((name, j) => [name, [...(columns[j] ?? [])]]));
}

describe("parseCsv reads", () => {
  test("numbers and text", () => {
    expect(columnsOf("age,city\n59,Oslo\n48,Bergen\n")).toEqual({
      age: [59, 48],
      city: ["Oslo", "Bergen"],
    });
  });

  test.each([
    ["LF", "a,b\n1,2\n3,4\n"],
    ["CRLF", "a,b\r\n1,2\r\n3,4\r\n"],
    ["CR", "a,b\r1,2\r3,4\r"],
    ["no line end at the end", "a,b\n1,2\n3,4"],
    ["empty lines", "\n\na,b\n\n1,2\r\n\r\n3,4\n\n\n"],
    ["a byte order mark", "\uFEFFa,b\n1,2\n3,4"],
    ["quotes around everything", '"a","b"\n"1","2"\n"3","4"'],
  ])("lines with %s", (_, text) => {
    expect(columnsOf(text)).toEqual({ a: [1, 3], b: [2, 4] });
  });

  test("quotes, delimiters and line ends inside quotes", () => {
    expect(columnsOf('text,n\n"a ""b"", c",1\n"two\r\nlines",2\n"""",3\n')).toEqual({
      text: ['a "b", c', "two\r\nlines", '"'],
      n: [1, 2, 3],
    });
  });

  test("missing cells as NaN among numbers and undefined among text", () => {
    expect(columnsOf('n,t,none\n1,x,\n,NA,""\nNaN,"",null\nnan,null,\n')).toEqual({
      n: [1, Number.NaN, Number.NaN, Number.NaN],
      t: ["x", undefined, undefined, undefined],
      none: [Number.NaN, Number.NaN, Number.NaN, Number.NaN],
    });
  });

  test("missing cells as the caller writes them", () => {
    expect(columnsOf("n,t\n1,NA\n-999,?\n", { missing: ["-999", "?"] })).toEqual({
      n: [1, Number.NaN],
      t: ["NA", undefined],
    });
  });

  test("a column as text from the first cell that is no number, and the cells before it as they were written", () => {
    expect(columnsOf("code\n01\n1.50\nx\n")).toEqual({ code: ["01", "1.50", "x"] });
  });

  test("text that looks like numbers as text when asked to", () => {
    expect(columnsOf("zip\n01234\n99999\n", { types: { zip: "text" } })).toEqual({ zip: ["01234", "99999"] });
  });

  test("other delimiters", () => {
    expect(columnsOf("a;b\n1;2,5\n", { delimiter: ";" })).toEqual({ a: [1], b: ["2,5"] });
    expect(columnsOf("a\tb\n1\t2\n", { delimiter: "\t" })).toEqual({ a: [1], b: [2] });
  });

  test("columns without a name, as pandas writes its index", () => {
    expect(columnsOf(",x\n0,5\n1,6\n")).toEqual({ "Unnamed: 0": [0, 1], x: [5, 6] });
  });

  test("a header alone", () => {
    expect(parseCsv("a,b\n")).toMatchObject({ nRows: 0, names: ["a", "b"] });
  });

  test("names such as __proto__, and whole numbers as names in their order", () => {
    expect(parseCsv("2020,2019,__proto__\n1,2,3\n").names).toEqual(["2020", "2019", "__proto__"]);
  });

  test("more rows than fit into the first piece of memory", () => {
    const rows = Array.from({ length: 1000 }, (_, i) => i);
    expect(columnsOf(`i\n${rows.join("\n")}`)).toEqual({ i: rows });
  });

  test("what toFeatureTable takes", () => {
    const table = toFeatureTable(parseCsv("a,b\n1,2\n3,4\n"));
    expect([...table.matrix.values]).toEqual([1, 3, 2, 4]);
    expect(() => toFeatureTable(parseCsv("a,city\n1,Oslo\n"))).toThrow(
      'row 0, column "city" must be a finite number: current value is "Oslo"',
    );
  });
});

describe("parseCsv refuses", () => {
  test.each<[string, string, CsvOptions, string]>([
    [
      "a record too short",
      "a,b\n1,2\n\n3\n",
      {},
      "Cannot read the CSV text: line 4 has 1 fields where the header has 2",
    ],
    ["a record too long", "a,b\n1,2,3\n", {}, "line 2 has 3 fields where the header has 2"],
    ["a quote never closed", 'a,b\n1,2\n3,"4\n5,6\n', {}, "line 3 opens a quote that is never closed"],
    ["text after a quote", 'a,b\n"x\ny"z,2\n', {}, "line 3 has text after a closing quote"],
    [
      "a quote inside a field",
      'a\n5" pipe\n',
      {},
      "line 2 has a quote inside a field that does not begin with one",
    ],
    ["nothing", "", {}, "there is no header line"],
    ["only line ends", "\n\r\n", {}, "there is no header line"],
    ["a name twice", "a,b,a\n1,2,3\n", {}, 'column "a" comes twice'],
    [
      "text where there must be numbers",
      'a,b\n1,2\n1,"x\ny"\n',
      { types: { b: "number" } },
      'line 3 must have a number in column "b": current value is "x\\ny"',
    ],
    ["a type for no column", "a\n1\n", { types: { b: "text" } }, 'there is no column "b"'],
    [
      "a long delimiter",
      "a\n1\n",
      { delimiter: "::" },
      'the delimiter must be one character, neither a quote nor a line end: current value is "::"',
    ],
    ["a quote as delimiter", "a\n1\n", { delimiter: '"' }, "the delimiter must be one character"],
  ])("%s", (_, text, options, message) => {
    expect(() => parseCsv(text, options)).toThrow(message);
  });

  test("a field longer than a field may be, and no shorter one", () => {
    const longest = "x".repeat(2 ** 20);
    expect(columnsOf(`a\n${longest}`)).toEqual({ a: [longest] });
    expect(columnsOf(`a\n"${longest}"`)).toEqual({ a: [longest] });
    expect(() => parseCsv(`a\n${longest}x`)).toThrow("line 2 has a field of more than 1048576 characters");
    expect(() => parseCsv(`a\n"${longest}x"`)).toThrow("line 2 has a field of more than 1048576 characters");
  });

  test("more columns than there may be, and not fewer", () => {
    const header = Array.from({ length: 2 ** 14 }, (_, j) => `x${j}`).join(",");
    expect(parseCsv(header).names).toHaveLength(16384);
    expect(() => parseCsv(`${header},y`)).toThrow("line 1 has more than 16384 fields");
  });

  test("with a SyntaxError", () => {
    expect(() => parseCsv("")).toThrow(SyntaxError);
  });
});

describe("readCsv", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "traintracks-csv-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  test("reads a file, with or without a byte order mark", () => {
    const frame = readCsv(file("bom.csv", "\uFEFFstraße,n\nKö,1\n"));
    expect(frame.names).toEqual(["straße", "n"]);
    expect(frame.columns).toEqual([["Kö"], Float64Array.of(1)]);
  });

  test("names the file in messages", () => {
    const path = file("ragged.csv", "a,b\n1\n");
    expect(() => readCsv(path)).toThrow(`Cannot read ${path}: line 2 has 1 fields where the header has 2`);
  });

  test("refuses a file that is not there, with a code", () => {
    const path = join(folder, "none.csv");
    expect(() => readCsv(path)).toThrow(`Cannot read ${path}: no such file or folder`);
    const codes = [path, folder].map((missing) => {
      try {
        readCsv(missing);
        return undefined;
      } catch (error) {
        return errorCode(error);
      }
    });
    expect(codes).toEqual(["RESOURCE_DOES_NOT_EXIST", "BAD_REQUEST"]);
  });

  test("refuses a file that is not UTF-8", () => {
    const path = file("latin1.csv", Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a));
    expect(() => readCsv(path)).toThrow(`Cannot read ${path}: it is not text in UTF-8`);
  });

  test("refuses a file larger than a file may be before reading it", () => {
    const path = file("large.csv", "a\n");
    truncateSync(path, 2 ** 28 + 1);
    expect(() => readCsv(path)).toThrow(
      "a CSV file may have at most 268435456 bytes: current size is 268435457",
    );
  });
});
