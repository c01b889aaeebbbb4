// The assembler held against what is outside it: bytes that the specification gives, and the arithmetic of JavaScript
// for every instruction.
import { describe, expect, it } from "vitest";
import {
  allocateMemory,
  type Code,
  compile,
  instantiate,
  type Local,
  type WasmFunction,
  wasm,
} from "../../../src/numeric/index.ts";
import { assemble } from "../../../src/numeric/wasm/assemble.ts";
import { signed, unsigned } from "../../../src/numeric/wasm/leb128.ts";
import { kernelOf, type Operator, type Run, type Type } from "../../support/wasm-kernel.ts";

const { constant, f32, f64, f64x2, get, i32, load, select, sequence, set, store, tee } = wasm;

/** An operator of two values of a type. */
function operatorOf(type: Type, result: Type, code: Operator[1]): Run {
  return kernelOf([type, type], result, ([a, b]) => code(get(a!), get(b!)));
}

/** Memory with some bytes in it: `80 81 ... 9f`, all of them with the highest bit set. */
function bytesInMemory(): { readonly memory: ReturnType<typeof allocateMemory>; readonly view: DataView } {
  const memory = allocateMemory(1);
  new Uint8Array(memory.buffer).set(Array.from({ length: 32 }, (_, k) => 0x80 + k));
  return { memory, view: new DataView(memory.buffer) };
}

const WHOLE = [0, 1, -1, 7, 31, 33, 63, 64, -64, -65, 127, 128, 65_537, 2 ** 31 - 1, -(2 ** 31), 0x5555_5555];
const REAL = [0, -0, 1, -1, 0.1, -2.5, 1e-40, 5e-324, 3e38, 1e308, -1e308, Infinity, -Infinity, Number.NaN];
const fround = Math.fround;

const I32: readonly Operator[] = [
  ["add", i32.add, (a, b) => (a + b) | 0],
  ["sub", i32.sub, (a, b) => (a - b) | 0],
  ["mul", i32.mul, Math.imul],
  ["and", i32.and, (a, b) => a & b],
  ["or", i32.or, (a, b) => a | b],
  ["xor", i32.xor, (a, b) => a ^ b],
  ["shl", i32.shl, (a, b) => a << b],
  ["shrU", i32.shrU, (a, b) => (a >>> b) | 0],
  ["eq", i32.eq, (a, b) => Number(a === b)],
  ["ltU", i32.ltU, (a, b) => Number(a >>> 0 < b >>> 0)],
  ["leU", i32.leU, (a, b) => Number(a >>> 0 <= b >>> 0)],
];
const F32: readonly Operator[] = [
  ["add", f32.add, (a, b) => fround(a + b)],
  ["sub", f32.sub, (a, b) => fround(a - b)],
  ["mul", f32.mul, (a, b) => fround(a * b)],
  ["div", f32.div, (a, b) => fround(a / b)],
];
const F32_TESTS: readonly Operator[] = [
  ["lt", f32.lt, (a, b) => Number(a < b)],
  ["gt", f32.gt, (a, b) => Number(a > b)],
  ["ne", f32.ne, (a, b) => Number(a !== b)],
];
const F64: readonly Operator[] = [
  ["add", f64.add, (a, b) => a + b],
  ["sub", f64.sub, (a, b) => a - b],
  ["mul", f64.mul, (a, b) => a * b],
  ["div", f64.div, (a, b) => a / b],
];
const F64_TESTS: readonly Operator[] = [
  ["ge", f64.ge, (a, b) => Number(a >= b)],
  ["gt", f64.gt, (a, b) => Number(a > b)],
  ["ne", f64.ne, (a, b) => Number(a !== b)],
];
/** Writes a pair to an address. */
const pairOf = (a: Code, b: Code, at: number): Code =>
  sequence(store.f64(constant(at), a), store.f64(constant(at), b, 8));

