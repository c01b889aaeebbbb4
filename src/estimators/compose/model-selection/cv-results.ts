// What a search saw: for each setting times and scores over the folds, as scikit-learn's cv_results_.
import type { Candidate } from "./parameter-grid.ts";

/** One setting on one fold. */
export interface FoldScore {
  readonly fitTimeMs: number;
  readonly scoreTimeMs: number;
  readonly testScore: number;
  /** Undefined when the search was not asked for it. */
  readonly trainScore: number | undefined;
}

/** One setting over all folds. Standard deviations divide by the number of folds. */
export interface CandidateResult {
  readonly params: Candidate;
  readonly meanFitTimeMs: number;
  readonly stdFitTimeMs: number;
  readonly meanScoreTimeMs: number;
  readonly stdScoreTimeMs: number;
  /** One a fold. */
  readonly testScores: readonly number[];
  readonly meanTestScore: number;
  readonly stdTestScore: number;
  /** 1 for the best; equal means have equal ranks, and the next one is left out. NaN is the worst. */
  readonly rankTestScore: number;
  /** One a fold; empty when the search was not asked for them. */
  readonly trainScores: readonly number[];
}

/** Puts the scores of the folds together and ranks the settings. */
export function cvResultsOf(
  candidates: readonly Candidate[],
  scores: readonly (readonly FoldScore[])[],
): readonly CandidateResult[] {
  const means = scores.map((folds) => meanOf(folds.map(({ testScore }) => testScore)));
  return candidates.map((params, c) => {
    const folds = scores[c]!;
    const fitTimes = folds.map(({ fitTimeMs }) => fitTimeMs);
    const scoreTimes = folds.map(({ scoreTimeMs }) => scoreTimeMs);
    const testScores = folds.map(({ testScore }) => testScore);
    return {
      params,
      meanFitTimeMs: meanOf(fitTimes),
      stdFitTimeMs: stdOf(fitTimes),
      meanScoreTimeMs: meanOf(scoreTimes),
      stdScoreTimeMs: stdOf(scoreTimes),
      testScores,
      meanTestScore: means[c]!,
      stdTestScore: stdOf(testScores),
      rankTestScore: 1 + means.filter((mean) => isBetter(mean, means[c]!)).length,
      trainScores: folds.flatMap(({ trainScore }) => (trainScore === undefined ? [] : [trainScore])),
    };
  });
}

function isBetter(mean: number, than: number): boolean {
  return mean > than || (Number.isNaN(than) && !Number.isNaN(mean));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function stdOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
