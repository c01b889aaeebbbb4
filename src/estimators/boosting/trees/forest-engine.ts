// Trees in a block of memory, ready to predict many rows; serves numeric trees in single precision.
import { allocateMemory } from "../../../numeric/index.ts";
import type { Features } from "./features.ts";
import {
  type ForestKernels,
  makeForestKernels,
  NODE_BYTES,
  ROWS_TOGETHER,
  TREE_BYTES,
} from "./forest-kernel.ts";
import { LEAF, type PackedForest } from "./packed-forest.ts";

/** Bytes of features in one block of rows, about: they are to stay in the nearest cache. */
const BLOCK_BYTES = 16_384;
const MIN_BLOCK_ROWS = 16;
/** Bytes of nodes that are served. */
const MAX_NODE_BYTES = 2 ** 30;

/** What predictions work in. */
interface Workspace {
  readonly buffer: ArrayBufferLike;
  readonly kernels: ForestKernels;
  /** Whose nodes and trees are at its start. */
  owner: ForestEngine | undefined;
}

/**
 * The memory predictions work in, and the kernels over it. One for the process: a memory takes gigabytes of addresses,
 * so that one a model would soon be too many, and a prediction is over before another begins.
 */
let workspace: Workspace | undefined;

function workspaceOf(bytes: number): Workspace {
  if (workspace === undefined || workspace.buffer.byteLength < bytes) {
    const memory = allocateMemory(bytes);
    workspace = { buffer: memory.buffer, kernels: makeForestKernels(memory), owner: undefined };
  }
  return workspace;
}

/** The trees of one booster, laid out for the kernel. */
export class ForestEngine {
  readonly #nodes: Int32Array;
  /** One entry a tree: the address of the root, the depth, 0, 0; see forest-kernel.ts. */
  readonly #trees: Int32Array;

  /** Whether a forest can be served: no categories, no doubles, not too many nodes. */
  static serves(forest: PackedForest): boolean {
    return (
      forest.conditions instanceof Float32Array &&
      forest.categoryBits.length === 0 &&
      forest.features.length * NODE_BYTES <= MAX_NODE_BYTES
    );
  }

  /** @param outputs Which margin of a row each tree adds to. */
  constructor(forest: PackedForest, outputs: Int32Array) {
    this.#nodes = nodesOf(forest);
    this.#trees = new Int32Array((forest.nTrees * TREE_BYTES) / 4);
    for (let t = 0; t < forest.nTrees; t++) {
      const depth = Math.max(1, forest.depths[t]!);
      this.#trees.set([forest.roots[t]! * NODE_BYTES, depth, 4 * outputs[t]!], (t * TREE_BYTES) / 4);
    }
  }

  /**
   * Adds the leaf values of some trees to the margins of all rows.
   *
   * @param margins `nOutputs` a row.
   */
  addLeafValues(
    features: Features,
    firstTree: number,
    endTree: number,
    margins: Float32Array,
    nOutputs: number,
  ): void {
    if (endTree <= firstTree || features.nRows === 0) return;
    const rowBytes = 4 * features.nColumns;
    const marginBytes = 4 * nOutputs;
    const wanted = Math.floor(BLOCK_BYTES / rowBytes / ROWS_TOGETHER) * ROWS_TOGETHER;
    const blockRows = Math.max(MIN_BLOCK_ROWS, wanted);
    const treesAt = this.#nodes.byteLength;
    const rowsAt = treesAt + this.#trees.byteLength;
    const marginsAt = rowsAt + blockRows * rowBytes;
    const { buffer, kernels } = this.#occupy(marginsAt + blockRows * marginBytes);
    const rows = new Float32Array(buffer, rowsAt, blockRows * features.nColumns);
    const work = new Float32Array(buffer, marginsAt, blockRows * nOutputs);
    for (let first = 0; first < features.nRows; first += blockRows) {
      const count = Math.min(blockRows, features.nRows - first);
      const block = margins.subarray(first * nOutputs, (first + count) * nOutputs);
      features.readRows(first, count, rows);
      work.set(block);
      if (count < ROWS_TOGETHER) {
        const [from, to] = [treesAt + TREE_BYTES * firstTree, treesAt + TREE_BYTES * endTree];
        for (let i = 0; i < count; i++) {
          kernels.addRow(from, to, rowsAt + i * rowBytes, marginsAt + i * marginBytes);
        }
      } else {
        for (let t = firstTree; t < endTree; t++) {
          const at = (t * TREE_BYTES) / 4;
          const [root, depth, output] = [this.#trees[at]!, this.#trees[at + 1]!, this.#trees[at + 2]!];
          kernels.addLeafValues(
            root,
            depth,
            rowsAt,
            rowsAt + count * rowBytes,
            rowBytes,
            marginsAt + output,
            marginBytes,
          );
        }
      }
      block.set(work.subarray(0, block.length));
    }
  }

  /** The workspace with the nodes and trees of this engine at its start. */
  #occupy(bytes: number): Workspace {
    const space = workspaceOf(bytes);
    if (space.owner === this) return space;
    new Int32Array(space.buffer, 0, this.#nodes.length).set(this.#nodes);
    new Int32Array(space.buffer, this.#nodes.byteLength, this.#trees.length).set(this.#trees);
    space.owner = this;
    return space;
  }
}

function nodesOf(forest: PackedForest): Int32Array {
  const nodes = new Int32Array((forest.features.length * NODE_BYTES) / 4);
  const floats = new Float32Array(nodes.buffer);
  for (let node = 0; node < forest.features.length; node++) {
    const at = (node * NODE_BYTES) / 4;
    const isLeaf = forest.features[node] === LEAF;
    const left = isLeaf ? node : forest.lefts[node]!;
    nodes[at] = isLeaf ? 0 : 4 * forest.features[node]!;
    floats[at + 1] = isLeaf ? Number.POSITIVE_INFINITY : forest.conditions[node]!;
    nodes[at + 2] = left * NODE_BYTES + (isLeaf || forest.missingStep[node] === 0 ? 1 : 0);
    floats[at + 3] = isLeaf ? forest.conditions[node]! : 0;
  }
  return nodes;
}