describe.each([
  ["i32", "i32", "i32", I32, WHOLE],
  ["f32", "f32", "f32", F32, REAL.map(fround)],
  ["f32", "f32", "i32", F32_TESTS, REAL.map(fround)],
  ["f64", "f64", "f64", F64, REAL],
  ["f64", "f64", "i32", F64_TESTS, REAL],
] as const)("%s operators (%s to %s)", (_title, type, result, operators, values) => {
  it.each(operators)("%s is what JavaScript does, to the sign of zero and to NaN", (_name, code, twin) => {
    const run = operatorOf(type, result, code);
    for (const a of values) for (const b of values) expect([a, b, run(a, b)]).toEqual([a, b, twin(a, b)]);
  });
});

describe("conversions", () => {
  it("abs takes the sign away, also that of zero", () => {
    const abs = kernelOf(["f64"], "f64", ([a]) => f64.abs(get(a!)));
    const single = kernelOf(["f32"], "f32", ([a]) => f32.abs(get(a!)));
    for (const value of REAL) {
      expect(abs(value)).toBe(Math.abs(value));
      expect(single(fround(value))).toBe(Math.abs(fround(value)));
    }
  });

  it("demote rounds as Math.fround does, promote keeps the value", () => {
    const demote = kernelOf(["f64"], "f32", ([a]) => f32.demote(get(a!)));
    const promote = kernelOf(["f32"], "f64", ([a]) => f64.promote(get(a!)));
    for (const value of [...REAL, 1 + 2 ** -24, 1 + 3 * 2 ** -24, 2 ** -150]) {
      expect(demote(value)).toBe(fround(value));
      expect(promote(fround(value))).toBe(fround(value));
    }
  });
});

describe("constants", () => {
  it.each(WHOLE)("i32 %i comes back", (value) => {
    expect(kernelOf([], "i32", () => constant(value))()).toBe(value);
  });

  it.each(REAL)("f64 and f32 %d come back", (value) => {
    expect(kernelOf([], "f64", () => f64.constant(value))()).toBe(value);
    expect(kernelOf([], "f32", () => f32.constant(value))()).toBe(fround(value));
  });
});

describe("pairs of doubles", () => {
  const operators: readonly Operator[] = [
    ["add", f64x2.add, (a, b) => a + b],
    ["mul", f64x2.mul, (a, b) => a * b],
  ];

  it.each(operators)("%s works on each lane by itself", (_name, code, twin) => {
    const lanes = ([0, 1] as const).map((lane) =>
      kernelOf(["f64", "f64"], "f64", ([a, b]) =>
        sequence(
          pairOf(get(a!), get(b!), 0),
          pairOf(get(b!), get(b!), 16),
          f64x2.lane(code(load.v128(constant(0)), load.v128(constant(16))), lane),
        ),
      ),
    );
    for (const a of REAL) {
      for (const b of REAL) expect(lanes.map((run) => run(a, b))).toEqual([twin(a, b), twin(b, b)]);
    }
  });

  it("promoteLow takes the two singles of the low half, which low64 reads", () => {
    const memory = allocateMemory(1);
    new Float32Array(memory.buffer).set([9, 0.1, -0, 9, 9]);
    const lanes = ([0, 1] as const).map((lane) =>
      kernelOf([], "f64", () => f64x2.lane(f64x2.promoteLow(load.low64(constant(0), 4)), lane), memory),
    );
    expect(lanes.map((run) => run())).toEqual([fround(0.1), -0]);
  });

  it("low64 leaves 0 in the high half", () => {
    const { memory, view } = bytesInMemory();
    const lanes = ([0, 1] as const).map((lane) =>
      kernelOf([], "f64", () => f64x2.lane(load.low64(constant(1)), lane), memory),
    );
    expect(lanes.map((run) => run())).toEqual([view.getFloat64(1, true), 0]);
  });
});

