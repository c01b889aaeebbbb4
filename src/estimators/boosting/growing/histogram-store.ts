// What growing asks of whoever keeps the rows and the histograms of nodes.
import type { NodeToSplit } from "./node-to-split.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";

/** A node that has been split: its rows are to go to its children. */
export interface SplitNode {
  readonly node: number;
  /** The right child has the next number. */
  readonly leftChild: number;
  readonly split: SplitCandidate;
}

/** A split node whose children are to get histograms; `histogram` is the node's own, which is used up. */
export interface NodeToOpen<H> extends SplitNode {
  readonly histogram: H;
}

/** A leaf for which the best split is wanted, among some features in rising order. */
export interface NodeToSearch<H> {
  readonly toSplit: NodeToSplit;
  readonly histogram: H;
  readonly features: Int32Array;
  /** Takes the best split. */
  readonly split: SplitCandidate;
}

/** Keeps the rows of one training by node, and histograms of type `H`. */
export interface HistogramStore<H> {
  /** Row numbers; each node owns a stretch, in rising order. */
  readonly rows: Uint32Array;
  /** Margins of the rows, where the store has a place for them. */
  readonly margins?: Float32Array;
  /** The stretch of a node; empty for a node that has none. */
  rangeOf(node: number): RowRange;
  /** Starts a tree: all rows in node 0. */
  start(gradients: GradientPairs): void;
  /** The histogram of node 0 and the sums of all rows. */
  openRoot(): { readonly histogram: H; readonly sumGradient: number; readonly sumHessian: number };
  /** Hands the rows of nodes to their children. */
  part(nodes: readonly SplitNode[]): void;
  /** Histograms of the children, left and right, of each node. */
  openChildren(nodes: readonly NodeToOpen<H>[]): (readonly [H, H])[];
  /** Finds the best split of each node. */
  search(nodes: readonly NodeToSearch<H>[], evaluator: SplitEvaluator): void;
  /** Adds values to the margins of the rows of leaves, for one of the outputs. */
  addToMargins?(leaves: readonly { readonly leaf: number; readonly value: number }[], output: number): void;
  /** Takes a histogram back that is no longer needed. */
  release(histogram: H): void;
  /** Ends the helping threads, if there are any. */
  close(): void;
}
