// The few WebAssembly instructions that the kernels use, as functions that write like formulas and return bytes.
// Encoding: WebAssembly Core Specification 2.0, chapter 5. An expression leaves one value, a statement none.

/** Encoded instructions. */
export type Code = readonly number[];

/** A local variable of a function, by its number: parameters first. */
export type Local = number;

/** An unsigned number in the format's variable length (LEB128). */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** A signed number of 32 bits in the format's variable length. */
function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const isLast = (rest === 0 && low < 64) || (rest === -1 && low >= 64);
    bytes.push(isLast ? low : low + 128);
    if (isLast) return bytes;
  }
}

/** The value of a local. */
export function get(local: Local): Code {
  return [0x20, ...unsigned(local)];
}

/** Gives a local a value. */
export function set(local: Local, value: Code): Code {
  return [...value, 0x21, ...unsigned(local)];
}

/** A whole number of 32 bits. */
export function i32(value: number): Code {
  return [0x41, ...signed(value)];
}

/** The sum of two whole numbers. */
export function i32Add(a: Code, b: Code): Code {
  return [...a, ...b, 0x6a];
}

/** The product of two whole numbers. */
export function i32Mul(a: Code, b: Code): Code {
  return [...a, ...b, 0x6c];
}

/** Whether a is below b, both unsigned. */
export function i32Below(a: Code, b: Code): Code {
  return [...a, ...b, 0x49];
}

/** The double at an address. */
export function f64Load(address: Code, offset = 0): Code {
  return [...address, 0x2b, 3, ...unsigned(offset)];
}

/** Writes a double to an address. */
export function f64Store(address: Code, value: Code, offset = 0): Code {
  return [...address, ...value, 0x39, 3, ...unsigned(offset)];
}

/** The sum of two doubles. */
export function f64Add(a: Code, b: Code): Code {
  return [...a, ...b, 0xa0];
}

/** The two doubles at an address. */
export function f64x2Load(address: Code, offset = 0): Code {
  return [...address, 0xfd, 0, 3, ...unsigned(offset)];
}

/** Two zeros. */
export const F64X2_ZERO: Code = [0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/** The sums of two pairs of doubles. */
export function f64x2Add(a: Code, b: Code): Code {
  return [...a, ...b, 0xfd, 0xf0, 1];
}

/** The products of two pairs of doubles. */
export function f64x2Mul(a: Code, b: Code): Code {
  return [...a, ...b, 0xfd, 0xf2, 1];
}

/** The sum of the two doubles of a pair that a local holds. */
export function f64x2Sum(pair: Local): Code {
  return f64Add([...get(pair), 0xfd, 0x21, 0], [...get(pair), 0xfd, 0x21, 1]);
}

/** Runs the body, and again as long as the condition holds after it. */
export function repeatWhile(condition: Code, ...body: readonly Code[]): Code {
  return [0x03, 0x40, ...body.flat(), ...condition, 0x0d, 0, 0x0b];
}

/** Calls a function of the same module, which returns nothing. */
export function call(functionNumber: number, ...values: readonly Code[]): Code {
  return [...values.flat(), 0x10, ...unsigned(functionNumber)];
}