describe("memory", () => {
  const { memory, view } = bytesInMemory();
  const OFFSETS = [0, 3, 8];

  it.each([
    ["i32", "i32", load.i32, (at: number) => view.getInt32(at, true)],
    ["u8", "i32", load.u8, (at: number) => view.getUint8(at)],
    ["u16", "i32", load.u16, (at: number) => view.getUint16(at, true)],
    ["f32", "f32", load.f32, (at: number) => view.getFloat32(at, true)],
    ["f64", "f64", load.f64, (at: number) => view.getFloat64(at, true)],
  ] as const)(
    "load.%s reads what a DataView reads, little end first and unaligned",
    (_n, type, code, twin) => {
      for (const offset of OFFSETS) {
        const run = kernelOf(["i32"], type, ([at]) => code(get(at!), offset), memory);
        for (const at of [0, 1, 5]) expect(run(at)).toBe(twin(at + offset));
      }
    },
  );

  it.each([
    ["i32", "i32", store.i32, -2, [0xfe, 0xff, 0xff, 0xff]],
    ["f32", "f32", store.f32, -0.5, [0, 0, 0, 0xbf]],
    ["f64", "f64", store.f64, -0.5, [0, 0, 0, 0, 0, 0, 0xe0, 0xbf]],
    ["u8", "i32", store.u8, 0x1fe, [0xfe]],
    ["u16", "i32", store.u16, 0x1fefd, [0xfd, 0xfe]],
  ] as const)("store.%s writes its bytes and no others", (_name, type, code, value, bytes) => {
    const own = allocateMemory(1);
    kernelOf(["i32", type], undefined, ([at, given]) => code(get(at!), get(given!), 300), own)(5, value);
    const written = [...new Uint8Array(own.buffer)].flatMap((byte, at) => (byte === 0 ? [] : [[at, byte]]));
    expect(written).toEqual(bytes.flatMap((byte, k) => (byte === 0 ? [] : [[305 + k, byte]])));
  });

  it("load.v128 and store.v128 carry 16 bytes as they are", () => {
    const own = bytesInMemory().memory;
    const copy = kernelOf(
      ["i32"],
      undefined,
      ([at], local) => {
        const held = local("v128");
        return sequence(set(held, load.v128(get(at!), 1)), store.v128(get(at!), get(held), 200));
      },
      own,
    );
    copy(2);
    const bytes = new Uint8Array(own.buffer);
    expect(bytes.slice(202, 218)).toEqual(bytes.slice(3, 19));
    expect([bytes[201], bytes[218]]).toEqual([0, 0]);
  });

  it("copy moves bytes, also where the two stretches overlap", () => {
    const own = bytesInMemory().memory;
    const copy = kernelOf(
      ["i32", "i32", "i32"],
      undefined,
      ([to, from, bytes]) => wasm.copy(get(to!), get(from!), get(bytes!)),
      own,
    );
    copy(3, 1, 4);
    expect([...new Uint8Array(own.buffer, 0, 8)]).toEqual([0x80, 0x81, 0x82, 0x81, 0x82, 0x83, 0x84, 0x87]);
  });

  it("has the size asked for, in whole pages", () => {
    expect([0, 65_536, 65_537].map((n) => allocateMemory(n).buffer.byteLength)).toEqual([
      65_536, 65_536, 131_072,
    ]);
  });

  it("can be shared between threads, by a module made for it", () => {
    const shared = allocateMemory(8, true);
    const write: WasmFunction = {
      name: "write",
      parameters: ["i32"],
      body: ([value]) => store.i32(constant(4), get(value!)),
    };
    expect(shared.buffer).toBeInstanceOf(SharedArrayBuffer);
    instantiate(compile([write], true), shared)["write"]!(7);
    expect(new Int32Array(shared.buffer)[1]).toBe(7);
    expect(() => instantiate(compile([write], false), shared)).toThrow();
  });
});

