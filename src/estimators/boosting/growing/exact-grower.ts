// Grows a tree by looking at every distinct value of every feature, level by level.
// Source: Chen and Guestrin, "XGBoost" (2016), algorithms 1 and 3.
import type { ColumnSampler } from "./column-sampler.ts";
import { ExactLevel } from "./exact-level.ts";
import { ExactScanner } from "./exact-scanner.ts";
import { GrowingTree } from "./growing-tree.ts";
import { LEAST_GAIN } from "./hist-grower.ts";
import { InteractionConstraints } from "./interaction-constraints.ts";
import type { SortedColumn } from "./sorted-columns.ts";
import { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, GrownTree, RowRange } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** Grows trees on one set of sorted columns. */
export class ExactGrower {
  readonly #columns: readonly SortedColumn[];
  readonly #nRows: number;
  readonly #parameters: TreeParameters;
  readonly #scanner: ExactScanner | undefined;

  constructor(columns: readonly SortedColumn[], nRows: number, parameters: TreeParameters) {
    this.#columns = columns;
    this.#nRows = nRows;
    this.#parameters = parameters;
    if (ExactScanner.serves(columns, parameters)) {
      this.#scanner = new ExactScanner(columns, nRows, parameters);
    }
  }

  /** Grows one tree, pruned by gamma. */
  grow(gradients: GradientPairs, columns: ColumnSampler): GrownTree {
    const growth = new ExactGrowth(
      this.#columns,
      this.#nRows,
      this.#parameters,
      gradients,
      columns,
      this.#scanner,
    );
    this.#scanner?.start(gradients);
    growth.run();
    const { gamma, learningRate } = this.#parameters;
    if (gamma > 0) growth.tree.prune(gamma, learningRate);
    return growth.finish();
  }

  /** Nothing is held. */
  close(): void {}
}

/** The growth of one tree. */
class ExactGrowth {
  readonly tree: GrowingTree = new GrowingTree();
  readonly #sorted: readonly SortedColumn[];
  readonly #parameters: TreeParameters;
  readonly #gradients: GradientPairs;
  readonly #columns: ColumnSampler;
  readonly #evaluator: SplitEvaluator;
  readonly #interactions: InteractionConstraints | undefined;
  readonly #nRows: number;
  readonly #scanner: ExactScanner | undefined;
  /** The node of every row: the leaf it is in so far. */
  readonly #nodeOf: Int32Array;
  readonly #parents: number[] = [0];

  constructor(
    sorted: readonly SortedColumn[],
    nRows: number,
    parameters: TreeParameters,
    gradients: GradientPairs,
    columns: ColumnSampler,
    scanner: ExactScanner | undefined,
  ) {
    this.#scanner = scanner;
    this.#sorted = sorted;
    this.#nRows = nRows;
    this.#parameters = parameters;
    this.#gradients = gradients;
    this.#columns = columns;
    this.#evaluator = new SplitEvaluator(parameters);
    const { interactions } = parameters;
    this.#interactions = interactions === undefined ? undefined : new InteractionConstraints(interactions);
    this.#nodeOf = new Int32Array(nRows);
  }

  run(): void {
    let level = this.#openLevel([0]);
    for (let depth = 0; depth < this.#parameters.maxDepth && level.nodes.length > 0; depth++) {
      this.#findSplits(level, depth);
      const children = this.#applySplits(level);
      const next = this.#openLevel(children);
      this.#recordSplits(level, next);
      level = next;
    }
    level.nodes.forEach((node, i) => {
      this.#setLeaf(node, level, i);
    });
  }

