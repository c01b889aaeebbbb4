// Memory and running code of WebAssembly kernels.
import { assemble, type WasmFunction } from "./assemble.ts";

/** What is used of the WebAssembly API here: TypeScript has its types only together with those of browsers. */
declare const WebAssembly: {
  readonly Memory: new (descriptor: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, WasmKernel>> };
};

/** A block of memory that WebAssembly and typed arrays share. It never grows, so views of it stay good. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** A kernel: numbers in, a number out (undefined where it has no result). */
export type WasmKernel = (...values: number[]) => number;

const PAGE_BYTES = 65_536;

/**
 * Memory of at least some bytes, all 0.
 *
 * @param bytes At most 4 GiB, which is what 32 bits address.
 * @throws RangeError when there is not that much.
 */
export function allocateMemory(bytes: number): WasmMemory {
  return new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / PAGE_BYTES)) });
}

/** Assembles and compiles functions that work on a memory; gives them by name. */
export function instantiate(
  functions: readonly WasmFunction[],
  memory: WasmMemory,
): Readonly<Record<string, WasmKernel>> {
  const module = new WebAssembly.Module(assemble(functions));
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
