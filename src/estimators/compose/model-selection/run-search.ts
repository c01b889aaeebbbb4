// Tries settings on folds: the work of every search.
import { type Fold, KFold, type Splitter, StratifiedKFold, type TableInput } from "../../../data/index.ts";
import { observeFit, untold } from "../../../events/index.ts";
import type { Label } from "../../../numeric/index.ts";
import { monotonicMs } from "../../../system/index.ts";
import { cvResultsOf, type FoldScore } from "./cv-results.ts";
import type { Candidate } from "./parameter-grid.ts";
import { type ScoreFunction, type Scoring, scoreFunction } from "./scoring.ts";
import { type SearchedModel, SearchModel } from "./search-model.ts";
import { type Samples, samplesOf, takeSamples } from "./search-rows.ts";
import { type Tunable, withParams } from "./with-params.ts";

/** What can be searched: parameters that fit a model with predictions and a score. */
export interface SearchedEstimator<M extends SearchedModel> extends Tunable {
  fit(X: never, y: never): M;
}

/** What may be said about a search beside the estimator and the settings. */
export interface SearchOptions {
  /**
   * Neighbouring folds (5 when absent, stratified when y are classes), or what makes folds, or the folds themselves.
   */
  readonly cv?: number | Splitter | readonly Fold[] | undefined;
  /** The larger the better; the model's own score when absent. */
  readonly scoring?: Scoring | undefined;
  /** Whether settings are scored on the rows they were fitted to as well. Default false. */
  readonly returnTrainScore?: boolean | undefined;
}

/** A search that is about to begin. */
export interface Search<M extends SearchedModel> {
  readonly estimatorName: string;
  /** What the search tells as its parameters. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly estimator: SearchedEstimator<M>;
  readonly candidates: readonly Candidate[];
  readonly options: SearchOptions;
}

/** Scores every setting on every fold, and fits the best one to all samples. */
export function runSearch<M extends SearchedModel>(
  { estimatorName, params, estimator, candidates, options }: Search<M>,
  X: TableInput,
  y: ArrayLike<Label>,
): SearchModel<M> {
  return observeFit({ library: "traintracks", family: "compose", estimatorName, params, X, y }, () => {
    const samples = samplesOf(X, y);
    const folds = foldsOf(options.cv, estimator, samples);
    const score = options.scoring === undefined ? undefined : scoreFunction(options.scoring);
    const parts = folds.map(({ train, test }) => ({
      train: takeSamples(samples, train),
      test: takeSamples(samples, test),
    }));
    const scores = candidates.map((candidate) => {
      const tried = withParams(estimator, candidate);
      return parts.map(({ train, test }) => untold(() => scoreOnFold(tried, train, test, score, options)));
    });
    const results = cvResultsOf(candidates, scores);
    const bestIndex = results.findIndex(({ rankTestScore }) => rankTestScore === 1);
    const best = withParams(estimator, candidates[bestIndex]!);
    return new SearchModel(estimatorName, fitted(best, samples), bestIndex, results);
  });
}

function scoreOnFold<M extends SearchedModel>(
  estimator: SearchedEstimator<M>,
  train: Samples,
  test: Samples,
  score: ScoreFunction | undefined,
  { returnTrainScore = false }: SearchOptions,
): FoldScore {
  const start = monotonicMs();
  const model = fitted(estimator, train);
  const fittedAt = monotonicMs();
  const testScore = scoreOf(model, test, score);
  const scoredAt = monotonicMs();
  return {
    fitTimeMs: fittedAt - start,
    scoreTimeMs: scoredAt - fittedAt,
    testScore,
    trainScore: returnTrainScore ? scoreOf(model, train, score) : undefined,
  };
}

// Samples have a form that every estimator takes.

function fitted<M extends SearchedModel>(estimator: SearchedEstimator<M>, { X, y }: Samples): M {
  return estimator.fit(X as never, y as never);
}

function scoreOf(model: SearchedModel, { X, y }: Samples, score: ScoreFunction | undefined): number {
  return score === undefined ? model.score(X as never, y as never) : score(y, model.predict(X as never));
}

function foldsOf(cv: SearchOptions["cv"], estimator: Tunable, { y }: Samples): readonly Fold[] {
  if (cv === undefined || typeof cv === "number") {
    const nSplits = cv ?? 5;
    return isClassifier(estimator)
      ? new StratifiedKFold({ nSplits }).split(y)
      : new KFold({ nSplits }).split(y.length);
  }
  return "split" in cv ? cv.split(y) : cv;
}

/** Whether it fits classes: itself, or the last step of a pipeline. */
function isClassifier(estimator: object): boolean {
  if ("steps" in estimator && Array.isArray(estimator.steps)) {
    const [, last]: [string, object] = estimator.steps.at(-1);
    return isClassifier(last);
  }
  return "isClassifier" in estimator && estimator.isClassifier === true;
}
