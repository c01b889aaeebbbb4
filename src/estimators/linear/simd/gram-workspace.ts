// Where panels are multiplied: in WebAssembly with SIMD when the work pays for it, else in plain TypeScript.
import { addPanelGram } from "../gram.kernel.ts";
import { GRAM_FUNCTIONS } from "./gram-functions.ts";
import { isWorthSimd, SimdMemory } from "./simd-memory.ts";

/** Room for one panel and for the products of its columns. */
export interface GramWorkspace {
  /** Length `stride * width`: to be filled with a panel, column after column. */
  readonly panel: Float64Array;
  /** Length `width * width`, row-major, lower triangle: the sum so far. */
  readonly products: Float64Array;
  /** Adds the products of the columns of the panel. */
  add(): void;
}

const memory = new SimdMemory(GRAM_FUNCTIONS);

/**
 * Room for panels. Only one may be in use at a time: the next call may hand out the same memory again.
 *
 * @param stride Rows of a panel, a multiple of 8.
 * @param width Columns of a panel, a multiple of 4.
 * @param nRows Rows that will go through it in all.
 */
export function gramWorkspace(stride: number, width: number, nRows: number): GramWorkspace {
  const simd = isWorthSimd(nRows * width * width) ? simdWorkspace(stride, width) : undefined;
  return simd ?? plainWorkspace(stride, width);
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
  const room = memory.take(panelBytes + 8 * width * width);
  if (room === undefined) return undefined;
  memory.giveBack(room);
  const kernel = room.kernels["addPanelGram"]!;
  const panel = new Float64Array(room.buffer, 0, stride * width).fill(0);
  const products = new Float64Array(room.buffer, panelBytes, width * width).fill(0);
  return { panel, products, add: () => kernel(0, stride, width, panelBytes) };
}