  /** The tree with its rows by leaf; rows of pruned nodes belong to the leaf that took their place. */
  finish(): GrownTree {
    const tree = this.tree;
    const counts = new Uint32Array(tree.nodeCount + 1);
    const leafOf = Int32Array.from({ length: tree.nodeCount }, (_, node) => this.#survivorOf(node));
    for (let row = 0; row < this.#nRows; row++) counts[leafOf[this.#nodeOf[row]!]! + 1]!++;
    for (let node = 0; node < tree.nodeCount; node++) counts[node + 1]! += counts[node]!;
    const ranges = Array.from(
      { length: tree.nodeCount },
      (_, node): RowRange => ({ begin: counts[node]!, end: counts[node + 1]! }),
    );
    const rows = new Uint32Array(this.#nRows);
    const next = counts.slice();
    for (let row = 0; row < this.#nRows; row++) rows[next[leafOf[this.#nodeOf[row]!]!]!++] = row;
    return { tree, rows, rangeOf: (leaf) => ranges[leaf] ?? { begin: 0, end: 0 } };
  }

  #survivorOf(node: number): number {
    // Going up, the highest node that is a leaf: below it all was pruned.
    let survivor = node;
    for (let at = node; ; at = this.#parents[at]!) {
      if (this.tree.isLeaf(at)) survivor = at;
      if (at === 0) return survivor;
    }
  }

  #openLevel(nodes: readonly number[]): ExactLevel {
    const boundsOf = nodes.map((node) => this.#parents[node]!);
    return new ExactLevel(nodes, boundsOf, this.#nodeOf, this.#gradients, this.#evaluator);
  }

  #findSplits(level: ExactLevel, depth: number): void {
    const features = this.#columns.featuresAt(depth);
    const scanner = this.#scanner;
    if (scanner !== undefined) {
      level.scanBy(scanner, () => {
        for (const feature of features) {
          if (this.#isScannedBothWays(feature)) scanner.scan(feature, false);
          scanner.scan(feature, true);
        }
      });
      return;
    }
    for (const feature of features) {
      const column = this.#sorted[feature]!;
      level.openFeature((node) => this.#interactions?.allows(node, feature) ?? true);
      if (this.#isScannedBothWays(feature)) level.scan(column, feature, false, this.#parameters);
      level.scan(column, feature, true, this.#parameters);
    }
  }

  /** Only where values are missing does it matter from which side one comes. */
  #isScannedBothWays(feature: number): boolean {
    const { rows, values } = this.#sorted[feature]!;
    const isConstant = rows.length > 0 && values[0] === values.at(-1);
    return rows.length !== this.#nRows && !isConstant;
  }

  /** Splits the nodes of a level that gain; the others become leaves. Returns the children. */
  #applySplits(level: ExactLevel): number[] {
    const { learningRate } = this.#parameters;
    const children: number[] = [];
    const splitNodes: number[] = [];
    level.nodes.forEach((node, i) => {
      const split = level.best[i]!;
      if (!(split.lossChange > LEAST_GAIN)) {
        this.#setLeaf(node, level, i);
        return;
      }
      const leftWeight = this.#evaluator.weight(node, split.leftGradient, split.leftHessian);
      const rightWeight = this.#evaluator.weight(node, split.rightGradient, split.rightHessian);
      this.tree.split(node, {
        feature: split.feature,
        threshold: split.threshold,
        defaultLeft: split.defaultLeft,
        categories: undefined,
        lossChange: split.lossChange,
        baseWeight: level.weights[i]!,
        sumHessian: fround(level.sumHessian[i]!),
        leftValue: fround(leftWeight * learningRate),
        rightValue: fround(rightWeight * learningRate),
        leftSumHessian: fround(split.leftHessian),
        rightSumHessian: fround(split.rightHessian),
      });
      const left = this.tree.leftChild(node);
      this.#parents[left] = node;
      this.#parents[left + 1] = node;
      children.push(left, left + 1);
      splitNodes.push(i);
    });
    this.#moveRows(level, splitNodes);
    return children;
  }

  /** Sends every row of a split node to the side of its value, or to the default side. */
  #moveRows(level: ExactLevel, splitNodes: readonly number[]): void {
    const nodeOf = this.#nodeOf;
    const size = this.tree.nodeCount;
    const left = new Int32Array(size).fill(-1);
    const thresholds = new Float32Array(size);
    const missingStep = new Uint8Array(size);
    const columns: Float32Array[] = [];
    for (const i of splitNodes) {
      const node = level.nodes[i]!;
      const { feature, threshold, defaultLeft } = level.best[i]!;
      left[node] = this.tree.leftChild(node);
      thresholds[node] = threshold;
      missingStep[node] = defaultLeft ? 0 : 1;
      columns[node] = this.#sorted[feature]!.byRow;
    }
    for (let row = 0; row < nodeOf.length; row++) {
      const node = nodeOf[row]!;
      if (left[node]! < 0) continue;
      const value = columns[node]![row]!;
      const step = Number.isNaN(value) ? missingStep[node]! : value < thresholds[node]! ? 0 : 1;
      nodeOf[row] = left[node]! + step;
    }
  }

  #recordSplits(level: ExactLevel, next: ExactLevel): void {
    const position = new Map(next.nodes.map((node, i) => [node, i]));
    level.nodes.forEach((node, i) => {
      const left = this.tree.leftChild(node);
      if (left === -1) return;
      const { feature } = level.best[i]!;
      const at = position.get(left)!;
      this.#evaluator.recordSplit(node, left, feature, next.weights[at]!, next.weights[at + 1]!);
      this.#interactions?.recordSplit(node, left, feature);
    });
  }

  #setLeaf(node: number, level: ExactLevel, i: number): void {
    const weight = level.weights[i]!;
    this.tree.setLeafValue(node, fround(weight * this.#parameters.learningRate));
    this.tree.setStatistics(node, weight, level.best[i]!.lossChange, fround(level.sumHessian[i]!));
  }
}
