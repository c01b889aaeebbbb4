// Exact Shapley values of the features for each prediction of a tree.
// Source: Lundberg, Erion and Lee, "Consistent Individualized Feature Attribution for Tree Ensembles" (2018),
// algorithm 2 (path-dependent TreeSHAP) and section 4 (interaction values by conditioning).
import type { Tree } from "../trees/tree.ts";

/** How one feature is held fixed while the others' shares are computed. */
export interface Condition {
  readonly feature: number;
  /** Whether the feature is taken as known (true) or as unknown. */
  readonly isKnown: boolean;
}

/** The features on the way from the root to a node, with how often subsets of each size let a row come this way. */
class Path {
  readonly features: Int32Array;
  readonly zeroShares: Float64Array;
  readonly oneShares: Float64Array;
  readonly weights: Float64Array;
  length = 0;

  constructor(capacity: number) {
    this.features = new Int32Array(capacity);
    this.zeroShares = new Float64Array(capacity);
    this.oneShares = new Float64Array(capacity);
    this.weights = new Float64Array(capacity);
  }

  copyFrom(other: Path): void {
    this.length = other.length;
    this.features.set(other.features.subarray(0, other.length));
    this.zeroShares.set(other.zeroShares.subarray(0, other.length));
    this.oneShares.set(other.oneShares.subarray(0, other.length));
    this.weights.set(other.weights.subarray(0, other.length));
  }

  /** EXTEND of the paper: one more feature on the way. */
  extend(zeroShare: number, oneShare: number, feature: number): void {
    const depth = this.length;
    this.features[depth] = feature;
    this.zeroShares[depth] = zeroShare;
    this.oneShares[depth] = oneShare;
    this.weights[depth] = depth === 0 ? 1 : 0;
    for (let i = depth - 1; i >= 0; i--) {
      this.weights[i + 1] = this.weights[i + 1]! + (oneShare * this.weights[i]! * (i + 1)) / (depth + 1);
      this.weights[i] = (zeroShare * this.weights[i]! * (depth - i)) / (depth + 1);
    }
    this.length++;
  }

  /** UNWIND of the paper: as if the feature at a place were not on the way. */
  unwind(place: number): void {
    const depth = this.length - 1;
    const one = this.oneShares[place]!;
    const zero = this.zeroShares[place]!;
    let next = this.weights[depth]!;
    for (let i = depth - 1; i >= 0; i--) {
      if (one !== 0) {
        const before = this.weights[i]!;
        this.weights[i] = (next * (depth + 1)) / ((i + 1) * one);
        next = before - (this.weights[i]! * zero * (depth - i)) / (depth + 1);
      } else {
        this.weights[i] = (this.weights[i]! * (depth + 1)) / (zero * (depth - i));
      }
    }
    for (let i = place; i < depth; i++) {
      this.features[i] = this.features[i + 1]!;
      this.zeroShares[i] = this.zeroShares[i + 1]!;
      this.oneShares[i] = this.oneShares[i + 1]!;
    }
    this.length = depth;
  }

  /** Sum of the weights after unwinding a place, without doing it. */
  unwoundSum(place: number): number {
    const depth = this.length - 1;
    const one = this.oneShares[place]!;
    const zero = this.zeroShares[place]!;
    let next = this.weights[depth]!;
    let total = 0;
    for (let i = depth - 1; i >= 0; i--) {
      if (one !== 0) {
        const weight = (next * (depth + 1)) / ((i + 1) * one);
        total += weight;
        next = this.weights[i]! - (weight * zero * (depth - i)) / (depth + 1);
      } else if (zero !== 0) {
        total += (this.weights[i]! * (depth + 1)) / (zero * (depth - i));
      }
    }
    return total;
  }
}

/** Explains the predictions of one tree. */
export class TreeExplainer {
  readonly #tree: Tree;
  /** The path at each depth of the walk; those deeper are made when they are needed. */
  readonly #paths: Path[] = [];
  readonly #goesLeft: (node: number, row: ArrayLike<number>, at: number) => boolean;
  /** The mean of the tree's leaf values, weighted by cover. */
  readonly expectedValue: number;

