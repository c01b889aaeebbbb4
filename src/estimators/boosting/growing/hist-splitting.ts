// The best split of a node from its histogram, feature by feature.
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import { findCategoricalSplit } from "./categorical-splitting.ts";
import type { HistogramEngine } from "./histogram-engine.ts";
import type { NodeToSplit } from "./node-to-split.ts";
import { type ScanResult, scanFromLeft, scanFromRight } from "./scan.kernel.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** What of a binned matrix matters to its histograms. */
type SplitterMatrix = Pick<BinnedMatrix, "cuts" | "slots">;

/** Looks for splits in histograms, by the rules of one tree. */
export class HistogramSplitter {
  readonly #matrix: SplitterMatrix;
  readonly #parameters: TreeParameters;
  readonly #evaluator: SplitEvaluator;
  readonly #scan: ScanResult = { bin: 0, lossChange: 0, sumGradient: 0, sumHessian: 0 };

  readonly #engine: HistogramEngine | undefined;
  #histogram: Float64Array = new Float64Array(0);
  #address = 0;

  /** @param engine Walks plain histograms faster, when it is given. */
  constructor(
    matrix: SplitterMatrix,
    parameters: TreeParameters,
    evaluator: SplitEvaluator,
    engine?: HistogramEngine,
  ) {
    this.#engine = engine;
    this.#matrix = matrix;
    this.#parameters = parameters;
    this.#evaluator = evaluator;
  }

  /** Takes the histogram in which to look for splits. */
  open(histogram: Float64Array): void {
    this.#histogram = histogram;
    this.#address = this.#engine?.locate(histogram) ?? 0;
  }

  /** Offers every split of one feature to the candidate. Offer features in rising order. */
  findBest(node: NodeToSplit, feature: number, best: SplitCandidate): void {
    const histogram = this.#histogram;
    if (this.#matrix.cuts.isCategorical[feature] === 1) {
      findCategoricalSplit(this.#matrix, this.#parameters, this.#evaluator, histogram, node, feature, best);
    } else if (this.#evaluator.isPlain) {
      this.#findPlain(histogram, node, feature, best);
    } else {
      this.#findConstrained(histogram, node, feature, best);
    }
  }

  #findPlain(histogram: Float64Array, node: NodeToSplit, feature: number, best: SplitCandidate): void {
    const { cuts, slots } = this.#matrix;
    const first = slots[feature]!;
    const nBins = binCountOf(cuts, feature);
    const scan = this.#scan;
    scan.lossChange = best.lossChange;
    const isDense = this.#scanBins(histogram, first, nBins, false, node);
    if (scan.bin >= 0) this.#take(node, feature, scan, scan.bin, false, best);
    if (isDense) return;
    scan.lossChange = best.lossChange;
    this.#scanBins(histogram, first, nBins, true, node);
    if (scan.bin >= 0) this.#take(node, feature, scan, scan.bin - 1, true, best);
  }

  /** Scans one way; returns whether the node has no missing value in the feature. */
  #scanBins(
    histogram: Float64Array,
    first: number,
    nBins: number,
    fromRight: boolean,
    node: NodeToSplit,
  ): boolean {
    const { alpha, lambda, minChildWeight } = this.#parameters;
    const scan = this.#scan;
    if (alpha === 0 && this.#engine !== undefined)
      return this.#engine.scan(this.#address, first, nBins, fromRight, node, this.#parameters, scan);
    const walk = fromRight ? scanFromRight : scanFromLeft;
    return walk(histogram, first, nBins, node, alpha, lambda, minChildWeight, scan);
  }

  #take(
    node: NodeToSplit,
    feature: number,
    scan: ScanResult,
    splitBin: number,
    missingLeft: boolean,
    best: SplitCandidate,
  ): void {
    best.takeNumeric(scan.lossChange, feature, this.#thresholdOf(feature, splitBin), splitBin, missingLeft);
    const otherGradient = node.sumGradient - scan.sumGradient;
    const otherHessian = node.sumHessian - scan.sumHessian;
    if (missingLeft) best.setSums(otherGradient, otherHessian, scan.sumGradient, scan.sumHessian);
    else best.setSums(scan.sumGradient, scan.sumHessian, otherGradient, otherHessian);
  }

  #thresholdOf(feature: number, splitBin: number): number {
    const { cuts } = this.#matrix;
    return splitBin < 0 ? cuts.minValues[feature]! : cuts.values[cuts.pointers[feature]! + splitBin]!;
  }

  /** As the plain scans, with bounded weights: every split is weighed by the evaluator. */
  #findConstrained(histogram: Float64Array, node: NodeToSplit, feature: number, best: SplitCandidate): void {
    const nBins = binCountOf(this.#matrix.cuts, feature);
    const first = this.#matrix.slots[feature]!;
    let gradient = 0;
    let hessian = 0;
    for (let bin = 0; bin < nBins; bin++) {
      gradient += histogram[2 * (first + bin)]!;
      hessian += histogram[2 * (first + bin) + 1]!;
      this.#offer(node, feature, gradient, hessian, bin, false, best);
    }
    if (gradient === node.sumGradient && hessian === node.sumHessian) return;
    gradient = 0;
    hessian = 0;
    for (let bin = nBins - 1; bin >= 0; bin--) {
      gradient += histogram[2 * (first + bin)]!;
      hessian += histogram[2 * (first + bin) + 1]!;
      this.#offer(node, feature, gradient, hessian, bin - 1, true, best);
    }
  }

  #offer(
    node: NodeToSplit,
    feature: number,
    gradient: number,
    hessian: number,
    splitBin: number,
    missingLeft: boolean,
    best: SplitCandidate,
  ): void {
    const { minChildWeight } = this.#parameters;
    const otherGradient = node.sumGradient - gradient;
    const otherHessian = node.sumHessian - hessian;
    if (!(hessian >= minChildWeight && otherHessian >= minChildWeight)) return;
    const gain = missingLeft
      ? this.#evaluator.splitGain(node.node, feature, otherGradient, otherHessian, gradient, hessian)
      : this.#evaluator.splitGain(node.node, feature, gradient, hessian, otherGradient, otherHessian);
    const lossChange = fround(gain - node.gain);
    if (!best.isBeatenBy(lossChange)) return;
    const scan = { bin: splitBin, lossChange, sumGradient: gradient, sumHessian: hessian };
    this.#take(node, feature, scan, splitBin, missingLeft, best);
  }
}
