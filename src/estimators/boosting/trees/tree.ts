// One fitted tree as flat arrays: what predicts, explains and is written to files.

/** The parent of a root, as model files write it. */
export const NO_PARENT = 2147483647;

/** The split feature of a node that pruning removed, as model files write it. */
export const DELETED_NODE = 2147483647;

/**
 * A binary decision tree. All arrays have one entry a node; node 0 is the root.
 *
 * At an inner node a row goes left when its value is less than the split condition (or, at a categorical node, when
 * its category is not in the node's set), right otherwise, and to the default side when the value is missing.
 */
export interface Tree {
  /** Node number of the left child; -1 in a leaf. */
  readonly leftChildren: Int32Array;
  /** Node number of the right child; -1 in a leaf. */
  readonly rightChildren: Int32Array;
  /** Node number of the parent; {@link NO_PARENT} at the root. */
  readonly parents: Int32Array;
  /** Feature an inner node asks about; {@link DELETED_NODE} at a removed node. */
  readonly splitIndices: Int32Array;
  /** Threshold of an inner node, value of a leaf. Doubles in models that came from LightGBM. */
  readonly splitConditions: Float32Array | Float64Array;
  /** 1 where a missing value goes left. */
  readonly defaultLeft: Uint8Array;
  /** Weight the node would have as a leaf. */
  readonly baseWeights: Float32Array;
  /** By how much the split lowers the objective; 0 in a leaf. */
  readonly lossChanges: Float32Array;
  /** Sum of the hessians of the training rows in the node (its cover). */
  readonly sumHessian: Float32Array;
  /** The categories that go right, in rising order, by node number; nodes not in it compare numbers. */
  readonly categories: ReadonlyMap<number, Int32Array>;
  /** What leaves are called, by node number, where that is another number. */
  readonly leafNumbers?: Int32Array;
}

/** How many nodes the arrays of a tree hold, removed ones included. */
export function nodeCountOf(tree: Tree): number {
  return tree.leftChildren.length;
}

/** Whether node `node` of a tree is a leaf (or was removed). */
export function isLeaf(tree: Tree, node: number): boolean {
  return tree.leftChildren[node] === -1;
}

/** Whether a value goes left at an inner node. */
export function goesLeft(tree: Tree, node: number, value: number): boolean {
  if (Number.isNaN(value)) return tree.defaultLeft[node] === 1;
  const categories = tree.categories.get(node);
  if (categories === undefined) return value < tree.splitConditions[node]!;
  return !categories.includes(Math.trunc(value));
}
