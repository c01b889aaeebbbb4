// Cutting a CSV into pieces: every record whole, in its order, each piece with the header.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvPieces } from "../../../src/serving/csv-pieces.ts";

async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function pieces(text: string, sizes: readonly number[], pieceCharacters: number): Promise<string[]> {
  const all: string[] = [];
  for await (const piece of csvPieces(chunked(new TextEncoder().encode(text), sizes), pieceCharacters))
    all.push(piece);
  return all;
}

const field = fc.oneof(
  fc.string({ unit: fc.constantFrom("a", "é", "😀", "1", " ") }),
  fc.string({ unit: fc.constantFrom("a", ",", "\n", '"') }).map((text) => `"${text.replaceAll('"', '""')}"`),
);

describe("csvPieces", () => {
  it("loses, repeats and splits no record, wherever the chunks end", async () => {
    const records = fc.array(
      fc.tuple(field, field).map((fields) => `${fields.join(",")}\n`),
      { minLength: 1 },
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(records, sizes, fc.integer({ min: 1, max: 40 }), async (lines, chunkSizes, length) => {
        const all = await pieces(`x,"y\n"\n${lines.join("")}`, chunkSizes, length);
        const bodies = all.map((piece) => {
          expect(piece.startsWith('x,"y\n"\n')).toBe(true);
          return piece.slice('x,"y\n"\n'.length);
        });
        // Records that are nothing but blanks may be left out at the end.
        expect(bodies.join("").trimEnd()).toBe(lines.join("").trimEnd());
        for (const body of bodies) expect((body.match(/"/g) ?? []).length % 2).toBe(0);
      }),
    );
  });

  it("takes a last record without a line end, and a header alone", async () => {
    expect(await pieces("a\n1\n2", [1], 1)).toEqual(["a\n1\n", "a\n2"]);
    expect(await pieces("a,b", [2], 1)).toEqual(["a,b"]);
  });

  it("gives up on a quote that is never closed, and on bytes that are no text", async () => {
    await expect(pieces(`a\n"${"x".repeat(17 * 1024 * 1024)}`, [1024 * 1024], 1)).rejects.toThrow(
      /never closed/,
    );
    await expect(csvPieces(chunked(new Uint8Array([0xff]), [1])).next()).rejects.toThrow(/not UTF-8/);
  });
});