  /** @param goesLeft Whether the row at `at` goes left at a node. */
  constructor(tree: Tree, goesLeft: (node: number, row: ArrayLike<number>, at: number) => boolean) {
    this.#tree = tree;
    this.#goesLeft = goesLeft;
    this.expectedValue = this.#meanBelow(0);
  }

  /**
   * Adds the Shapley values of one row, times `scale`, to `out`; the expected value is not added.
   *
   * @param row Features; the row's first one is at `at`.
   * @param out One number a feature from `outAt` on.
   */
  addValues(
    row: ArrayLike<number>,
    at: number,
    out: Float64Array,
    outAt: number,
    scale: number,
    condition?: Condition,
  ): void {
    const start = this.#pathAt(0);
    start.length = 0;
    this.#walk({ row, at, out, outAt, scale, condition }, 0, 0, 1, 1, -1, 1);
  }

  #meanBelow(node: number): number {
    const { leftChildren, rightChildren, splitConditions, sumHessian } = this.#tree;
    const left = leftChildren[node]!;
    if (left === -1) return splitConditions[node]!;
    const right = rightChildren[node]!;
    const leftMean = this.#meanBelow(left) * sumHessian[left]!;
    const rightMean = this.#meanBelow(right) * sumHessian[right]!;
    return (leftMean + rightMean) / sumHessian[node]!;
  }

  #pathAt(depth: number): Path {
    // The path at depth d has at most d + 1 entries; one more is written while extending.
    this.#paths[depth] ??= new Path(depth + 2);
    return this.#paths[depth];
  }

  #walk(
    call: {
      readonly row: ArrayLike<number>;
      readonly at: number;
      readonly out: Float64Array;
      readonly outAt: number;
      readonly scale: number;
      readonly condition: Condition | undefined;
    },
    node: number,
    depth: number,
    zeroShare: number,
    oneShare: number,
    feature: number,
    conditionShare: number,
  ): void {
    if (conditionShare === 0) return;
    const { condition } = call;
    const path = this.#pathAt(depth);
    if (depth > 0) path.copyFrom(this.#pathAt(depth - 1));
    // A feature held fixed is not among those that share.
    if (condition === undefined || condition.feature !== feature) path.extend(zeroShare, oneShare, feature);
    const tree = this.#tree;
    if (tree.leftChildren[node] === -1) {
      const value = tree.splitConditions[node]! * call.scale * conditionShare;
      for (let i = 1; i < path.length; i++) {
        const share = path.unwoundSum(i) * (path.oneShares[i]! - path.zeroShares[i]!);
        const place = call.outAt + path.features[i]!;
        call.out[place] = call.out[place]! + share * value;
      }
      return;
    }
    const split = tree.splitIndices[node]!;
    const isLeft = this.#goesLeft(node, call.row, call.at);
    const hot = isLeft ? tree.leftChildren[node]! : tree.rightChildren[node]!;
    const cold = isLeft ? tree.rightChildren[node]! : tree.leftChildren[node]!;
    const cover = tree.sumHessian[node]!;
    const hotShare = cover === 0 ? 0 : tree.sumHessian[hot]! / cover;
    const coldShare = cover === 0 ? 0 : tree.sumHessian[cold]! / cover;
    let zeroBefore = 1;
    let oneBefore = 1;
    // A feature that was asked before is on the path already: take it off, its shares go on from there.
    for (let i = 1; i < path.length; i++) {
      if (path.features[i] !== split) continue;
      zeroBefore = path.zeroShares[i]!;
      oneBefore = path.oneShares[i]!;
      path.unwind(i);
      break;
    }
    let hotCondition = conditionShare;
    let coldCondition = conditionShare;
    if (condition?.feature === split) {
      if (condition.isKnown) coldCondition = 0;
      else {
        hotCondition *= hotShare;
        coldCondition *= coldShare;
      }
    }
    this.#walk(call, hot, depth + 1, hotShare * zeroBefore, oneBefore, split, hotCondition);
    this.#walk(call, cold, depth + 1, coldShare * zeroBefore, 0, split, coldCondition);
  }
}
