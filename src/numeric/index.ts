// Typed-array kernels and what they work on.
export { argsortDescending } from "./argsort.kernel.ts";
export { firstNonFinite } from "./finite.kernel.ts";
export { type EncodedLabels, encodeLabels, type Label, sortLabels } from "./labels.ts";
export { columnOf, type Matrix, rowsOf } from "./matrix.ts";
export { median } from "./median.ts";
export { RandomState } from "./random-state.ts";
export { mean, sum, weightedSum } from "./sums.kernel.ts";
export { rowsToColumns } from "./transpose.kernel.ts";
export type { WasmFunction } from "./wasm/assemble.ts";
export {
  allocateMemory,
  compile,
  instantiate,
  type WasmKernel,
  type WasmMemory,
  type WasmModule,
} from "./wasm/instantiate.ts";
export { type Code, type Local, wasm } from "./wasm/instructions.ts";
