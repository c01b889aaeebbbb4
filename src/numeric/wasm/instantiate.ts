// Memory and running code of WebAssembly kernels.
import { assemble, type WasmFunction } from "./assemble.ts";

/** What is used of the WebAssembly API here: TypeScript has its types only together with those of browsers. */
declare const WebAssembly: {
  readonly Memory: new (descriptor: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, WasmKernel>> };
};

/** A block of memory that WebAssembly and typed arrays share. It never grows, so views of it stay good. */
export interface WasmMemory {
  readonly buffer: ArrayBufferLike;
}

/** Compiled kernels, which may be handed to other threads. */
export type WasmModule = object;

/** A kernel: numbers in, a number out (undefined where it has no result). */
export type WasmKernel = (...values: number[]) => number;

const PAGE_BYTES = 65_536;

/**
 * Memory of at least some bytes, all 0.
 *
 * @param bytes At most 4 GiB, which is what 32 bits address.
 * @param isShared Whether several threads work on it.
 * @throws RangeError when there is not that much.
 */
export function allocateMemory(bytes: number, isShared = false): WasmMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  return new WebAssembly.Memory(
    isShared ? { initial: pages, maximum: pages, shared: true } : { initial: pages },
  );
}

/** Assembles and compiles functions; `isShared` must be that of the memory they will work on. */
export function compile(functions: readonly WasmFunction[], isShared = false): WasmModule {
  return new WebAssembly.Module(assemble(functions, isShared));
}

/** The kernels of a module over a memory, by name. */
export function instantiate(module: WasmModule, memory: WasmMemory): Readonly<Record<string, WasmKernel>> {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}
