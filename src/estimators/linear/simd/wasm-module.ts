// Puts functions together into the bytes of a WebAssembly module. Encoding: WebAssembly Core Specification 2.0, 5.5.
import { type Code, type Local, unsigned } from "./wasm-code.ts";

const I32 = 0x7f;
const V128 = 0x7b;

/** A function all of whose parameters are whole numbers of 32 bits, and which returns nothing. */
export interface WasmFunction {
  readonly nParameters: number;
  /** Further locals that are whole numbers; they start at 0 and are numbered after the parameters. */
  readonly nIntegers: number;
  /** Further locals that are pairs of doubles, numbered after the integers. */
  readonly nPairs: number;
  readonly body: readonly Code[];
}

/** Hands out locals by turn, so that kernels need not count them. */
export class Locals {
  #nIntegers = 0;
  #nPairs = 0;
  readonly #nParameters: number;
  readonly #firstPair: number;

  /**
   * @param nParameters How many parameters the function has.
   * @param nIntegers How many integers will be asked for at most.
   */
  constructor(nParameters: number, nIntegers: number) {
    this.#nParameters = nParameters;
    this.#firstPair = nParameters + nIntegers;
  }

  /** A local for a whole number. */
  integer(): Local {
    return this.#nParameters + this.#nIntegers++;
  }

  /** A local for a pair of doubles. */
  pair(): Local {
    return this.#firstPair + this.#nPairs++;
  }

  /** The function that these locals belong to. */
  functionOf(body: readonly Code[]): WasmFunction {
    return {
      nParameters: this.#nParameters,
      nIntegers: this.#firstPair - this.#nParameters,
      nPairs: this.#nPairs,
      body,
    };
  }
}

/**
 * The bytes of a module that works on an imported memory (`env.memory`).
 *
 * @param functions In the order of their numbers.
 * @param exported The name and number of each function that can be called from outside.
 */
export function moduleBytes(
  functions: readonly WasmFunction[],
  exported: Readonly<Record<string, number>>,
): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ nParameters }) => [0x60, ...vector(new Array(nParameters).fill([I32])), 0]);
  const memory = [...text("env"), ...text("memory"), 0x02, 0x00, 1];
  const exports = Object.entries(exported).map(([name, at]) => [...text(name), 0x00, ...unsigned(at)]);
  const bodies = functions.map(({ nIntegers, nPairs, body }) => {
    const locals = vector([
      [...unsigned(nIntegers), I32],
      [...unsigned(nPairs), V128],
    ]);
    return sized([...locals, ...body.flat(), 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, at) => unsigned(at)),
    ),
    ...section(7, exports),
    ...section(10, bodies),
  ]);
}

function section(id: number, parts: readonly Code[]): Code {
  return [id, ...sized(vector(parts))];
}

function vector(parts: readonly Code[]): Code {
  return [...unsigned(parts.length), ...parts.flat()];
}

function sized(bytes: Code): Code {
  return [...unsigned(bytes.length), ...bytes];
}

function text(value: string): Code {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
