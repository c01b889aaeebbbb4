// Arrays in model files: nothing is lost, and nothing is believed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelArray } from "../../../src/estimators/index.ts";
import { packArrays, unpackArrays } from "../../../src/models/packed-arrays.ts";

const anyArray: fc.Arbitrary<ModelArray> = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.uint8Array(),
  fc.constant(new Float64Array(1001).map((_, i) => i / 7)),
);

describe("packed arrays", () => {
  it("come back bit for bit, with NaN, infinities and negative zeros, through JSON text", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anyArray), (arrays) => {
        const { entries, binary } = packArrays(arrays);
        const back = unpackArrays(JSON.parse(JSON.stringify(entries)), binary, "model.json");
        expect(Object.keys(back).sort()).toEqual(Object.keys(arrays).sort());
        for (const [name, array] of Object.entries(arrays)) {
          expect(back[name]?.constructor).toBe(array.constructor);
          expect(bytesOf(back[name]!)).toEqual(bytesOf(array));
        }
      }),
    );
  });

  it("are numbers a person can read when they are short, and bytes when they are long", () => {
    const { entries, binary } = packArrays({ a: Float64Array.of(1.5, -2), b: new Int32Array(1001) });
    expect(entries).toEqual({
      a: { type: "float64", values: [1.5, -2] },
      b: { type: "int32", length: 1001 },
    });
    expect(binary.length).toBe(4004);
  });

  it.each([
    [{ a: { type: "float16", values: [1] } }, "type of array"],
    [{ a: { type: "constructor", values: [1] } }, "type of array"],
    [{ a: { type: "float64", values: ["1"] } }, "values of array"],
    [{ a: { type: "float64", values: [null] } }, "values of array"],
    [{ a: { type: "uint8", values: [256] } }, "values of array"],
    [{ a: { type: "float64", length: 2 } }, "length of array"],
    [{ a: { type: "float64", length: -1 } }, "length of array"],
    [{ a: { type: "float64", length: 2 ** 40 } }, "length of array"],
    [{ a: { type: "uint8", length: 7 } }, "as long as the binary file (8 bytes)"],
    [{ a: 5 }, 'array "a"'],
    [[], "arrays in model.json"],
  ])("that do not fit what is there are refused: %j", (entries, message) => {
    expect(() => unpackArrays(entries, new Uint8Array(8), "model.json")).toThrow(message);
  });
});

function bytesOf(array: ModelArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
