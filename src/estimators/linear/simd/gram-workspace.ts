// Where panels are multiplied: in WebAssembly with SIMD when the work pays for it, else in plain TypeScript.
import { allocateMemory, instantiate, type WasmKernel, type WasmMemory } from "../../../numeric/index.ts";
import { addPanelGram } from "../gram.kernel.ts";
import { gramModule } from "./gram-module.ts";

/** Room for one panel and for the products of its columns. */
export interface GramWorkspace {
  /** Length `stride * width`: to be filled with a panel, column after column. */
  readonly panel: Float64Array;
  /** Length `width * width`, row-major, lower triangle: the sum so far. */
  readonly products: Float64Array;
  /** Adds the products of the columns of the panel. */
  add(): void;
}

/** Fewer multiplications than this, in all fits so far, take less time than making the module. */
const WORTH_A_MODULE = 4e6;
/** The memory of a module is kept for the next fit unless it has become larger than this. */
const KEPT_BYTES = 2 ** 26;

/**
 * Room for panels. Only one may be in use at a time: the next call may hand out the same memory again.
 *
 * @param stride Rows of a panel, a multiple of 8.
 * @param width Columns of a panel, a multiple of 4.
 * @param nRows Rows that will go through it in all.
 */
export function gramWorkspace(stride: number, width: number, nRows: number): GramWorkspace {
  workSoFar += nRows * width * width;
  return (
    (workSoFar >= WORTH_A_MODULE ? simdWorkspace(stride, width) : undefined) ?? plainWorkspace(stride, width)
  );
}

/** In plain TypeScript. */
export function plainWorkspace(stride: number, width: number): GramWorkspace {
  const panel = new Float64Array(stride * width);
  const products = new Float64Array(width * width);
  return { panel, products, add: () => addPanelGram(panel, stride, width, products) };
}

/** In WebAssembly; undefined where that, or its SIMD, is not there. */
export function simdWorkspace(stride: number, width: number): GramWorkspace | undefined {
  const panelBytes = 8 * stride * width;
  const bytes = panelBytes + 8 * width * width;
  const made = kernelWith(bytes);
  if (made === undefined) return undefined;
  const { kernel, memory } = made;
  const panel = new Float64Array(memory.buffer, 0, stride * width).fill(0);
  const products = new Float64Array(memory.buffer, panelBytes, width * width).fill(0);
  return { panel, products, add: () => kernel(0, stride, width, panelBytes) };
}

/** A memory, and the kernel that works on it. */
interface GramKernel {
  readonly memory: WasmMemory;
  readonly kernel: WasmKernel;
}

let workSoFar = 0;
/** The compiled kernel of this thread, once it has been needed; null when it cannot be compiled. */
let kept: GramKernel | null | undefined;

function kernelWith(bytes: number): GramKernel | undefined {
  if (kept === null) return undefined;
  if (kept !== undefined && kept.memory.buffer.byteLength >= bytes) return kept;
  const made = makeKernel(bytes);
  if (made === undefined || bytes <= KEPT_BYTES) kept = made ?? null;
  return made;
}

function makeKernel(bytes: number): GramKernel | undefined {
  try {
    const memory = allocateMemory(bytes);
    return { memory, kernel: instantiate(gramModule(), memory)["addPanelGram"]! };
  } catch {
    // No WebAssembly, none with SIMD, or no memory for it: the plain twin does the work.
    return undefined;
  }
}
