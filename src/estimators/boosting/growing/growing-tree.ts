// A tree while it grows: nodes are added two at a time, and may be taken back by pruning.
import { DELETED_NODE, NO_PARENT, type Tree } from "../trees/tree.ts";

/** What a split says about its node and the two children it makes. Weights, gains and sums are float32 values. */
export interface AppliedSplit {
  readonly feature: number;
  readonly threshold: number;
  readonly defaultLeft: boolean;
  /** Categories that go right; undefined for a numeric split. */
  readonly categories: Int32Array | undefined;
  readonly lossChange: number;
  readonly baseWeight: number;
  readonly sumHessian: number;
  /** Values of the children as leaves. */
  readonly leftValue: number;
  readonly rightValue: number;
  readonly leftSumHessian: number;
  readonly rightSumHessian: number;
}

/** A tree under construction: starts as one leaf. */
export class GrowingTree {
  readonly #left: number[] = [-1];
  readonly #right: number[] = [-1];
  readonly #parent: number[] = [NO_PARENT];
  readonly #feature: number[] = [0];
  readonly #condition: number[] = [0];
  readonly #defaultLeft: number[] = [0];
  readonly #baseWeight: number[] = [0];
  readonly #lossChange: number[] = [0];
  readonly #sumHessian: number[] = [0];
  readonly #categories = new Map<number, Int32Array>();

  /** Nodes so far, removed ones included. */
  get nodeCount(): number {
    return this.#left.length;
  }

  /** Node number of the left child; the right one is the next number. -1 in a leaf. */
  leftChild(node: number): number {
    return this.#left[node]!;
  }

  /** Whether a node is a leaf. */
  isLeaf(node: number): boolean {
    return this.#left[node] === -1;
  }

  /** Value of a leaf. */
  leafValue(node: number): number {
    return this.#condition[node]!;
  }

  /** Makes an inner node of a leaf, with two new leaves numbered `nodeCount` and `nodeCount + 1`. */
  split(node: number, split: AppliedSplit): void {
    const left = this.nodeCount;
    this.#left[node] = left;
    this.#right[node] = left + 1;
    this.#feature[node] = split.feature;
    this.#condition[node] = split.threshold;
    this.#defaultLeft[node] = split.defaultLeft ? 1 : 0;
    if (split.categories !== undefined) this.#categories.set(node, split.categories);
    this.setStatistics(node, split.baseWeight, split.lossChange, split.sumHessian);
    this.#addLeaf(node, split.leftValue, split.leftSumHessian);
    this.#addLeaf(node, split.rightValue, split.rightSumHessian);
  }

  /** Gives a leaf its value. */
  setLeafValue(node: number, value: number): void {
    this.#condition[node] = value;
  }

  /** What the file keeps about a node beside its split. */
  setStatistics(node: number, baseWeight: number, lossChange: number, sumHessian: number): void {
    this.#baseWeight[node] = baseWeight;
    this.#lossChange[node] = lossChange;
    this.#sumHessian[node] = sumHessian;
  }

  /**
   * Takes back, from the leaves up, splits between two leaves that gain less than `minGain`.
   *
   * @param minGain The parameter gamma.
   * @param learningRate Scales the base weight of a node that becomes a leaf again.
   */
  prune(minGain: number, learningRate: number): void {
    for (let leaf = 0; leaf < this.nodeCount; leaf++) {
      if (!this.isLeaf(leaf) || this.#feature[leaf] === DELETED_NODE) continue;
      let node = this.#parent[leaf]!;
      while (node !== NO_PARENT && this.#isWeakPair(node, minGain)) {
        this.#removeChildren(node, Math.fround(learningRate * this.#baseWeight[node]!));
        node = this.#parent[node]!;
      }
    }
  }

  /** The finished tree. */
  finish(): Tree {
    return {
      leftChildren: Int32Array.from(this.#left),
      rightChildren: Int32Array.from(this.#right),
      parents: Int32Array.from(this.#parent),
      splitIndices: Int32Array.from(this.#feature),
      splitConditions: Float32Array.from(this.#condition),
      defaultLeft: Uint8Array.from(this.#defaultLeft),
      baseWeights: Float32Array.from(this.#baseWeight),
      lossChanges: Float32Array.from(this.#lossChange),
      sumHessian: Float32Array.from(this.#sumHessian),
      categories: this.#categories,
    };
  }

  #addLeaf(parent: number, value: number, sumHessian: number): void {
    this.#left.push(-1);
    this.#right.push(-1);
    this.#parent.push(parent);
    this.#feature.push(0);
    this.#condition.push(value);
    this.#defaultLeft.push(0);
    this.#baseWeight.push(value);
    this.#lossChange.push(0);
    this.#sumHessian.push(sumHessian);
  }

  #isWeakPair(node: number, minGain: number): boolean {
    const left = this.#left[node]!;
    return left !== -1 && this.isLeaf(left) && this.isLeaf(left + 1) && this.#lossChange[node]! < minGain;
  }

  #removeChildren(node: number, value: number): void {
    const left = this.#left[node]!;
    this.#feature[left] = DELETED_NODE;
    this.#feature[left + 1] = DELETED_NODE;
    // XGBoost marks removed nodes with all bits set, the one for the default side among them.
    this.#defaultLeft[left] = 1;
    this.#defaultLeft[left + 1] = 1;
    this.#left[node] = -1;
    this.#right[node] = -1;
    this.#condition[node] = value;
  }
}
