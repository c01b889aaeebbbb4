// Typed-array kernels and what they work on.
export { columnOf, type Matrix } from "./matrix.ts";
