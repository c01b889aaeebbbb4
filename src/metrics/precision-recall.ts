// Precision, recall and F1, per class and averaged. C. J. van Rijsbergen, Information Retrieval, 1979, chapter 7.
import { invalidValue, quote, warn } from "../errors/index.ts";
import { observeMeasure } from "../events/index.ts";
import type { Label } from "../numeric/index.ts";
import { type LabelOptions, type LabelPairs, labelPairs } from "./label-pairs.ts";

/** How the scores of several classes become one. */
export type Average =
  /** The score of the positive class alone, of two. */
  | "binary"
  /** From the counts of all classes together. */
  | "micro"
  /** The plain mean over the classes. */
  | "macro"
  /** The mean weighted by how many samples truly have the class. */
  | "weighted";

/** What {@link precisionRecallFscoreSupport} accepts. */
export interface ClassScoreOptions extends LabelOptions {
  /** The score where it is 0/0: 0, 1 or NaN (left out of averages). Default 0, with a warning. */
  readonly zeroDivision?: number | undefined;
}

/** What {@link precisionScore}, {@link recallScore} and {@link f1Score} accept. */
export interface AverageOptions extends ClassScoreOptions {
  /** Default `binary`. */
  readonly average?: Average;
  /** The positive class of the binary average. Default 1. */
  readonly posLabel?: Label;
}

/** Scores of each class; all arrays are in the order of `labels`. */
export interface ClassScores {
  readonly labels: readonly Label[];
  /** Of the samples predicted to be of this class, the share that is. */
  readonly precision: readonly number[];
  /** Of the samples of this class, the share predicted to be. */
  readonly recall: readonly number[];
  /** The harmonic mean of precision and recall. */
  readonly f1: readonly number[];
  /** How many samples (or what weight) truly have the class. */
  readonly support: readonly number[];
}

/** Counts, or sums of weights, for one class or for all together. */
interface Counts {
  readonly hits: number;
  readonly predicted: number;
  readonly actual: number;
}

type Score = "precision" | "recall" | "f1";

/**
 * Precision, recall, F1 and support of every class.
 *
 * @param yTrue Length n: numbers, text or booleans.
 * @param yPred Length n, of the same type.
 * @param options Which labels; sample weights; what 0/0 is.
 * @throws TypeError, RangeError when lengths or types differ, there is nothing, or none of the labels is a true one.
 */
export function precisionRecallFscoreSupport(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: ClassScoreOptions = {},
): ClassScores {
  const pairs = labelPairs(yTrue, yPred, options);
  const counts = countsByClass(pairs);
  return {
    labels: pairs.labels,
    precision: scoresOf("precision", counts, options),
    recall: scoresOf("recall", counts, options),
    f1: scoresOf("f1", counts, options),
    support: counts.map(({ actual }) => actual),
  };
}

/**
 * Of the samples predicted to be of a class, the share that is.
 *
 * @param yTrue Length n: numbers, text or booleans.
 * @param yPred Length n, of the same type.
 * @param options How classes are averaged; positive label; labels; sample weights; what 0/0 is.
 * @throws RangeError also when the average is binary and there are more than two classes, or none is the positive one.
 */
export function precisionScore(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: AverageOptions = {},
): number {
  return observeMeasure("precision_score", "precisionScore(yTrue, yPred)", yPred, () =>
    averaged("precision", yTrue, yPred, options),
  );
}

/**
 * Of the samples of a class, the share predicted to be. Arguments as for {@link precisionScore}.
 */
export function recallScore(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: AverageOptions = {},
): number {
  return observeMeasure("recall_score", "recallScore(yTrue, yPred)", yPred, () =>
    averaged("recall", yTrue, yPred, options),
  );
}

/**
 * The harmonic mean of precision and recall. Arguments as for {@link precisionScore}.
 */
export function f1Score(
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: AverageOptions = {},
): number {
  return observeMeasure("f1_score", "f1Score(yTrue, yPred)", yPred, () =>
    averaged("f1", yTrue, yPred, options),
  );
}

function averaged(
  score: Score,
  yTrue: ArrayLike<Label>,
  yPred: ArrayLike<Label>,
  options: AverageOptions,
): number {
  const average = options.average ?? "binary";
  const pairs = labelPairs(yTrue, yPred, options);
  const counts = countsByClass(pairs);
  switch (average) {
    case "binary":
      return scoresOf(score, [countsOfPositive(pairs, counts, options.posLabel ?? 1)], options)[0]!;
    case "micro":
      return scoresOf(score, [counts.reduce(together)], options)[0]!;
    case "macro":
      return meanOfDefined(
        scoresOf(score, counts, options),
        counts.map(() => 1),
      );
    case "weighted":
      return meanOfDefined(
        scoresOf(score, counts, options),
        counts.map(({ actual }) => actual),
      );
    default:
      throw invalidValue(
        `Cannot average: average must be binary, micro, macro or weighted: current value is ${quote(average satisfies never)}`,
      );
  }
}

function countsByClass({ labels, trueCodes, predictedCodes, weights }: LabelPairs): readonly Counts[] {
  const counts = labels.map(() => ({ hits: 0, predicted: 0, actual: 0 }));
  for (let i = 0; i < trueCodes.length; i++) {
    const weight = weights === undefined ? 1 : weights[i]!;
    const actual = counts[trueCodes[i]!];
    const predicted = counts[predictedCodes[i]!];
    if (actual !== undefined) actual.actual += weight;
    if (predicted !== undefined) predicted.predicted += weight;
    if (actual !== undefined && actual === predicted) actual.hits += weight;
  }
  return counts;
}

function countsOfPositive({ labels }: LabelPairs, counts: readonly Counts[], posLabel: Label): Counts {
  if (labels.length > 2) {
    throw invalidValue(
      `Cannot average: with ${labels.length} classes average must be micro, macro or weighted: current value is binary`,
    );
  }
  const positive = counts[labels.indexOf(posLabel)];
  if (positive !== undefined) return positive;
  if (labels.length < 2) return { hits: 0, predicted: 0, actual: 0 };
  throw invalidValue(
    `Cannot average: posLabel must be one of ${labels.map(quote).join(", ")}: current value is ${quote(posLabel)}`,
  );
}

function together(a: Counts, b: Counts): Counts {
  return { hits: a.hits + b.hits, predicted: a.predicted + b.predicted, actual: a.actual + b.actual };
}

function scoresOf(score: Score, counts: readonly Counts[], options: ClassScoreOptions): readonly number[] {
  const ratios = counts.map((one) => ratioOf(score, one));
  if (ratios.some(([, below]) => below === 0) && options.zeroDivision === undefined) {
    warn(
      "UndefinedMetricWarning",
      `${score} is 0/0 for a class without samples and is set to 0: zeroDivision says what to take instead`,
    );
  }
  return ratios.map(([above, below]) => (below === 0 ? (options.zeroDivision ?? 0) : above / below));
}

function ratioOf(score: Score, { hits, predicted, actual }: Counts): readonly [number, number] {
  if (score === "precision") return [hits, predicted];
  if (score === "recall") return [hits, actual];
  return [2 * hits, predicted + actual];
}

/** The weighted mean of the scores that are not NaN; NaN when none is left. */
function meanOfDefined(scores: readonly number[], weights: readonly number[]): number {
  let total = 0;
  let weightSum = 0;
  scores.forEach((score, k) => {
    if (Number.isNaN(score)) return;
    total += score * weights[k]!;
    weightSum += weights[k]!;
  });
  return total / weightSum;
}
