// The trees of an ONNX tree ensemble (versions 1 to 3 of the operators): checked once, walked for every row.
import { attributeNumbers, attributeTexts } from "./attributes.ts";
import { type Dense, shapeFault } from "./dense.ts";
import type { OnnxNode } from "./onnx-model.ts";

/** How a node compares a feature with its value; -1 stands for a leaf. */
const MODES: ReadonlyMap<string, number> = new Map([
  ["LEAF", -1],
  ["BRANCH_LEQ", 0],
  ["BRANCH_LT", 1],
  ["BRANCH_GTE", 2],
  ["BRANCH_GT", 3],
  ["BRANCH_EQ", 4],
  ["BRANCH_NEQ", 5],
]);
const LEAF = -1;
/** The most outputs that trees may add to. */
const MAX_TARGETS = 100_000;

/** A tree ensemble whose links have been checked: every walk ends in a leaf. */
export class TreeEnsemble {
  readonly nTrees: number;
  readonly #nTargets: number;
  readonly #nFeatures: number;
  readonly #roots: readonly number[];
  readonly #modes: Int8Array;
  readonly #features: Float64Array;
  readonly #values: Float64Array;
  readonly #whenTrue: Int32Array;
  readonly #whenFalse: Int32Array;
  readonly #missingIsTrue: Float64Array;
  /** The first of each node's votes, and one past the last of the last node. */
  readonly #voteStarts: Int32Array;
  readonly #voteTargets: Int32Array;
  readonly #voteWeights: Float64Array;

  /**
   * @param votes How the attributes of the leaves begin: `target` or `class`.
   * @param nTargets How many outputs there are.
   * @throws SyntaxError when lists do not fit together, or a link leads nowhere or in a circle.
   */
  constructor(node: OnnxNode, votes: "target" | "class", nTargets: number) {
    const trees = attributeNumbers(node, "nodes_treeids");
    const count = trees.length;
    const list = (name: string): Float64Array => {
      const numbers = attributeNumbers(node, name);
      if (numbers.length === count) return numbers;
      throw shapeFault(`a tree ensemble of ${count} nodes with ${numbers.length} ${name}`);
    };
    if (!(Number.isInteger(nTargets) && nTargets >= 1 && nTargets <= MAX_TARGETS)) {
      throw shapeFault(`a tree ensemble with ${nTargets} outputs`);
    }
    const ids = list("nodes_nodeids");
    const places = new NodePlaces(trees, ids);
    this.#nTargets = nTargets;
    this.#modes = modesOf(node, count);
    this.#features = list("nodes_featureids");
    this.#values = list("nodes_values");
    this.#whenTrue = this.#links(trees, list("nodes_truenodeids"), places);
    this.#whenFalse = this.#links(trees, list("nodes_falsenodeids"), places);
    this.#missingIsTrue = node.attributes.has("nodes_missing_value_tracks_true")
      ? list("nodes_missing_value_tracks_true")
      : new Float64Array(count);
    this.#roots = places.roots;
    this.nTrees = this.#roots.length;
    this.#nFeatures = this.#checkedFeatures();
    this.#checkWalks();
    const leaves = leavesOf(node, votes, places, nTargets);
    this.#voteStarts = new Int32Array(count + 1);
    for (const at of leaves.nodes) this.#voteStarts[at + 1]! += 1;
    for (let at = 0; at < count; at++) this.#voteStarts[at + 1]! += this.#voteStarts[at]!;
    this.#voteTargets = new Int32Array(leaves.nodes.length);
    this.#voteWeights = new Float64Array(leaves.nodes.length);
    const next = this.#voteStarts.slice();
    leaves.nodes.forEach((at, i) => {
      const slot = next[at]!++;
      this.#voteTargets[slot] = leaves.targets[i]!;
      this.#voteWeights[slot] = leaves.weights[i]!;
    });
  }

