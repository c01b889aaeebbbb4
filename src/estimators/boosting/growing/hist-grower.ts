// Grows a tree on binned features, level by level or best leaf first.
// Source: Chen and Guestrin, "XGBoost" (2016), section 3; best-first growth as in Shi, "Best-first Decision Tree
// Learning" (2007) and LightGBM.
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import type { ColumnSampler } from "./column-sampler.ts";
import { GrowingTree } from "./growing-tree.ts";
import { HistogramSplitter } from "./hist-splitting.ts";
import { HistogramEngine } from "./histogram-engine.ts";
import { HistogramPool } from "./histogram-pool.ts";
import { InteractionConstraints } from "./interaction-constraints.ts";
import { SplitCandidate } from "./split-candidate.ts";
import { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, GrownTree } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** Splits that gain no more than this are not made; a float32 value. */
export const LEAST_GAIN: number = fround(1e-6);

/** A leaf that may be split. */
interface Entry {
  readonly node: number;
  readonly depth: number;
  readonly split: SplitCandidate;
  readonly histogram: Float64Array;
}

/** Grows trees on one binned matrix. */
export class HistogramGrower {
  readonly #matrix: BinnedMatrix;
  readonly #parameters: TreeParameters;
  readonly #engine: HistogramEngine;
  readonly #pool: HistogramPool;

  /** @param nThreads Threads that build histograms. */
  constructor(matrix: BinnedMatrix, parameters: TreeParameters, nThreads: number) {
    this.#matrix = matrix;
    this.#parameters = parameters;
    this.#engine = new HistogramEngine(matrix, nThreads);
    this.#pool = new HistogramPool(2 * matrix.slots[matrix.nFeatures]!, this.#engine.histograms);
  }

  /** Ends the helping threads. */
  close(): void {
    this.#engine.close();
  }

  /** Grows one tree. The rows it hands back are valid until the next call. */
  grow(gradients: GradientPairs, columns: ColumnSampler): GrownTree {
    const engine = this.#engine;
    engine.start(gradients);
    const growth = new HistogramGrowth(
      this.#matrix,
      this.#parameters,
      engine,
      this.#pool,
      gradients,
      columns,
    );
    growth.run();
    return { tree: growth.tree, rows: engine.rows, rangeOf: (node) => engine.rangeOf(node) };
  }
}

/** The growth of one tree. */
class HistogramGrowth {
  readonly tree: GrowingTree = new GrowingTree();
  readonly #matrix: BinnedMatrix;
  readonly #parameters: TreeParameters;
  readonly #engine: HistogramEngine;
  readonly #pool: HistogramPool;
  readonly #gradients: GradientPairs;
  readonly #columns: ColumnSampler;
  readonly #evaluator: SplitEvaluator;
  readonly #splitter: HistogramSplitter;
  readonly #interactions: InteractionConstraints | undefined;
  readonly #goesLeft: Uint8Array;
  #open: Entry[] = [];
  #leafCount = 1;

  constructor(
    matrix: BinnedMatrix,
    parameters: TreeParameters,
    engine: HistogramEngine,
    pool: HistogramPool,
    gradients: GradientPairs,
    columns: ColumnSampler,
  ) {
    this.#matrix = matrix;
    this.#parameters = parameters;
    this.#engine = engine;
    this.#pool = pool;
    this.#gradients = gradients;
    this.#columns = columns;
    this.#evaluator = new SplitEvaluator(parameters);
    this.#splitter = new HistogramSplitter(matrix, parameters, this.#evaluator, engine);
    const { interactions } = parameters;
    this.#interactions = interactions === undefined ? undefined : new InteractionConstraints(interactions);
    this.#goesLeft = new Uint8Array(largestWidth(matrix.slots) + 1);
  }

  run(): void {
    this.#openRoot();
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      for (const entry of batch) this.#applySplit(entry);
      for (const entry of batch) this.#openChildren(entry);
    }
    for (const entry of this.#open) this.#pool.give(entry.histogram);
  }

