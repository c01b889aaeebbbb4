// Puts functions together into a WebAssembly module, in memory and without a compiler: kernels in plain JavaScript are
// up to ten times slower where typed arrays change from call to call.
import type { Code, Local } from "./instructions.ts";
import { unsigned } from "./leb128.ts";

/** The types of values, by their bytes. */
const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** One of the types of values. */
export type ValueType = keyof typeof VALUE_TYPES;

/** A function to be assembled: gets its parameters and a maker of locals, gives its code. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  /** The code of the body. */
  readonly body: (parameters: readonly Local[], local: (type: ValueType) => Local) => Code;
}

/** Shared memory says how large it may be: 4 GiB in pages of 64 KiB. */
const MAX_PAGES = 65_536;
const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/**
 * The bytes of a module that imports its memory as `env.memory` and exports the functions by name.
 *
 * @param isShared Whether the memory is shared between threads.
 */
export function assemble(functions: readonly WasmFunction[], isShared: boolean): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((type) => [VALUE_TYPES[type]])),
    ...vector(result === undefined ? [] : [[VALUE_TYPES[result]]]),
  ]);
  const limits = isShared ? [0x03, ...unsigned(1), ...unsigned(MAX_PAGES)] : [0x00, ...unsigned(1)];
  return Uint8Array.from([
    ...MAGIC,
    ...section(1, types),
    ...section(2, [[...text("env"), ...text("memory"), 0x02, ...limits]]),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(
      7,
      functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)]),
    ),
    ...section(10, functions.map(functionCode)),
  ]);
}

function functionCode({ parameters, body }: WasmFunction): number[] {
  const locals: ValueType[] = [];
  const given = parameters.map((_, index): Local => ({ index }));
  const code = body(given, (type) => ({ index: parameters.length + locals.push(type) - 1 }));
  const content = [...vector(locals.map((type) => [1, VALUE_TYPES[type]])), ...code, 0x0b];
  return [...unsigned(content.length), ...content];
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = vector(items);
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return vector([...new TextEncoder().encode(value)].map((byte) => [byte]));
}
