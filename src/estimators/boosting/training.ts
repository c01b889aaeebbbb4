// The loop of boosting: gradients, trees, margins, round by round.
// Source: Friedman, "Greedy Function Approximation: A Gradient Boosting Machine" (2001); Newton steps as in Chen and
// Guestrin, "XGBoost" (2016).
import { RandomState } from "../../numeric/index.ts";
import { seedOrDrawn } from "../../system/index.ts";
import { binFeatures, binPacked } from "./binning/binned-matrix.ts";
import { makeCuts } from "./binning/histogram-cuts.ts";
import { fitsOneBuffer } from "./binning/quantile-sketch.ts";
import { BoosterModel } from "./booster-model.ts";
import type { BoostingParams } from "./boosting-parameters.ts";
import { ColumnSampler } from "./growing/column-sampler.ts";
import { DoubleHistograms } from "./growing/double-histograms.ts";
import { ExactGrower } from "./growing/exact-grower.ts";
import { HistogramGrower } from "./growing/hist-grower.ts";
import { PackedHistograms } from "./growing/packed-histograms.ts";
import { sortColumns } from "./growing/sorted-columns.ts";
import type { GrownTree, TreeGrower } from "./growing/tree-grower.ts";
import type { TreeParameters } from "./growing/tree-parameters.ts";
import { quantileOf } from "./objectives/initial-score.ts";
import type { Objective } from "./objectives/objective.ts";
import { treeParametersOf } from "./resolve-boosting-params.ts";
import type { TrainingSet } from "./training-set.ts";
import type { Tree } from "./trees/tree.ts";

const fround = Math.fround;

/** Cells of a table from which several threads pay. */
const THREAD_CELLS = 1_000_000;

/** Computes gradients at margins; an objective does, and so may a user's function. */
export type ComputeGradients = Objective["computeGradients"];

/** Training in progress: holds the margins of the training rows and grows round after round. */
export class Training {
  /** Margins of the training rows, `nRows * nOutputs`; they change with every round. */
  readonly margins: Float32Array;
  readonly #set: TrainingSet;
  readonly #params: BoostingParams;
  readonly #objective: Objective;
  readonly #computeGradients: ComputeGradients;
  readonly #treeParameters: TreeParameters;
  readonly #grower: TreeGrower;
  readonly #random: RandomState;
  readonly #gradients: Float32Array;

  /**
   * @param margins Margins to start from; the training owns the array from now on.
   * @param nThreads Threads to use at most; the trees come out the same whatever their number.
   */
  constructor(
    set: TrainingSet,
    params: BoostingParams,
    objective: Objective,
    computeGradients: ComputeGradients,
    margins: Float32Array,
    nThreads: number,
  ) {
    this.#set = set;
    this.#params = params;
    this.#objective = objective;
    this.#computeGradients = computeGradients;
    const { features, featureNames } = set;
    const ofOne = treeParametersOf(params, objective, features.nColumns, featureNames);
    // The trees of one round share the step.
    this.#treeParameters = { ...ofOne, learningRate: fround(ofOne.learningRate / params.numParallelTree) };
    // Hessians of a user's own loss may be negative, for which packed sums have no place.
    const isCustom = computeGradients !== objective.computeGradients;
    this.#grower = makeGrower(set, this.#treeParameters, params, objective.nOutputs, nThreads, isCustom);
    this.margins = this.#grower.margins ?? margins;
    this.margins.set(margins);
    this.#random = new RandomState(seedOrDrawn(params.seed));
    this.#gradients = new Float32Array(2 * margins.length);
  }

  /** Ends the helping threads; the training is over. */
  close(): void {
    this.#grower.close();
  }

  /** Grows the trees of one round, all from the margins before it: those of output 0, then of output 1, … */
  grow(): Tree[] {
    const { nOutputs } = this.#objective;
    const nRows = this.#set.labels.length;
    this.#computeGradients(this.margins, this.#set, this.#gradients);
    const before = this.#objective.leafQuantiles === undefined ? this.margins : this.margins.slice();
    const trees: Tree[] = [];
    for (let k = 0; k < nOutputs; k++) {
      const gradients = this.#gradients.subarray(2 * k * nRows, 2 * (k + 1) * nRows);
      for (let t = 0; t < this.#params.numParallelTree; t++) {
        const columns = new ColumnSampler(this.#set.features.nColumns, this.#treeParameters, (bound) =>
          this.#random.integerBelow(bound),
        );
        const sampled = this.#sampleRows(gradients);
        const grown = this.#grower.grow(sampled, columns);
        this.#refreshLeaves(grown, k, before, sampled);
        this.#addToMargins(grown, k);
        trees.push(grown.tree.finish());
      }
    }
    return trees;
  }