  #openRoot(): void {
    const histogram = this.#build(0);
    const [sumGradient, sumHessian] = this.#rootSums(histogram);
    const weight = this.#evaluator.weight(0, sumGradient, sumHessian);
    this.tree.setLeafValue(0, fround(this.#parameters.learningRate * weight));
    this.tree.setStatistics(0, weight, 0, fround(sumHessian));
    this.#openLeaf(0, 0, sumGradient, sumHessian, 0, histogram);
  }

  /** Sums over all rows; without missing values through the bins of the first feature, as XGBoost adds them. */
  #rootSums(histogram: Float64Array): [number, number] {
    let gradient = 0;
    let hessian = 0;
    const isDense = this.#matrix.cuts.hasMissing.every((one) => one === 0);
    const values = isDense ? histogram : this.#gradients;
    const end = isDense ? 2 * binCountOf(this.#matrix.cuts, 0) : this.#gradients.length;
    for (let i = 0; i < end; i += 2) {
      gradient += values[i]!;
      hessian += values[i + 1]!;
    }
    return [gradient, hessian];
  }

  /** Looks for the best split of a leaf, and keeps it for later if there is one. */
  #openLeaf(
    node: number,
    depth: number,
    sumGradient: number,
    sumHessian: number,
    boundsOf: number,
    histogram: Float64Array,
  ): void {
    const gain = this.#evaluator.gain(boundsOf, sumGradient, sumHessian);
    const split = new SplitCandidate();
    const toSplit = { node, sumGradient, sumHessian, gain };
    this.#splitter.open(histogram);
    for (const feature of this.#columns.featuresAt(depth)) {
      if (this.#interactions?.allows(node, feature) === false) continue;
      this.#splitter.findBest(toSplit, feature, split);
    }
    if (split.lossChange > LEAST_GAIN) this.#open.push({ node, depth, split, histogram });
    else this.#pool.give(histogram);
  }

  /** The leaves to split next: a whole level, or the one leaf that gains most. Empty when growth is over. */
  #nextBatch(): Entry[] {
    if (this.#parameters.growPolicy === "lossguide") return this.#bestLeaf();
    const level = this.#open;
    this.#open = [];
    const batch: Entry[] = [];
    for (const entry of level) {
      if (this.#mayBeSplit(entry)) {
        this.#leafCount++;
        batch.push(entry);
      } else {
        this.#pool.give(entry.histogram);
      }
    }
    return batch;
  }

  #bestLeaf(): Entry[] {
    let best = 0;
    for (let i = 1; i < this.#open.length; i++) {
      if (this.#open[i]!.split.lossChange > this.#open[best]!.split.lossChange) best = i;
    }
    const entry = this.#open[best];
    if (entry === undefined || !this.#mayBeSplit(entry)) return [];
    this.#open.splice(best, 1);
    this.#leafCount++;
    return [entry];
  }

  #mayBeSplit({ depth, split }: Entry): boolean {
    const { gamma, maxDepth, maxLeaves } = this.#parameters;
    return (
      split.leftHessian !== 0 &&
      split.rightHessian !== 0 &&
      split.lossChange >= gamma &&
      (maxDepth === 0 || depth < maxDepth) &&
      (maxLeaves === 0 || this.#leafCount < maxLeaves)
    );
  }

  #applySplit({ node, split }: Entry): void {
    const { learningRate } = this.#parameters;
    const evaluator = this.#evaluator;
    const sumHessian = split.leftHessian + split.rightHessian;
    const leftWeight = evaluator.weight(node, split.leftGradient, split.leftHessian);
    const rightWeight = evaluator.weight(node, split.rightGradient, split.rightHessian);
    this.tree.split(node, {
      feature: split.feature,
      threshold: split.threshold,
      defaultLeft: split.defaultLeft,
      categories: split.categories,
      lossChange: split.lossChange,
      baseWeight: evaluator.weight(node, split.leftGradient + split.rightGradient, sumHessian),
      sumHessian: fround(sumHessian),
      leftValue: fround(leftWeight * learningRate),
      rightValue: fround(rightWeight * learningRate),
      leftSumHessian: fround(split.leftHessian),
      rightSumHessian: fround(split.rightHessian),
    });
    const left = this.tree.leftChild(node);
    evaluator.recordSplit(node, left, split.feature, leftWeight, rightWeight);
    this.#interactions?.recordSplit(node, left, split.feature);
    this.#markLeftBins(split);
    this.#engine.part(node, left, split.feature, this.#goesLeft);
  }

  #markLeftBins(split: SplitCandidate): void {
    const nBins = binCountOf(this.#matrix.cuts, split.feature);
    const goesLeft = this.#goesLeft;
    if (split.categories === undefined) {
      goesLeft.fill(1, 0, split.splitBin + 1);
      goesLeft.fill(0, split.splitBin + 1, nBins);
    } else {
      goesLeft.fill(1, 0, nBins);
      for (const category of split.categories) goesLeft[category] = 0;
    }
    goesLeft[nBins] = split.defaultLeft ? 1 : 0;
  }

  /** Builds the histogram of the child with the smaller cover, gets the other's by subtraction, and opens both. */
  #openChildren({ node, depth, split, histogram }: Entry): void {
    const { maxDepth, maxLeaves } = this.#parameters;
    if ((maxDepth > 0 && depth + 1 >= maxDepth) || (maxLeaves > 0 && this.#leafCount >= maxLeaves)) {
      this.#pool.give(histogram);
      return;
    }
    const left = this.tree.leftChild(node);
    const buildRight = split.rightHessian < split.leftHessian;
    const built = this.#build(buildRight ? left + 1 : left);
    subtractHistogram(histogram, built, histogram);
    const [leftHistogram, rightHistogram] = buildRight ? [histogram, built] : [built, histogram];
    this.#openLeaf(left, depth + 1, split.leftGradient, split.leftHessian, node, leftHistogram);
    this.#openLeaf(left + 1, depth + 1, split.rightGradient, split.rightHessian, node, rightHistogram);
  }

  #build(node: number): Float64Array {
    const histogram = this.#pool.take();
    this.#engine.build(node, histogram);
    return histogram;
  }
}

/** `out = parent - sibling`, slot by slot; `out` may be either of them. */
function subtractHistogram(parent: Float64Array, sibling: Float64Array, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = parent[i]! - sibling[i]!;
}

function largestWidth(slots: Int32Array): number {
  let largest = 0;
  for (let j = 1; j < slots.length; j++) largest = Math.max(largest, slots[j]! - slots[j - 1]!);
  return largest;
}
