// Trees laid out for fast prediction: all nodes in one run of arrays, children side by side.
import { isLeaf, nodeCountOf, type Tree } from "./tree.ts";

/** Marks a leaf in {@link PackedForest.features}. */
export const LEAF = -1;

/** Several trees as arrays, one entry a node. Children are neighbours: the right one follows the left one. */
export interface PackedForest {
  readonly nTrees: number;
  /** First node of each tree, and one past the last node. */
  readonly roots: Int32Array;
  /** Feature asked about; {@link LEAF} in a leaf. */
  readonly features: Int32Array;
  /** Thresholds, and values of leaves. */
  readonly conditions: Float32Array | Float64Array;
  /** Number of the left child; in a leaf the number of the node in its own tree. */
  readonly lefts: Int32Array;
  /** 0 when a missing value goes left, 1 when it goes right. */
  readonly missingStep: Uint8Array;
  /** Where the bits of a categorical node start in `categoryBits`; -1 for a numeric node. */
  readonly categoryStarts: Int32Array;
  /** Number of 32-bit words of a categorical node. */
  readonly categorySizes: Int32Array;
  /** A set bit says that the category goes right. */
  readonly categoryBits: Uint32Array;
  /** Edges from the root to the deepest leaf of each tree. */
  readonly depths: Int32Array;
}

/** Lays trees out, level by level within each. */
export function packForest(trees: readonly Tree[]): PackedForest {
  const size = trees.reduce((sum, tree) => sum + nodeCountOf(tree), 0);
  const isDouble = trees.some((tree) => tree.splitConditions instanceof Float64Array);
  const forest = {
    nTrees: trees.length,
    roots: new Int32Array(trees.length + 1),
    features: new Int32Array(size),
    conditions: isDouble ? new Float64Array(size) : new Float32Array(size),
    lefts: new Int32Array(size),
    missingStep: new Uint8Array(size),
    categoryStarts: new Int32Array(size).fill(-1),
    categorySizes: new Int32Array(size),
    depths: new Int32Array(trees.length),
  };
  const words: number[] = [];
  let next = 0;
  trees.forEach((tree, t) => {
    const root = next;
    forest.roots[t] = root;
    const queue = [0];
    const depths = [0];
    next = root + 1;
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!;
      const packed = root + at;
      forest.conditions[packed] = tree.splitConditions[node]!;
      if (isLeaf(tree, node)) {
        forest.features[packed] = LEAF;
        forest.lefts[packed] = tree.leafNumbers?.[node] ?? node;
        forest.depths[t] = depths[at]!;
        continue;
      }
      forest.features[packed] = tree.splitIndices[node]!;
      forest.missingStep[packed] = tree.defaultLeft[node] === 1 ? 0 : 1;
      forest.lefts[packed] = next;
      const categories = tree.categories.get(node);
      if (categories !== undefined) {
        forest.categoryStarts[packed] = words.length;
        forest.categorySizes[packed] = pushBits(words, categories);
      }
      queue.push(tree.leftChildren[node]!, tree.rightChildren[node]!);
      depths.push(depths[at]! + 1, depths[at]! + 1);
      next += 2;
    }
  });
  forest.roots[trees.length] = next;
  return { ...forest, categoryBits: Uint32Array.from(words) };
}

function pushBits(words: number[], categories: Int32Array): number {
  const size = categories.length === 0 ? 0 : (categories.at(-1)! >>> 5) + 1;
  const start = words.length;
  for (let i = 0; i < size; i++) words.push(0);
  for (const category of categories) {
    const at = start + (category >>> 5);
    words[at] = (words[at]! | (1 << (category & 31))) >>> 0;
  }
  return size;
}
