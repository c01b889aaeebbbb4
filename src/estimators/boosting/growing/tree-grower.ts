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
  /** Margins of the rows, where the grower has a place for them; then {@link addToMargins} works on it. */
  readonly margins?: Float32Array | undefined;
  /** Adds values to the margins of the rows of the last tree's leaves, for one of the outputs. */
  addToMargins?(leaves: readonly { readonly leaf: number; readonly value: number }[], output: number): void;
  /** Grows one tree from the gradients of all rows. What it hands back is valid until the next call. */
  grow(gradients: GradientPairs, columns: ColumnSampler): GrownTree;
  /** Gives back what it holds besides memory. */
  close(): void;
}
