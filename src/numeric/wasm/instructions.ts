// WebAssembly instructions as bytes, nested as expressions are: each function gives the code of one instruction and its
// operands. Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).
import { signed, unsigned } from "./leb128.ts";

/** The bytes of some instructions. */
export type Code = readonly number[];

/** A local variable of a function: a parameter or one of its own. */
export interface Local {
  readonly index: number;
}

type Binary = (a: Code, b: Code) => Code;
/** A value from memory at an address plus a constant offset in bytes. */
type Load = (address: Code, offset?: number) => Code;
/** A value to memory at an address plus a constant offset in bytes. */
type Store = (address: Code, value: Code, offset?: number) => Code;

/** The instructions that kernels here are made of. */
export interface Instructions {
  /** One after the other. */
  readonly sequence: (...codes: readonly Code[]) => Code;
  /** The value of a local. */
  readonly get: (local: Local) => Code;
  /** Gives a local a value. */
  readonly set: (local: Local, value: Code) => Code;
  /** Gives a local a value, and is that value. */
  readonly tee: (local: Local, value: Code) => Code;
  /** A 32-bit whole number. */
  readonly constant: (value: number) => Code;
  /** The first value if the condition is not 0, else the second. */
  readonly select: (a: Code, b: Code, condition: Code) => Code;
  /** Runs its body only if the condition is not 0. */
  readonly when: (condition: Code, body: Code) => Code;
  /** Runs the first body if the condition is not 0, else the second. */
  readonly whenElse: (condition: Code, body: Code, otherwise: Code) => Code;
  /** Runs its body, then again as long as the condition is not 0. */
  readonly doWhile: (body: Code, condition: Code) => Code;
  /** Copies bytes within the memory; the two stretches may overlap. */
  readonly copy: (to: Code, from: Code, bytes: Code) => Code;
  /** Computes a value for its side effects alone. */
  readonly drop: (value: Code) => Code;
  /** Calls a function of the same module, by its place among those that were assembled. */
  readonly call: (functionIndex: number, ...values: readonly Code[]) => Code;
  /** Whole numbers of 32 bits; `ltU` and `leU` compare them without sign, `low` takes the low half of 64 bits. */
  readonly i32: {
    readonly add: Binary;
    readonly sub: Binary;
    readonly mul: Binary;
    readonly and: Binary;
    readonly or: Binary;
    readonly xor: Binary;
    readonly shl: Binary;
    readonly shrU: Binary;
    readonly eq: Binary;
    readonly ltU: Binary;
    readonly leU: Binary;
    readonly low: (value: Code) => Code;
  };
  /** Whole numbers of 64 bits; constants are of 32 bits, `shrS` keeps the sign, `nearest` rounds a double to even. */
  readonly i64: {
    readonly add: Binary;
    readonly sub: Binary;
    readonly and: Binary;
    readonly shl: Binary;
    readonly shrS: Binary;
    readonly ne: Binary;
    readonly nearest: (value: Code) => Code;
    readonly constant: (value: number) => Code;
  };
  /** Singles; `ne` holds for NaN and itself, `demote` rounds a double. */
  readonly f32: {
    readonly add: Binary;
    readonly sub: Binary;
    readonly mul: Binary;
    readonly div: Binary;
    readonly lt: Binary;
    readonly gt: Binary;
    readonly ne: Binary;
    readonly abs: (value: Code) => Code;
    readonly demote: (value: Code) => Code;
    readonly constant: (value: number) => Code;
  };
  /** Doubles; `fromI64` rounds a whole number of 64 bits. */
  readonly f64: {
    readonly add: Binary;
    readonly sub: Binary;
    readonly mul: Binary;
    readonly div: Binary;
    readonly ge: Binary;
    readonly gt: Binary;
    readonly ne: Binary;
    readonly abs: (value: Code) => Code;
    readonly promote: (value: Code) => Code;
    readonly fromI64: (value: Code) => Code;
    readonly constant: (value: number) => Code;
  };
  /** Vectors of two whole numbers of 64 bits; `zero` is a constant. */
  readonly i64x2: { readonly add: Binary; readonly sub: Binary; readonly zero: Code };
  /**
   * Vectors of two doubles; `splat` has the same double twice, `lane` is one of the two, the low one first, and `promoteLow`
   * makes them of the two singles in the low half of a vector.
   */
  readonly f64x2: {
    readonly add: Binary;
    readonly sub: Binary;
    readonly mul: Binary;
    readonly splat: (value: Code) => Code;
    readonly lane: (value: Code, index: 0 | 1) => Code;
    readonly promoteLow: (value: Code) => Code;
  };
  /** Reads from memory; `low64` fills the low half of a vector, and the high one with 0. */
  readonly load: {
    readonly i32: Load;
    readonly i64: Load;
    readonly f32: Load;
    readonly f64: Load;
    readonly u8: Load;
    readonly u16: Load;
    readonly v128: Load;
    readonly low64: Load;
  };
  /** Writes to memory. */
  readonly store: {
    readonly u8: Store;
    readonly u16: Store;
    readonly i32: Store;
    readonly i64: Store;
    readonly f32: Store;
    readonly f64: Store;
    readonly v128: Store;
  };
}