describe("control", () => {
  it("select takes the first value unless the condition is 0", () => {
    const run = kernelOf(["i32"], "i32", ([c]) => select(constant(10), constant(20), get(c!)));
    expect([0, 1, -1, 2].map((c) => run(c))).toEqual([20, 10, 10, 10]);
  });

  it("when runs its body unless the condition is 0, tee sets and is the value", () => {
    const run = kernelOf(["i32"], "i32", ([c], local) => {
      const result = local("i32");
      return sequence(wasm.when(tee(result, get(c!)), set(result, constant(-9))), get(result));
    });
    expect([0, 1, 5].map((c) => run(c))).toEqual([0, -9, -9]);
  });

  it("whenElse runs the one body or the other", () => {
    const run = kernelOf(["i32"], "i32", ([c], local) => {
      const result = local("i32");
      return sequence(
        wasm.whenElse(get(c!), set(result, constant(1)), set(result, constant(2))),
        get(result),
      );
    });
    expect([0, 1, -5].map((c) => run(c))).toEqual([2, 1, 1]);
  });

  it("drop leaves only what computing a value did besides", () => {
    const run = kernelOf([], "i32", (_, local) => {
      const result = local("i32");
      return sequence(wasm.drop(tee(result, constant(3))), get(result));
    });
    expect(run()).toBe(3);
  });

  it("doWhile runs at least once, and until its condition is 0", () => {
    const factorial = kernelOf(["i32"], "f64", ([n], local) => {
      const [k, product] = [local("f64"), local("f64")];
      const next: Local = local("i32");
      return sequence(
        set(product, f64.constant(1)),
        wasm.doWhile(
          sequence(set(k, f64.add(get(k), f64.constant(1))), set(product, f64.mul(get(product), get(k)))),
          i32.ltU(tee(next, i32.add(get(next), constant(1))), get(n!)),
        ),
        get(product),
      );
    });
    expect([0, 1, 2, 10, 18].map((n) => factorial(n))).toEqual([1, 1, 2, 3_628_800, 6_402_373_705_728_000]);
  });

  it("call reaches the other functions of the module by their place, itself too", () => {
    const subtract: WasmFunction = {
      name: "subtract",
      parameters: ["i32", "i32"],
      result: "i32",
      body: ([a, b]) => i32.sub(get(a!), get(b!)),
    };
    const backwards: WasmFunction = {
      name: "backwards",
      parameters: ["i32", "i32"],
      result: "i32",
      body: ([a, b]) => wasm.call(0, get(b!), get(a!)),
    };
    const kernels = instantiate(compile([subtract, backwards]), allocateMemory(1));
    expect(kernels["backwards"]!(3, 10)).toBe(7);
    expect(kernels["subtract"]!(3, 10)).toBe(-7);
  });

  it("locals of any type follow the parameters, also more than 127 of them", () => {
    const run = kernelOf(["f64"], "f64", ([x], local) => {
      const many = Array.from({ length: 200 }, (_, k) => [local("f64"), local(k % 2 === 0 ? "i32" : "v128")]);
      return sequence(
        set(many[199]![0]!, f64.add(get(x!), f64.constant(1))),
        f64.add(get(many[199]![0]!), get(many[198]![0]!)),
      );
    });
    expect(run(41)).toBe(42);
  });
});

describe("the bytes", () => {
  it("of a function that adds are those that the specification's grammar gives", () => {
    const add: WasmFunction = {
      name: "add",
      parameters: ["i32", "i32"],
      result: "i32",
      body: ([a, b]) => i32.add(get(a!), get(b!)),
    };
    const expected = [
      "0061736d 01000000",
      "01 07 01 60 02 7f 7f 01 7f",
      "02 0f 01 03 656e76 06 6d656d6f7279 02 00 01",
      "03 02 01 00",
      "07 07 01 03 616464 00 00",
      "0a 09 01 07 00 20 00 20 01 6a 0b",
    ];
    expect(Buffer.from(assemble([add], false)).toString("hex")).toBe(expected.join("").replaceAll(" ", ""));
  });

  it.each([
    [0, "00"],
    [127, "7f"],
    [128, "8001"],
    [624_485, "e58e26"],
    [2 ** 32 - 1, "ffffffff0f"],
  ])("of %i without sign are %s", (value, hex) => {
    expect(Buffer.from(unsigned(value)).toString("hex")).toBe(hex);
  });

  it.each([
    [63, "3f"],
    [64, "c000"],
    [-1, "7f"],
    [-64, "40"],
    [-65, "bf7f"],
    [-123_456, "c0bb78"],
    [-(2 ** 31), "8080808078"],
  ])("of %i with sign are %s", (value, hex) => {
    expect(Buffer.from(signed(value)).toString("hex")).toBe(hex);
  });
});
