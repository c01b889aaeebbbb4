// Trees in a block of memory, ready to predict many rows; serves numeric trees in single precision.
import { allocateMemory, type WasmKernel } from "../../../numeric/index.ts";
import type { Features } from "./features.ts";
import { makeForestKernel, NODE_BYTES, ROWS_TOGETHER } from "./forest-kernel.ts";
import { LEAF, type PackedForest } from "./packed-forest.ts";

/** Bytes of features in one block of rows, about: they are to stay in the nearest cache. */
const BLOCK_BYTES = 16_384;
const MIN_BLOCK_ROWS = 16;
/** Bytes of nodes that are served. */
const MAX_NODE_BYTES = 2 ** 30;

/**
 * The memory predictions work in, and the kernel over it. One for the process: a memory takes gigabytes of addresses,
 * so that one a model would soon be too many, and a prediction is over before another begins.
 */
let workspace: { readonly buffer: ArrayBufferLike; readonly kernel: WasmKernel } | undefined;

function workspaceOf(bytes: number): { readonly buffer: ArrayBufferLike; readonly kernel: WasmKernel } {
  if (workspace === undefined || workspace.buffer.byteLength < bytes) {
    const memory = allocateMemory(bytes);
    workspace = { buffer: memory.buffer, kernel: makeForestKernel(memory) };
  }
  return workspace;
}

/** The trees of one booster, laid out for the kernel. */
export class ForestEngine {
  readonly #forest: PackedForest;
  readonly #nodes: Int32Array;

  /** Whether a forest can be served: no categories, no doubles, not too many nodes. */
  static serves(forest: PackedForest): boolean {
    return (
      forest.conditions instanceof Float32Array &&
      forest.categoryBits.length === 0 &&
      forest.features.length * NODE_BYTES <= MAX_NODE_BYTES
    );
  }

  constructor(forest: PackedForest) {
    this.#forest = forest;
    this.#nodes = nodesOf(forest);
  }

  /**
   * Adds the leaf values of some trees to the margins of all rows.
   *
   * @param outputs Which margin of a row each tree adds to.
   * @param margins `nOutputs` a row.
   */
  addLeafValues(
    features: Features,
    firstTree: number,
    endTree: number,
    outputs: Int32Array,
    margins: Float32Array,
    nOutputs: number,
  ): void {
    const rowBytes = 4 * features.nColumns;
    const marginBytes = 4 * nOutputs;
    const wanted = Math.floor(BLOCK_BYTES / rowBytes / ROWS_TOGETHER) * ROWS_TOGETHER;
    const blockRows = Math.max(MIN_BLOCK_ROWS, wanted);
    const rowsAt = this.#nodes.byteLength;
    const marginsAt = rowsAt + blockRows * rowBytes;
    const { buffer, kernel } = workspaceOf(marginsAt + blockRows * marginBytes);
    new Int32Array(buffer, 0, this.#nodes.length).set(this.#nodes);
    const rows = new Float32Array(buffer, rowsAt, blockRows * features.nColumns);
    const work = new Float32Array(buffer, marginsAt, blockRows * nOutputs);
    for (let first = 0; first < features.nRows; first += blockRows) {
      const count = Math.min(blockRows, features.nRows - first);
      const block = margins.subarray(first * nOutputs, (first + count) * nOutputs);
      features.readRows(first, count, rows);
      work.set(block);
      for (let t = firstTree; t < endTree; t++) {
        const root = this.#forest.roots[t]! * NODE_BYTES;
        const depth = Math.max(1, this.#forest.depths[t]!);
        kernel(
          root,
          depth,
          rowsAt,
          rowsAt + count * rowBytes,
          rowBytes,
          marginsAt + 4 * outputs[t]!,
          marginBytes,
        );
      }
      block.set(work.subarray(0, block.length));
    }
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
