// The compiled kernels of this thread, and blocks of memory on which they work.
import {
  allocateMemory,
  compile,
  instantiate,
  type WasmKernel,
  type WasmModule,
} from "../../../numeric/index.ts";
import { GRAM_FUNCTIONS } from "./gram-functions.ts";
import { SWEEP_FUNCTIONS } from "./sweep-functions.ts";

/** Fewer multiplications than this, in all fits so far, take less time than making the module. */
const WORTH_A_MODULE = 4e6;
/** A memory is kept for the next use unless it has become larger than this. */
const KEPT_BYTES = 2 ** 26;

/** A block of memory and the kernels that work on it, by name. */
export interface SimdRoom {
  readonly buffer: ArrayBufferLike;
  readonly kernels: Readonly<Record<string, WasmKernel>>;
}

let workSoFar = 0;
/** The compiled kernels, once they have been needed; null when they cannot be compiled. */
let compiled: WasmModule | null | undefined;

/**
 * Whether it pays to use SIMD for some work, counting what came before it.
 *
 * @param multiplications How much work there is.
 */
export function isWorthSimd(multiplications: number): boolean {
  workSoFar += multiplications;
  return workSoFar >= WORTH_A_MODULE;
}

/** Rooms of one size about, kept for the next use. */
export class SimdMemory {
  #kept: SimdRoom | undefined;

  /** Room of at least some bytes, not cleared; undefined where there is no WebAssembly, no SIMD in it, or no memory. */
  take(bytes: number): SimdRoom | undefined {
    const kept = this.#kept;
    this.#kept = undefined;
    return kept !== undefined && kept.buffer.byteLength >= bytes ? kept : newRoom(bytes);
  }

  /** For the next use, now that this one is over. */
  giveBack(room: SimdRoom): void {
    if (room.buffer.byteLength <= KEPT_BYTES) this.#kept = room;
  }
}

function newRoom(bytes: number): SimdRoom | undefined {
  if (compiled === null) return undefined;
  try {
    compiled ??= compile([...GRAM_FUNCTIONS, ...SWEEP_FUNCTIONS]);
  } catch {
    compiled = null;
    return undefined;
  }
  try {
    const memory = allocateMemory(bytes);
    return { buffer: memory.buffer, kernels: instantiate(compiled, memory) };
  } catch {
    return undefined;
  }
}
