// A fitted ensemble of trees: what training makes, files hold and predictions come from.
import { invalidValue } from "../../errors/index.ts";
import type { Margins, Objective } from "./objectives/objective.ts";
import type { Features } from "./trees/features.ts";
import { ForestEngine } from "./trees/forest-engine.ts";
import { type PackedForest, packForest } from "./trees/packed-forest.ts";
import { addLeafValues, leafOf } from "./trees/predict.kernel.ts";
import type { Tree } from "./trees/tree.ts";

/** What a feature is: a number, a whole number, yes or no, or a category. The words of model files. */
export type FeatureType = "float" | "int" | "i" | "q" | "c";

/** Everything a booster consists of. */
export interface BoosterParts {
  readonly objective: Objective;
  readonly nFeatures: number;
  readonly featureNames: readonly string[] | undefined;
  readonly featureTypes: readonly FeatureType[] | undefined;
  /** Constant prediction to start from, before the link: one an output. */
  readonly baseScore: Margins;
  readonly trees: readonly Tree[];
  /** Which margin each tree adds to. */
  readonly treeOutputs: Int32Array;
  /** First tree of each round, and one past the last tree. */
  readonly roundStarts: Int32Array;
  /** What each tree is multiplied with, when trees were dropped in training; undefined when all count 1. */
  readonly treeWeights: Float32Array | undefined;
  /** Texts kept with the model, such as `best_iteration`. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Whether `base_score` came from the data (kept for the file). */
  readonly isBaseScoreEstimated: boolean;
}

/** Which rounds to use: from the first, inclusive, to the second, exclusive. */
export type IterationRange = readonly [begin: number, end: number];

/** Rows predicted at once: their features and margins stay in the nearest cache. */
const BLOCK_ROWS = 64;

/** A fitted ensemble of trees. Immutable. */
export class BoosterModel {
  readonly parts: BoosterParts;
  #packed: PackedForest | undefined;
  #engine: ForestEngine | undefined;

  constructor(parts: BoosterParts) {
    this.parts = parts;
  }

  /** Margins a row has. */
  get nOutputs(): number {
    return this.parts.objective.nOutputs;
  }

  /** Rounds of boosting. */
  get nRounds(): number {
    return this.parts.roundStarts.length - 1;
  }

  /** All trees, laid out for prediction, scaled if they have weights. */
  get packed(): PackedForest {
    this.#packed ??= packForest(scaledTrees(this.parts));
    return this.#packed;
  }

  /** The margin each output starts from. */
  baseMargins(): Margins {
    const { baseScore, objective } = this.parts;
    return baseScore.map((score) => objective.toMargin(score));
  }

  /**
   * Sums of leaf values, before the link.
   *
   * @param range Rounds to use; all when undefined.
   * @param start Margins to start from instead of the base score: `nRows * nOutputs`.
   * @returns `nRows * nOutputs` numbers, row by row.
   */
  predictMargins(features: Features, range: IterationRange | undefined, start?: Float32Array): Margins {
    const { nRows } = features;
    const nOutputs = this.nOutputs;
    const base = this.baseMargins();
    const margins =
      base instanceof Float64Array ? new Float64Array(nRows * nOutputs) : new Float32Array(nRows * nOutputs);
    if (start === undefined) for (let at = 0; at < margins.length; at++) margins[at] = base[at % nOutputs]!;
    else margins.set(start);
    this.addMargins(features, this.treeRange(range), margins);
    return margins;
  }

  /** Adds the leaf values of some trees, from the first to before the second, to margins. */
  addMargins(features: Features, [firstTree, endTree]: readonly [number, number], margins: Margins): void {
    const { nRows } = features;
    const { treeOutputs } = this.parts;
    const nOutputs = this.nOutputs;
    if (margins.length !== nRows * nOutputs) throw new Error("margins do not fit the rows");
    if (margins instanceof Float32Array && ForestEngine.serves(this.packed)) {
      this.#engine ??= new ForestEngine(this.packed, treeOutputs);
      this.#engine.addLeafValues(features, firstTree, endTree, margins, nOutputs);
      return;
    }
    this.#forEachBlock(features, (rows, first, count) => {
      addLeafValues(
        this.packed,
        firstTree,
        endTree,
        treeOutputs,
        rows,
        count,
        features.nColumns,
        margins,
        first * nOutputs,
        nOutputs,
      );
    });
  }

  /** The leaf each row ends in, by its number in the tree: one number a tree of the range, row by row. */
  predictLeaves(features: Features, range: IterationRange | undefined): Int32Array {
    const [firstTree, endTree] = this.treeRange(range);
    const width = endTree - firstTree;
    const leaves = new Int32Array(features.nRows * width);
    const forest = this.packed;
    this.#forEachBlock(features, (rows, first, count) => {
      for (let i = 0; i < count; i++) {
        for (let t = 0; t < width; t++) {
          const leaf = leafOf(forest, firstTree + t, rows, i * features.nColumns);
          leaves[(first + i) * width + t] = forest.lefts[leaf]!;
        }
      }
    });
    return leaves;
  }

  /** The trees of some rounds: from the first to before the second. */
  treeRange(range: IterationRange | undefined): readonly [number, number] {
    const { roundStarts } = this.parts;
    if (range === undefined) return [0, this.parts.trees.length];
    const [begin, end] = range;
    if (
      !(Number.isInteger(begin) && Number.isInteger(end) && begin >= 0 && begin <= end && end <= this.nRounds)
    ) {
      throw invalidValue(
        `Invalid iterationRange: it must be two whole numbers with 0 <= begin <= end <= ${this.nRounds}, the rounds of the model: current value is [${begin}, ${end}]`,
      );
    }
    return [roundStarts[begin]!, roundStarts[end]!];
  }

  #forEachBlock(features: Features, visit: (rows: Margins, first: number, count: number) => void): void {
    const { nRows, nColumns } = features;
    const isDouble = this.packed.conditions instanceof Float64Array;
    const size = Math.min(BLOCK_ROWS, nRows) * nColumns;
    const rows = isDouble ? new Float64Array(size) : new Float32Array(size);
    for (let first = 0; first < nRows; first += BLOCK_ROWS) {
      const count = Math.min(BLOCK_ROWS, nRows - first);
      features.readRows(first, count, rows);
      visit(rows, first, count);
    }
  }
}

function scaledTrees({ trees, treeWeights }: BoosterParts): readonly Tree[] {
  if (treeWeights === undefined) return trees;
  return trees.map((tree, t) => {
    const weight = treeWeights[t]!;
    const splitConditions = tree.splitConditions.map((value, node) =>
      tree.leftChildren[node] === -1 ? value * weight : value,
    );
    return { ...tree, splitConditions };
  });
}
