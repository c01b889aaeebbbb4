// Rows and histograms of doubles of one training: sums have the bits of XGBoost's.
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import { HistogramSplitter } from "./hist-splitting.ts";
import { HistogramEngine } from "./histogram-engine.ts";
import { HistogramPool } from "./histogram-pool.ts";
import type { HistogramStore, NodeToOpen, NodeToSearch, SplitNode } from "./histogram-store.ts";
import { markLeftBins } from "./left-bins.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

/** Keeps rows and histograms of doubles. */
export class DoubleHistograms implements HistogramStore<Float64Array> {
  readonly #matrix: BinnedMatrix;
  readonly #parameters: TreeParameters;
  readonly #engine: HistogramEngine;
  readonly #pool: HistogramPool;
  readonly #goesLeft: Uint8Array;
  #gradients: GradientPairs = new Float32Array(0);

  /** @param nThreads Threads that build histograms. */
  constructor(matrix: BinnedMatrix, parameters: TreeParameters, nThreads: number) {
    this.#matrix = matrix;
    this.#parameters = parameters;
    this.#engine = new HistogramEngine(matrix, nThreads);
    this.#pool = new HistogramPool(2 * matrix.slots[matrix.nFeatures]!, this.#engine.histograms);
    this.#goesLeft = new Uint8Array(largestWidth(matrix.slots) + 1);
  }

  get rows(): Uint32Array {
    return this.#engine.rows;
  }

  rangeOf(node: number): RowRange {
    return this.#engine.rangeOf(node);
  }

  start(gradients: GradientPairs): void {
    this.#gradients = gradients;
    this.#engine.start(gradients);
  }

  openRoot(): {
    readonly histogram: Float64Array;
    readonly sumGradient: number;
    readonly sumHessian: number;
  } {
    const histogram = this.#build(0);
    return { histogram, ...this.#rootSums(histogram) };
  }

  part(nodes: readonly SplitNode[]): void {
    for (const { node, leftChild, split } of nodes) {
      markLeftBins(this.#goesLeft, binCountOf(this.#matrix.cuts, split.feature), split);
      this.#engine.part(node, leftChild, split.feature, this.#goesLeft);
    }
  }

  /** Builds the histogram of the child with the smaller cover; the other's is what is left of the parent's. */
  openChildren(nodes: readonly NodeToOpen<Float64Array>[]): (readonly [Float64Array, Float64Array])[] {
    return nodes.map(({ leftChild, split, histogram }) => {
      const isRight = split.rightHessian < split.leftHessian;
      const built = this.#build(isRight ? leftChild + 1 : leftChild);
      for (let i = 0; i < built.length; i++) histogram[i] = histogram[i]! - built[i]!;
      return isRight ? [histogram, built] : [built, histogram];
    });
  }

  search(nodes: readonly NodeToSearch<Float64Array>[], evaluator: SplitEvaluator): void {
    const splitter = new HistogramSplitter(this.#matrix, this.#parameters, evaluator, this.#engine);
    for (const { toSplit, histogram, features, split } of nodes) {
      splitter.open(histogram);
      for (const feature of features) splitter.findBest(toSplit, feature, split);
    }
  }

  release(histogram: Float64Array): void {
    this.#pool.give(histogram);
  }

  close(): void {
    this.#engine.close();
  }

  #build(node: number): Float64Array {
    const histogram = this.#pool.take();
    this.#engine.build(node, histogram);
    return histogram;
  }

  /** Sums over all rows; without missing values through the bins of the first feature, as XGBoost adds them. */
  #rootSums(histogram: Float64Array): { readonly sumGradient: number; readonly sumHessian: number } {
    let sumGradient = 0;
    let sumHessian = 0;
    const isDense = this.#matrix.cuts.hasMissing.every((one) => one === 0);
    const values = isDense ? histogram : this.#gradients;
    const end = isDense ? 2 * binCountOf(this.#matrix.cuts, 0) : this.#gradients.length;
    for (let i = 0; i < end; i += 2) {
      sumGradient += values[i]!;
      sumHessian += values[i + 1]!;
    }
    return { sumGradient, sumHessian };
  }
}

function largestWidth(slots: Int32Array): number {
  let largest = 0;
  for (let j = 1; j < slots.length; j++) largest = Math.max(largest, slots[j]! - slots[j - 1]!);
  return largest;
}
