// The compiled kernels of this thread, and blocks of memory on which they work.
import {
  allocateMemory,
  compile,
  instantiate,
  type WasmFunction,
  type WasmKernel,
  type WasmModule,
} from "../../../numeric/index.ts";

/** Fewer multiplications than this take less time than making the module. */
const WORTH_A_MODULE = 4e6;
/** A memory is kept for the next use unless it has become larger than this. */
const KEPT_BYTES = 2 ** 26;

/** A block of memory and the kernels that work on it, by name. */
export interface SimdRoom {
  readonly buffer: ArrayBufferLike;
  readonly kernels: Readonly<Record<string, WasmKernel>>;
}

let workSoFar = 0;

/**
 * Whether it pays to use SIMD for some work. What a process did before does not count: kernels that add in another order
 * than their plain twins give other last bits, and the same fit must give the same bits wherever it runs.
 *
 * @param multiplications How much work there is.
 */
export function isWorthSimd(multiplications: number): boolean {
  return multiplications >= WORTH_A_MODULE;
}

/** Whether it pays, counting what came before it: for kernels with the same bits as their plain twins. */
export function isWorthExactSimd(multiplications: number): boolean {
  workSoFar += multiplications;
  return workSoFar >= WORTH_A_MODULE;
}

/** Compiles kernels when they are first needed, and keeps a room for the next use. */
export class SimdMemory {
  readonly #functions: readonly WasmFunction[];
  /** Null when they cannot be compiled. */
  #compiled: WasmModule | null | undefined;
  #kept: SimdRoom | undefined;

  /** @param functions The kernels that work here. */
  constructor(functions: readonly WasmFunction[]) {
    this.#functions = functions;
  }

  /** Room of at least some bytes, not cleared; undefined where there is no WebAssembly, no SIMD in it, or no memory. */
  take(bytes: number): SimdRoom | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept !== undefined && kept.buffer.byteLength >= bytes ? kept : this.#newRoom(bytes);
  }

  /** For the next use, now that this one is over. */
  giveBack(room: SimdRoom): void {
    if (room.buffer.byteLength <= KEPT_BYTES) this.#kept = room;
  }

  #newRoom(bytes: number): SimdRoom | undefined {
    if (this.#compiled === null) return undefined;
    try {
      this.#compiled ??= compile(this.#functions);
    } catch {
      this.#compiled = null;
      return undefined;
    }
    try {
      const memory = allocateMemory(bytes);
      return { buffer: memory.buffer, kernels: instantiate(this.#compiled, memory) };
    } catch {
      return undefined;
    }
  }
}
