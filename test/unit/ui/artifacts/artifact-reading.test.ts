import fc from "fast-check";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { treeLines } from "../../../../src/ui/artifacts/artifact-tree.ts";
import { csvRows } from "../../../../src/ui/artifacts/csv-rows.ts";
import { parquetRows } from "../../../../src/ui/artifacts/parquet-rows.ts";
import { looksLikeText, previewKind } from "../../../../src/ui/artifacts/preview-kind.ts";
import { type ByteReader, PAGE_ROWS, type RowSource } from "../../../../src/ui/artifacts/row-source.ts";

const signal = new AbortController().signal;

function reader(bytes: Uint8Array): ByteReader {
  return async (from, to) => bytes.slice(from, to).buffer;
}

async function everyRow(source: RowSource): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  for (let index = 0; ; index++) {
    const page = await source.page(index, signal);
    rows.push(...page.rows);
    if (!page.hasMore) return rows;
  }
}

describe("the tree of artifacts", () => {
  const file = (path: string, size: number) => ({ path, size, is_dir: false });
  const files = [
    file("b.txt", 1),
    file("model/MLmodel", 2),
    file("model/data/x10.bin", 3),
    file("model/data/x9.bin", 4),
  ];

  it("has folders before files, names as people count, and sizes of all that is in a folder", () => {
    expect(
      treeLines(files, () => true).map(({ level, name, sizeBytes }) => [level, name, sizeBytes]),
    ).toEqual([
      [1, "model", 9],
      [2, "data", 7],
      [3, "x9.bin", 4],
      [3, "x10.bin", 3],
      [2, "MLmodel", 2],
      [1, "b.txt", 1],
    ]);
  });

  it("leaves out what is in closed folders, and keeps empty ones", () => {
    const withEmpty = [...files, { path: "empty", size: null, is_dir: true }];
    expect(treeLines(withEmpty, () => false).map(({ name }) => name)).toEqual(["empty", "model", "b.txt"]);
  });

  it("opens the way to what is searched for", () => {
    expect(treeLines(files, () => false, "X9").map(({ path }) => path)).toEqual([
      "model",
      "model/data",
      "model/data/x9.bin",
    ]);
  });
});

describe("the way to look at a file", () => {
  it("is told by the end of its name", () => {
    expect(previewKind("a/b/plot.PNG")).toBe("image");
    expect(previewKind("MLmodel")).toBe("unknown");
    expect(previewKind("notes.md")).toBe("markdown");
    expect(previewKind("a.b/c")).toBe("unknown");
  });

  it("is text when the bytes look so", () => {
    expect(looksLikeText(new TextEncoder().encode("flavors:\n  한국어\n"))).toBe(true);
    expect(looksLikeText(Uint8Array.of(80, 75, 3, 4, 0, 0))).toBe(false);
  });
});

describe("pages of a table", () => {
  it("give every row of a CSV file once, in order, however the file is cut", async () => {
    const cell = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 8 })
      .filter((text) => !text.includes("\r") && !text.includes("\u0000"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 60 }), async (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = `first,second\n${rows.map((row) => row.map(quote).join(",")).join("\n")}\n`;
        const bytes = new TextEncoder().encode(text);
        expect(await everyRow(csvRows(reader(bytes), bytes.length))).toEqual(rows);
      }),
      { numRuns: 40 },
    );
  });

  it("read no more of a large CSV file than a page needs", async () => {
    const text = `n,square\n${Array.from({ length: 200_000 }, (_, i) => `${i},${i * i}`).join("\n")}\n`;
    const bytes = new TextEncoder().encode(text);
    let furthest = 0;
    const source = csvRows(async (from, to) => {
      furthest = Math.max(furthest, to);
      return bytes.slice(from, to).buffer;
    }, bytes.length);
    const page = await source.page(0, signal);
    expect([page.columns, page.rows[1], page.total, page.hasMore]).toEqual([
      ["n", "square"],
      ["1", "1"],
      undefined,
      true,
    ]);
    expect(furthest).toBeLessThan(bytes.length / 5);
    const last = await source.page(Math.floor(200_000 / PAGE_ROWS) - 1, signal);
    expect([last.rows.at(-1), last.total, last.hasMore]).toEqual([["199999", "39999600001"], 200_000, false]);
  });

  it("give the rows of a Parquet file that its writer put there", async () => {
    const n = PAGE_ROWS * 2 + 3;
    const buffer = parquetWriteBuffer({
      columnData: [
        { name: "id", data: Array.from({ length: n }, (_, i) => i), type: "INT32" },
        { name: "name", data: Array.from({ length: n }, (_, i) => `row ${i}`), type: "STRING" },
      ],
    });
    const rows = await everyRow(parquetRows(reader(new Uint8Array(buffer)), buffer.byteLength));
    expect([rows.length, rows[0], rows.at(-1)]).toEqual([n, [0, "row 0"], [n - 1, `row ${n - 1}`]]);
  });
});
