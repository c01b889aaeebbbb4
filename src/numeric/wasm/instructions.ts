// WebAssembly instructions as bytes, nested as expressions are: each function gives the code of one instruction and its
// operands. Source: WebAssembly Core Specification 2.0, chapter 5 (binary format).

/** The bytes of some instructions. */
export type Code = readonly number[];

/** A local variable of a function: a parameter or one of its own. */
export interface Local {
  readonly index: number;
}

/** The types of values, by their bytes. */
export const VALUE_TYPES = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** One of the types of values. */
export type ValueType = keyof typeof VALUE_TYPES;

/** An unsigned number in LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** A signed 32-bit number in LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

/** One after the other. */
export function sequence(...codes: readonly Code[]): Code {
  return codes.flat();
}

/** The value of a local. */
export const get = (local: Local): Code => [0x20, ...unsigned(local.index)];

/** Gives a local a value. */
export const set = (local: Local, value: Code): Code => [...value, 0x21, ...unsigned(local.index)];

/** Gives a local a value, and is that value. */
export const tee = (local: Local, value: Code): Code => [...value, 0x22, ...unsigned(local.index)];

/** A 32-bit constant. */
export const constant = (value: number): Code => [0x41, ...signed(value)];

/** A loop that runs its body, then again as long as the condition holds. The body runs at least once. */
export const doWhile = (body: Code, condition: Code): Code => [
  0x03,
  0x40,
  ...body,
  ...condition,
  0x0d,
  0,
  0x0b,
];

/** Runs its body only if the condition is not 0. */
export const when = (condition: Code, body: Code): Code => [...condition, 0x04, 0x40, ...body, 0x0b];

const binary =
  (opcode: readonly number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode];

/** Whole numbers of 32 bits. */
export const i32 = {
  add: binary([0x6a]),
  sub: binary([0x6b]),
  mul: binary([0x6c]),
  and: binary([0x71]),
  or: binary([0x72]),
  xor: binary([0x73]),
  shl: binary([0x74]),
  /** Whether a is less than b, both without sign. */
  ltU: binary([0x49]),
} as const;

/** Singles. */
export const f32 = {
  add: binary([0x92]),
  lt: binary([0x5d]),
  /** Whether a and b differ: true for NaN and itself. */
  ne: binary([0x5c]),
} as const;

/** Loads: a value from memory at an address plus a constant offset in bytes. */
const loadOp =
  (opcode: readonly number[]) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, 0, ...unsigned(offset)];

/** Stores: a value to memory at an address plus a constant offset in bytes. */
const storeOp =
  (opcode: readonly number[]) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...opcode, 0, ...unsigned(offset)];

const simd = (opcode: number): number[] => [0xfd, ...unsigned(opcode)];

/** Reads from memory. */
export const load = {
  i32: loadOp([0x28]),
  f32: loadOp([0x2a]),
  u8: loadOp([0x2d]),
  u16: loadOp([0x2f]),
  v128: loadOp(simd(0)),
  /** Eight bytes into the low half of a vector, zeros into the high half. */
  low64: loadOp(simd(0x5d)),
} as const;

/** Writes to memory. */
export const store = {
  i32: storeOp([0x36]),
  f32: storeOp([0x38]),
  u8: storeOp([0x3a]),
  u16: storeOp([0x3b]),
  v128: storeOp(simd(11)),
} as const;

/** Vectors of two doubles. */
export const f64x2 = {
  add: binary(simd(0xf0)),
  sub: binary(simd(0xf1)),
  /** The two singles in the low half of a vector, as doubles. */
  promoteLow: (value: Code): Code => [...value, ...simd(0x5f)],
} as const;
