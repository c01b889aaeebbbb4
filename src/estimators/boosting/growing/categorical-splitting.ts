// Splits of a node by sets of categories.
// Few categories: each against the rest. Many: ordered by their weight, then cut as if they were numbers, which finds
// the best set (Fisher, "On Grouping for Maximum Homogeneity", 1958).
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import type { NodeToSplit } from "./node-to-split.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import { type SplitEvaluator, softThreshold } from "./split-evaluator.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** Offers the splits of one categorical feature to the candidate. */
export function findCategoricalSplit(
  matrix: Pick<BinnedMatrix, "cuts" | "slots">,
  parameters: TreeParameters,
  evaluator: SplitEvaluator,
  histogram: Float64Array,
  node: NodeToSplit,
  feature: number,
  best: SplitCandidate,
): void {
  const search = new CategorySearch(matrix, parameters, evaluator, histogram, node, feature, best);
  if (binCountOf(matrix.cuts, feature) < parameters.maxCatToOnehot) search.oneAgainstRest();
  else search.partition();
}

class CategorySearch {
  readonly #parameters: TreeParameters;
  readonly #evaluator: SplitEvaluator;
  readonly #histogram: Float64Array;
  readonly #node: NodeToSplit;
  readonly #feature: number;
  readonly #best: SplitCandidate;
  readonly #first: number;
  readonly #nBins: number;

  constructor(
    matrix: Pick<BinnedMatrix, "cuts" | "slots">,
    parameters: TreeParameters,
    evaluator: SplitEvaluator,
    histogram: Float64Array,
    node: NodeToSplit,
    feature: number,
    best: SplitCandidate,
  ) {
    this.#parameters = parameters;
    this.#evaluator = evaluator;
    this.#histogram = histogram;
    this.#node = node;
    this.#feature = feature;
    this.#best = best;
    this.#first = matrix.slots[feature]!;
    this.#nBins = binCountOf(matrix.cuts, feature);
  }

  /** One category goes right; missing values once with the rest, once with it. */
  oneAgainstRest(): void {
    let presentGradient = 0;
    let presentHessian = 0;
    for (let bin = 0; bin < this.#nBins; bin++) {
      presentGradient += this.#gradientOf(bin);
      presentHessian += this.#hessianOf(bin);
    }
    const missingGradient = this.#node.sumGradient - presentGradient;
    const missingHessian = this.#node.sumHessian - presentHessian;
    for (let bin = 0; bin < this.#nBins; bin++) {
      const gradient = this.#gradientOf(bin);
      const hessian = this.#hessianOf(bin);
      const categories = (): Int32Array => Int32Array.of(bin);
      this.#offerRight(gradient, hessian, true, categories);
      this.#offerRight(gradient + missingGradient, hessian + missingHessian, false, categories);
    }
  }

  /** The first categories in the order of their weights go right, from one end and from the other. */
  partition(): void {
    const order = this.#orderByWeight();
    const nSteps = Math.min(this.#parameters.maxCatThreshold, this.#nBins) - 1;
    let gradient = 0;
    let hessian = 0;
    for (let i = 0; i < nSteps; i++) {
      gradient += this.#gradientOf(order[i]!);
      hessian += this.#hessianOf(order[i]!);
      this.#offerRight(gradient, hessian, true, () => order.slice(0, i + 1).sort());
    }
    gradient = 0;
    hessian = 0;
    for (let step = 0; step < nSteps; step++) {
      const i = this.#nBins - 1 - step;
      gradient += this.#gradientOf(order[i]!);
      hessian += this.#hessianOf(order[i]!);
      this.#offerLeft(gradient, hessian, () => order.slice(0, i).sort());
    }
  }

  #orderByWeight(): Int32Array {
    const { alpha, lambda, minChildWeight } = this.#parameters;
    const weights = Float32Array.from({ length: this.#nBins }, (_, bin) => {
      const hessian = this.#hessianOf(bin);
      if (hessian < minChildWeight || hessian <= 0) return 0;
      return -softThreshold(this.#gradientOf(bin), alpha) / (hessian + lambda);
    });
    const order = Array.from(weights.keys()).sort((a, b) => weights[a]! - weights[b]!);
    return Int32Array.from(order);
  }

  #offerRight(gradient: number, hessian: number, defaultLeft: boolean, categories: () => Int32Array): void {
    const { sumGradient, sumHessian } = this.#node;
    this.#offer(sumGradient - gradient, sumHessian - hessian, gradient, hessian, defaultLeft, categories);
  }

  #offerLeft(gradient: number, hessian: number, categories: () => Int32Array): void {
    const { sumGradient, sumHessian } = this.#node;
    this.#offer(gradient, hessian, sumGradient - gradient, sumHessian - hessian, false, categories);
  }

  #offer(
    leftGradient: number,
    leftHessian: number,
    rightGradient: number,
    rightHessian: number,
    defaultLeft: boolean,
    categories: () => Int32Array,
  ): void {
    const { minChildWeight } = this.#parameters;
    if (!(leftHessian >= minChildWeight && rightHessian >= minChildWeight)) return;
    const gain = this.#evaluator.splitGain(
      this.#node.node,
      this.#feature,
      leftGradient,
      leftHessian,
      rightGradient,
      rightHessian,
    );
    const lossChange = fround(gain - this.#node.gain);
    if (!this.#best.isBeatenBy(lossChange)) return;
    this.#best.takeCategorical(lossChange, this.#feature, categories(), defaultLeft);
    this.#best.setSums(leftGradient, leftHessian, rightGradient, rightHessian);
  }

  #gradientOf(bin: number): number {
    return this.#histogram[2 * (this.#first + bin)]!;
  }

  #hessianOf(bin: number): number {
    return this.#histogram[2 * (this.#first + bin) + 1]!;
  }
}
