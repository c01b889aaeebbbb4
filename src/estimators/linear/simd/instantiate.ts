// The part of the WebAssembly interface that the kernels use; neither Node's types nor the language's own declare it.

/** Linear memory. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly env: { readonly memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** A function of a module all of whose parameters are whole numbers. */
export type WasmKernel = (...values: readonly number[]) => void;

/** A memory, and a function that works on it. */
export interface WasmInstance {
  readonly memory: WasmMemory;
  readonly kernel: WasmKernel;
}

/**
 * Compiles a module and gives it a memory.
 *
 * @param bytes The module.
 * @param name The function it exports.
 * @param nPages Size of the memory, in units of 64 KiB.
 * @returns Undefined where there is no WebAssembly, or none with SIMD, or compiling is not allowed.
 */
export function instantiate(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  nPages: number,
): WasmInstance | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: nPages });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    const kernel = exports[name];
    return isKernel(kernel) ? { memory, kernel } : undefined;
  } catch {
    // Whoever asked has a plain twin of the kernel.
    return undefined;
  }
}

function isKernel(value: unknown): value is WasmKernel {
  return typeof value === "function";
}
