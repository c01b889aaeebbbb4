// How much worse a model gets when the values of one feature are shuffled.
// Source: Breiman, "Random Forests" (2001), section 10; Fisher, Rudin and Dominici (2019) for any model and loss.
import { type FeatureInput, type FeatureTable, toFeatureTable } from "../../../data/index.ts";
import { invalidValue, quote } from "../../../errors/index.ts";
import { RandomState } from "../../../numeric/index.ts";
import { seedOrDrawn } from "../../../system/index.ts";

/** How to shuffle. */
export interface PermutationOptions {
  /** Shuffles of each feature; 5 when absent. */
  readonly nRepeats?: number;
  /** The seed of the shuffles; 0 when absent. */
  readonly seed?: number;
}

/** What shuffling a feature cost. */
export interface PermutationImportance {
  /** The score of the model as it is. */
  readonly baseScore: number;
  /** Mean drop of the score, one number a feature. */
  readonly means: Float64Array;
  /** Standard deviation of the drop over the shuffles, one number a feature. */
  readonly deviations: Float64Array;
}

/**
 * Shuffles one feature after the other and sees how much the score falls.
 *
 * @param score Scores a model on features, more is better: `(table) => model.score(table, y)`.
 * @param X The features to shuffle, in any accepted form; missing values are allowed.
 * @throws RangeError when `nRepeats` is not a whole number of at least 1.
 *
 * @example
 * const importance = permutationImportance((table) => model.score(table, y), X);
 */
export function permutationImportance(
  score: (table: FeatureTable) => number,
  X: FeatureInput,
  options: PermutationOptions = {},
): PermutationImportance {
  const { nRepeats = 5, seed = 0 } = options;
  if (!Number.isInteger(nRepeats) || nRepeats < 1) {
    throw invalidValue(
      `Cannot permute features: nRepeats must be a whole number of at least 1: current value is ${quote(nRepeats)}`,
    );
  }
  const { matrix, names } = toFeatureTable(X, { allowMissing: true });
  const { nRows, nColumns } = matrix;
  const baseScore = score({ matrix, names });
  const random = new RandomState(seedOrDrawn(seed));
  const values = matrix.values.slice();
  const means = new Float64Array(nColumns);
  const deviations = new Float64Array(nColumns);
  for (let j = 0; j < nColumns; j++) {
    const column = values.subarray(j * nRows, (j + 1) * nRows);
    const drops = Array.from({ length: nRepeats }, () => {
      random.shuffle(column);
      return baseScore - score({ matrix: { nRows, nColumns, values }, names });
    });
    column.set(matrix.values.subarray(j * nRows, (j + 1) * nRows));
    const mean = drops.reduce((sum, drop) => sum + drop, 0) / nRepeats;
    means[j] = mean;
    deviations[j] = Math.sqrt(drops.reduce((sum, drop) => sum + (drop - mean) ** 2, 0) / nRepeats);
  }
  return { baseScore, means, deviations };
}