  /** Gradients with those of the rows left out set to 0. */
  #sampleRows(gradients: Float32Array): Float32Array {
    const { subsample } = this.#params;
    if (subsample === 1) return gradients;
    const sampled = gradients.slice();
    for (let i = 0; i < sampled.length; i += 2) {
      if (this.#random.uniform() < subsample) continue;
      sampled[i] = 0;
      sampled[i + 1] = 0;
    }
    return sampled;
  }

  /** Where the objective asks for it, a leaf becomes a quantile of its rows' residuals. */
  #refreshLeaves(
    { tree, rows, rangeOf }: GrownTree,
    output: number,
    before: Float32Array,
    sampled: Float32Array,
  ): void {
    const quantile = this.#objective.leafQuantiles?.[output];
    if (quantile === undefined) return;
    const { labels, weights } = this.#set;
    const { nOutputs } = this.#objective;
    const { learningRate } = this.#treeParameters;
    for (let leaf = 0; leaf < tree.nodeCount; leaf++) {
      if (!tree.isLeaf(leaf)) continue;
      const { begin, end } = rangeOf(leaf);
      const inSample = rows.subarray(begin, end).filter((row) => sampled[2 * row + 1] !== 0);
      if (inSample.length === 0) continue;
      const residual = (i: number): number => {
        const row = inSample[i]!;
        return fround(labels[row]! - before[row * nOutputs + output]!);
      };
      const weightAt = weights === undefined ? undefined : (i: number): number => weights[inSample[i]!]!;
      const value = quantileOf(quantile, inSample.length, residual, weightAt);
      tree.setLeafValue(leaf, fround(value * learningRate));
    }
  }

  #addToMargins({ tree, rows, rangeOf }: GrownTree, output: number): void {
    const leaves = Array.from({ length: tree.nodeCount }, (_, leaf) => leaf)
      .filter((leaf) => tree.isLeaf(leaf))
      .map((leaf) => ({ leaf, value: fround(tree.leafValue(leaf)) }));
    if (this.#grower.margins !== undefined) {
      this.#grower.addToMargins?.(leaves, output);
      return;
    }
    const margins = this.margins;
    const { nOutputs } = this.#objective;
    for (const { leaf, value } of leaves) {
      const { begin, end } = rangeOf(leaf);
      for (let k = begin; k < end; k++) {
        const at = rows[k]! * nOutputs + output;
        margins[at] = margins[at]! + value;
      }
    }
  }
}

function makeGrower(
  set: TrainingSet,
  parameters: TreeParameters,
  { sketch, sums, seed }: BoostingParams,
  nOutputs: number,
  nThreads: number,
  isCustom: boolean,
): TreeGrower {
  const { features, weights, featureTypes } = set;
  if (parameters.method === "exact")
    return new ExactGrower(sortColumns(features), features.nRows, parameters);
  const isCategorical = Uint8Array.from({ length: features.nColumns }, (_, j) =>
    featureTypes?.[j] === "c" ? 1 : 0,
  );
  const random = new RandomState(seed);
  const { maxBin } = parameters;
  const cuts = makeCuts(features, weights, isCategorical, {
    maxBin,
    sketch,
    uniform: () => random.uniform(),
  });
  const isLarge = features.nRows * features.nColumns >= THREAD_CELLS;
  const threads = isLarge ? Math.min(nThreads, features.nColumns) : 1;
  if (sums === "packed" && !isCustom && !fitsOneBuffer(features.nRows, maxBin)) {
    const packed = binPacked(features, cuts, nOutputs, threads);
    return new HistogramGrower(parameters, new PackedHistograms(packed, parameters, threads));
  }
  const matrix = binFeatures(features, cuts, threads > 1);
  return new HistogramGrower(parameters, new DoubleHistograms(matrix, parameters, threads));
}

/** A booster of some rounds of trees, each round's in one list. */
export function boosterOf(
  template: Omit<BoosterModel["parts"], "trees" | "treeOutputs" | "roundStarts">,
  rounds: readonly (readonly Tree[])[],
): BoosterModel {
  const { nOutputs } = template.objective;
  const roundStarts = new Int32Array(rounds.length + 1);
  const treeOutputs: number[] = [];
  rounds.forEach((trees, i) => {
    roundStarts[i + 1] = roundStarts[i]! + trees.length;
    const perOutput = trees.length / nOutputs;
    trees.forEach((_, t) => {
      treeOutputs.push(Math.floor(t / perOutput));
    });
  });
  return new BoosterModel({
    ...template,
    trees: rounds.flat(),
    treeOutputs: Int32Array.from(treeOutputs),
    roundStarts,
  });
}
