// The assembler's instructions on whole numbers of 64 bits, held against BigInt.
import { describe, expect, it } from "vitest";
import { allocateMemory, type Code, wasm } from "../../../src/numeric/index.ts";
import { kernelOf, type Operator } from "../../support/wasm-kernel.ts";

const { constant, f64, get, i32, i64, i64x2, load, store } = wasm;

const WHOLE = [0, 1, -1, 7, 31, 33, 63, 64, -64, -65, 127, 128, 65_537, 2 ** 31 - 1, -(2 ** 31), 0x5555_5555];
/** Operators on whole numbers of 64 bits, given and taken as doubles that hold them exactly. */
const I64: readonly Operator[] = [
  ["add", i64.add, (a, b) => a + b],
  ["sub", i64.sub, (a, b) => a - b],
  ["and", i64.and, (a, b) => Number(BigInt.asIntN(64, BigInt(a) & BigInt(b)))],
  ["shl", i64.shl, (a, b) => Number(BigInt.asIntN(64, BigInt(a) << (BigInt(b) & 63n)))],
  ["shrS", i64.shrS, (a, b) => Number(BigInt(a) >> (BigInt(b) & 63n))],
];
/** Doubles hold them exactly. */
const LARGE = [...WHOLE, 2 ** 40 + 5, -(2 ** 40) - 5, 2 ** 52 - 1, -(2 ** 52)];

describe("whole numbers of 64 bits", () => {
  it.each(I64)("%s is what BigInt does", (_name, code, twin) => {
    const run = kernelOf(["f64", "f64"], "f64", ([a, b]) =>
      f64.fromI64(code(i64.nearest(get(a!)), i64.nearest(get(b!)))),
    );
    for (const a of LARGE)
      for (const b of LARGE) expect([a, b, run(a, b) + 0]).toEqual([a, b, twin(a, b) + 0]);
  });

  it("ne tells numbers apart that differ in the high half alone", () => {
    const run = kernelOf(["f64", "f64"], "i32", ([a, b]) =>
      i64.ne(i64.nearest(get(a!)), i64.nearest(get(b!))),
    );
    expect([run(5, 5), run(5, 5 + 2 ** 40), run(-1, 2 ** 32 - 1)]).toEqual([0, 1, 1]);
  });

  it("nearest rounds halves to even, bounds what is too large, and takes NaN for 0", () => {
    const run = kernelOf(["f64"], "f64", ([a]) => f64.fromI64(i64.nearest(get(a!))));
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 1e300, Number.NaN].map((value) => run(value) + 0)).toEqual([
      0,
      2,
      2,
      0,
      -2,
      2 ** 63,
      0,
    ]);
  });

  it("low takes the low half, constants come back with their sign", () => {
    const low = kernelOf(["f64"], "i32", ([a]) => i32.low(i64.nearest(get(a!))));
    expect([low(2 ** 40 + 7), low(-1), low(2 ** 31)]).toEqual([7, -1, -(2 ** 31)]);
    for (const value of WHOLE) {
      expect(kernelOf([], "f64", () => f64.fromI64(i64.constant(value)))()).toBe(value);
    }
  });

  it("are added and subtracted in pairs, without carrying over", () => {
    const memory = allocateMemory(1);
    const words = new BigInt64Array(memory.buffer);
    words.set([-1n, 5n, 1n, -7n]);
    const both = (code: (a: Code, b: Code) => Code) =>
      store.v128(constant(32), code(load.v128(constant(0)), load.v128(constant(16))));
    kernelOf([], undefined, () => both(i64x2.add), memory)();
    expect([...words.slice(4, 6)]).toEqual([0n, -2n]);
    kernelOf([], undefined, () => both(i64x2.sub), memory)();
    expect([...words.slice(4, 6)]).toEqual([-2n, 12n]);
    kernelOf([], undefined, () => store.v128(constant(0), i64x2.zero), memory)();
    expect([...words.slice(0, 3)]).toEqual([0n, 0n, 1n]);
  });

  it("are read and written whole", () => {
    const memory = allocateMemory(1);
    const words = new BigInt64Array(memory.buffer);
    words[1] = -(2n ** 62n) + 3n;
    kernelOf([], undefined, () => store.i64(constant(16), load.i64(constant(0), 8), 8), memory)();
    expect(words[3]).toBe(words[1]);
  });
});
