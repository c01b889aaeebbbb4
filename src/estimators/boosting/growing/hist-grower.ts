// Grows a tree on binned features, level by level or best leaf first.
// Source: Chen and Guestrin, "XGBoost" (2016), section 3; best-first growth as in Shi, "Best-first Decision Tree
// Learning" (2007) and LightGBM.
import type { ColumnSampler } from "./column-sampler.ts";
import { GrowingTree } from "./growing-tree.ts";
import type { HistogramStore, NodeToSearch } from "./histogram-store.ts";
import { InteractionConstraints } from "./interaction-constraints.ts";
import { SplitCandidate } from "./split-candidate.ts";
import { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, GrownTree, TreeGrower } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

const fround = Math.fround;

/** Splits that gain no more than this are not made; a float32 value. */
export const LEAST_GAIN: number = fround(1e-6);

/** A leaf that may be split. */
interface Entry<H> {
  readonly node: number;
  readonly depth: number;
  readonly split: SplitCandidate;
  readonly histogram: H;
}

/** A leaf whose best split is not known yet. */
interface Leaf<H> extends Omit<Entry<H>, "split"> {
  readonly sumGradient: number;
  readonly sumHessian: number;
  /** The node whose bounds hold. */
  readonly boundsOf: number;
}

/** Grows trees on one binned matrix, whose rows and histograms a store keeps. */
export class HistogramGrower<H> implements TreeGrower {
  readonly #parameters: TreeParameters;
  readonly #store: HistogramStore<H>;

  constructor(parameters: TreeParameters, store: HistogramStore<H>) {
    this.#parameters = parameters;
    this.#store = store;
  }

  /** Margins of the rows, where the store has a place for them. */
  get margins(): Float32Array | undefined {
    return this.#store.margins;
  }

  /** Adds values to the margins of the rows of the last tree's leaves, for one of the outputs. */
  addToMargins(leaves: readonly { readonly leaf: number; readonly value: number }[], output: number): void {
    this.#store.addToMargins?.(leaves, output);
  }

  /** Ends the helping threads. */
  close(): void {
    this.#store.close();
  }

  /** Grows one tree. The rows it hands back are valid until the next call. */
  grow(gradients: GradientPairs, columns: ColumnSampler): GrownTree {
    const store = this.#store;
    store.start(gradients);
    const growth = new HistogramGrowth(this.#parameters, store, columns);
    growth.run();
    return { tree: growth.tree, rows: store.rows, rangeOf: (node) => store.rangeOf(node) };
  }
}

/** The growth of one tree. */
class HistogramGrowth<H> {
  readonly tree: GrowingTree = new GrowingTree();
  readonly #parameters: TreeParameters;
  readonly #store: HistogramStore<H>;
  readonly #columns: ColumnSampler;
  readonly #evaluator: SplitEvaluator;
  readonly #interactions: InteractionConstraints | undefined;
  #open: Entry<H>[] = [];
  #leafCount = 1;

  constructor(parameters: TreeParameters, store: HistogramStore<H>, columns: ColumnSampler) {
    this.#parameters = parameters;
    this.#store = store;
    this.#columns = columns;
    this.#evaluator = new SplitEvaluator(parameters);
    const { interactions } = parameters;
    this.#interactions = interactions === undefined ? undefined : new InteractionConstraints(interactions);
  }

  run(): void {
    this.#openRoot();
    for (let batch = this.#nextBatch(); batch.length > 0; batch = this.#nextBatch()) {
      const parted = batch.map((entry) => ({ ...entry, leftChild: this.#applySplit(entry) }));
      this.#store.part(parted);
      this.#openChildren(parted);
    }
    for (const entry of this.#open) this.#store.release(entry.histogram);
  }

  #openRoot(): void {
    const { histogram, sumGradient, sumHessian } = this.#store.openRoot();
    const weight = this.#evaluator.weight(0, sumGradient, sumHessian);
    this.tree.setLeafValue(0, fround(this.#parameters.learningRate * weight));
    this.tree.setStatistics(0, weight, 0, fround(sumHessian));
    this.#openLeaves([{ node: 0, depth: 0, histogram, sumGradient, sumHessian, boundsOf: 0 }]);
  }

  /** Looks for the best split of each leaf, and keeps it for later if there is one. */
  #openLeaves(leaves: readonly Leaf<H>[]): void {
    const searches = leaves.map(
      ({ node, depth, histogram, sumGradient, sumHessian, boundsOf }): NodeToSearch<H> => {
        const gain = this.#evaluator.gain(boundsOf, sumGradient, sumHessian);
        const features = this.#columns.featuresAt(depth);
        return {
          toSplit: { node, sumGradient, sumHessian, gain },
          histogram,
          features:
            this.#interactions === undefined
              ? features
              : features.filter((one) => this.#interactions?.allows(node, one)),
          split: new SplitCandidate(),
        };
      },
    );
    this.#store.search(searches, this.#evaluator);
    searches.forEach(({ split, histogram }, i) => {
      const { node, depth } = leaves[i]!;
      if (split.lossChange > LEAST_GAIN) this.#open.push({ node, depth, split, histogram });
      else this.#store.release(histogram);
    });
  }

  /** The leaves to split next: a whole level, or the one leaf that gains most. Empty when growth is over. */
  #nextBatch(): Entry<H>[] {
    if (this.#parameters.growPolicy === "lossguide") return this.#bestLeaf();
    const level = this.#open;
    this.#open = [];
    const batch: Entry<H>[] = [];
    for (const entry of level) {
      if (this.#mayBeSplit(entry)) {
        this.#leafCount++;
        batch.push(entry);
      } else {
        this.#store.release(entry.histogram);
      }
    }
    return batch;
  }

  #bestLeaf(): Entry<H>[] {
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

  #mayBeSplit({ depth, split }: Entry<H>): boolean {
    const { gamma, maxDepth, maxLeaves } = this.#parameters;
    return (
      split.leftHessian !== 0 &&
      split.rightHessian !== 0 &&
      split.lossChange >= gamma &&
      (maxDepth === 0 || depth < maxDepth) &&
      (maxLeaves === 0 || this.#leafCount < maxLeaves)
    );
  }

  /** Records the split in the tree; gives the number of the left child. */
  #applySplit({ node, split }: Entry<H>): number {
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
    return left;
  }

  /** Opens the children of the nodes that may be split further, all in one go. */
  #openChildren(batch: readonly (Entry<H> & { readonly leftChild: number })[]): void {
    const { maxDepth, maxLeaves } = this.#parameters;
    const isFull = maxLeaves > 0 && this.#leafCount >= maxLeaves;
    const opened = batch.filter(({ depth, histogram }) => {
      const isLast = isFull || (maxDepth > 0 && depth + 1 >= maxDepth);
      if (isLast) this.#store.release(histogram);
      return !isLast;
    });
    const histograms = this.#store.openChildren(opened);
    this.#openLeaves(
      opened.flatMap(({ node, leftChild, depth, split }, i): readonly Leaf<H>[] => {
        const [left, right] = histograms[i]!;
        const both = { depth: depth + 1, boundsOf: node };
        return [
          {
            ...both,
            node: leftChild,
            histogram: left,
            sumGradient: split.leftGradient,
            sumHessian: split.leftHessian,
          },
          {
            ...both,
            node: leftChild + 1,
            histogram: right,
            sumGradient: split.rightGradient,
            sumHessian: split.rightHessian,
          },
        ];
      }),
    );
  }
}
