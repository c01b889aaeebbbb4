// What the two growers, exact and by histogram, have in common.
import type { ColumnSampler } from "./column-sampler.ts";
import type { GrowingTree } from "./growing-tree.ts";

/** Gradient and hessian of every row, in pairs: `[2i]` and `[2i + 1]`, float32. */
export type GradientPairs = Float32Array;

/** The rows of a node: from `begin` to `end - 1` in an array of rows. */
export interface RowRange {
  readonly begin: number;
  readonly end: number;
}

/** A grown tree and the training rows that ended up in each of its leaves. */
export interface GrownTree {
  readonly tree: GrowingTree;
  /** Row numbers; each leaf owns a stretch. */
  readonly rows: Uint32Array;
  rangeOf(leaf: number): RowRange;
}

/** Grows trees on the features it was made for. */
export interface TreeGrower {
  /** Grows one tree from the gradients of all rows. What it hands back is valid until the next call. */
  grow(gradients: GradientPairs, columns: ColumnSampler): GrownTree;
  /** Gives back what it holds besides memory. */
  close(): void;
}