  /**
   * The sums of the leaves' weights, in single precision and in the order of the trees.
   *
   * @param X Features, which are rounded to single precision.
   * @param start What each output starts from.
   * @returns `nRows * nTargets`, row by row.
   */
  sums({ nRows, nColumns, values }: Dense, start: Float64Array): Float64Array {
    if (nColumns < this.#nFeatures) {
      throw shapeFault(`a tree ensemble of ${this.#nFeatures} features or more on ${nColumns} columns`);
    }
    const row = new Float64Array(nColumns);
    const sums = Float64Array.from(
      { length: nRows * this.#nTargets },
      (_, at) => start[at % this.#nTargets]!,
    );
    for (let i = 0; i < nRows; i++) {
      for (let j = 0; j < nColumns; j++) row[j] = Math.fround(values[i * nColumns + j]!);
      for (const root of this.#roots) {
        const leaf = this.#leafOf(root, row);
        for (let vote = this.#voteStarts[leaf]!; vote < this.#voteStarts[leaf + 1]!; vote++) {
          const at = i * this.#nTargets + this.#voteTargets[vote]!;
          sums[at] = Math.fround(sums[at]! + this.#voteWeights[vote]!);
        }
      }
    }
    return sums;
  }

  #leafOf(root: number, row: Float64Array): number {
    let at = root;
    while (this.#modes[at] !== LEAF) {
      const x = row[this.#features[at]!]!;
      const isTrue = Number.isNaN(x)
        ? this.#missingIsTrue[at] !== 0
        : holds(this.#modes[at]!, x, this.#values[at]!);
      at = isTrue ? this.#whenTrue[at]! : this.#whenFalse[at]!;
    }
    return at;
  }

  #links(trees: Float64Array, ids: Float64Array, places: NodePlaces): Int32Array {
    return Int32Array.from(ids, (id, at) => (this.#modes[at] === LEAF ? LEAF : places.of(trees[at]!, id)));
  }

  #checkedFeatures(): number {
    let most = 0;
    this.#features.forEach((feature, at) => {
      if (this.#modes[at] === LEAF) return;
      if (!(Number.isInteger(feature) && feature >= 0))
        throw shapeFault(`a tree that asks for feature ${feature}`);
      most = Math.max(most, feature + 1);
    });
    return most;
  }

  /** From every root, each way down ends: no node is above itself. */
  #checkWalks(): void {
    const ENTERED = 1;
    const LEFT = 2;
    const state = new Uint8Array(this.#modes.length);
    for (const root of this.#roots) {
      const stack = [root];
      while (stack.length > 0) {
        const at = stack[stack.length - 1]!;
        if (state[at] !== 0 || this.#modes[at] === LEAF) {
          state[at] = LEFT;
          stack.pop();
          continue;
        }
        state[at] = ENTERED;
        for (const child of [this.#whenTrue[at]!, this.#whenFalse[at]!]) {
          if (state[child] === ENTERED) throw shapeFault("a tree whose links go in a circle");
          if (state[child] === 0) stack.push(child);
        }
      }
    }
  }
}

function holds(mode: number, x: number, value: number): boolean {
  switch (mode) {
    case 0:
      return x <= value;
    case 1:
      return x < value;
    case 2:
      return x >= value;
    case 3:
      return x > value;
    case 4:
      return x === value;
    default:
      return x !== value;
  }
}

function modesOf(node: OnnxNode, count: number): Int8Array {
  const names = attributeTexts(node, "nodes_modes");
  if (names.length !== count)
    throw shapeFault(`a tree ensemble of ${count} nodes with ${names.length} nodes_modes`);
  return Int8Array.from(names, (name) => {
    const mode = MODES.get(name);
    if (mode === undefined) throw shapeFault(`a tree with a node of mode ${name}`);
    return mode;
  });
}

interface Leaves {
  /** The node of each vote. */
  readonly nodes: Int32Array;
  /** The output it goes to. */
  readonly targets: Float64Array;
  readonly weights: Float64Array;
}

function leavesOf(node: OnnxNode, votes: string, places: NodePlaces, nTargets: number): Leaves {
  const trees = attributeNumbers(node, `${votes}_treeids`);
  const ids = attributeNumbers(node, `${votes}_nodeids`);
  const targets = attributeNumbers(node, `${votes}_ids`);
  const weights = attributeNumbers(node, `${votes}_weights`);
  if ([ids, targets, weights].some((list) => list.length !== trees.length)) {
    throw shapeFault("a tree ensemble whose leaves do not fit together");
  }
  if (targets.some((target) => !(Number.isInteger(target) && target >= 0 && target < nTargets))) {
    throw shapeFault(`a tree ensemble with a leaf for an output beyond ${nTargets}`);
  }
  return { nodes: Int32Array.from(trees, (tree, i) => places.of(tree, ids[i]!)), targets, weights };
}

/** Where the nodes stand in the lists, by tree and number. */
class NodePlaces {
  /** The first node of each tree. */
  readonly roots: readonly number[];
  readonly #places = new Map<number, Map<number, number>>();

  constructor(trees: Float64Array, ids: Float64Array) {
    const roots: number[] = [];
    trees.forEach((tree, at) => {
      let nodes = this.#places.get(tree);
      if (nodes === undefined) {
        nodes = new Map();
        this.#places.set(tree, nodes);
        roots.push(at);
      }
      if (nodes.has(ids[at]!)) throw shapeFault(`a tree with two nodes of number ${ids[at]}`);
      nodes.set(ids[at]!, at);
    });
    this.roots = roots;
  }

  of(tree: number, id: number): number {
    const at = this.#places.get(tree)?.get(id);
    if (at === undefined) throw shapeFault(`a tree that has no node ${id}`);
    return at;
  }
}