const binary =
  (...opcode: readonly number[]): Binary =>
  (a, b) => [...a, ...b, ...opcode];

const loadBy =
  (...opcode: readonly number[]): Load =>
  (address, offset = 0) => [...address, ...opcode, 0, ...unsigned(offset)];

const storeBy =
  (...opcode: readonly number[]): Store =>
  (address, value, offset = 0) => [...address, ...value, ...opcode, 0, ...unsigned(offset)];

/** Opcodes of vectors have a prefix. */
const vector = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

/** The instructions. */
export const wasm: Instructions = {
  sequence: (...codes) => codes.flat(),
  get: (local) => [0x20, ...unsigned(local.index)],
  set: (local, value) => [...value, 0x21, ...unsigned(local.index)],
  tee: (local, value) => [...value, 0x22, ...unsigned(local.index)],
  constant: (value) => [0x41, ...signed(value)],
  select: (a, b, condition) => [...a, ...b, ...condition, 0x1b],
  when: (condition, body) => [...condition, 0x04, 0x40, ...body, 0x0b],
  whenElse: (condition, body, otherwise) => [...condition, 0x04, 0x40, ...body, 0x05, ...otherwise, 0x0b],
  doWhile: (body, condition) => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b],
  copy: (to, from, bytes) => [...to, ...from, ...bytes, 0xfc, 10, 0, 0],
  drop: (value) => [...value, 0x1a],
  call: (functionIndex, ...values) => [...values.flat(), 0x10, ...unsigned(functionIndex)],
  i32: {
    add: binary(0x6a),
    sub: binary(0x6b),
    mul: binary(0x6c),
    and: binary(0x71),
    or: binary(0x72),
    xor: binary(0x73),
    shl: binary(0x74),
    shrU: binary(0x76),
    eq: binary(0x46),
    ltU: binary(0x49),
    leU: binary(0x4d),
    low: (value) => [...value, 0xa7],
  },
  i64: {
    add: binary(0x7c),
    sub: binary(0x7d),
    and: binary(0x83),
    shl: binary(0x86),
    shrS: binary(0x87),
    ne: binary(0x52),
    // Round to the nearest, then cut: what is too large becomes the largest.
    nearest: (value) => [...value, 0x9e, 0xfc, 6],
    constant: (value) => [0x42, ...signed(value)],
  },
  f32: {
    add: binary(0x92),
    sub: binary(0x93),
    mul: binary(0x94),
    div: binary(0x95),
    lt: binary(0x5d),
    gt: binary(0x5e),
    ne: binary(0x5c),
    abs: (value) => [...value, 0x8b],
    demote: (value) => [...value, 0xb6],
    constant: (value) => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  },
  f64: {
    add: binary(0xa0),
    sub: binary(0xa1),
    mul: binary(0xa2),
    div: binary(0xa3),
    ge: binary(0x66),
    gt: binary(0x64),
    ne: binary(0x62),
    abs: (value) => [...value, 0x99],
    promote: (value) => [...value, 0xbb],
    fromI64: (value) => [...value, 0xb9],
    constant: (value) => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)],
  },
  i64x2: {
    add: binary(...vector(0xce)),
    sub: binary(...vector(0xd1)),
    zero: [...vector(12), ...new Array<number>(16).fill(0)],
  },
  f64x2: {
    add: binary(...vector(0xf0)),
    sub: binary(...vector(0xf1)),
    splat: (value) => [...value, ...vector(0x14)],
    mul: binary(...vector(0xf2)),
    lane: (value, index) => [...value, ...vector(0x21), index],
    promoteLow: (value) => [...value, ...vector(0x5f)],
  },
  load: {
    i32: loadBy(0x28),
    i64: loadBy(0x29),
    f32: loadBy(0x2a),
    f64: loadBy(0x2b),
    u8: loadBy(0x2d),
    u16: loadBy(0x2f),
    v128: loadBy(...vector(0)),
    low64: loadBy(...vector(0x5d)),
  },
  store: {
    u8: storeBy(0x3a),
    u16: storeBy(0x3b),
    i32: storeBy(0x36),
    i64: storeBy(0x37),
    f32: storeBy(0x38),
    f64: storeBy(0x39),
    v128: storeBy(...vector(11)),
  },
};
