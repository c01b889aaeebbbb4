// Tries settings on folds and fits the best: the work of every search.
import { setImmediate } from "node:timers/promises";
import { type Fold, KFold, type Splitter, StratifiedKFold, type TableInput } from "../../../data/index.ts";
import { failure, invalidType, invalidValue, quote, warn } from "../../../errors/index.ts";
import { type FitFacts, observeFit, observeFitAsync } from "../../../events/index.ts";
import type { Label } from "../../../numeric/index.ts";
import { coreCount } from "../../../system/index.ts";
import { cvResultsOf, type FoldScore } from "./cv-results.ts";
import type { Candidate } from "./parameter-grid.ts";
import {
  fitted,
  type SearchedEstimator,
  type TrialResult,
  TrialRunner,
  type Trials,
} from "./score-candidates.ts";
import { type Scoring, scoreFunction } from "./scoring.ts";
import { type SearchedModel, SearchModel } from "./search-model.ts";
import { type Samples, samplesOf } from "./search-rows.ts";
import { portableTrials } from "./threads/portable-estimator.ts";
import { runInThreads } from "./threads/search-threads.ts";
import { type Tunable, withParams } from "./with-params.ts";

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
  /**
   * The score of a setting on a fold when its fit or its scoring throws, of which one warning tells; or `raise`, to throw the
   * same. Default NaN, which ranks last.
   */
  readonly errorScore?: number | "raise" | undefined;
}

/** What may be said about a search that goes on beside the program. */
export interface AsyncSearchOptions {
  /** Threads at once; as many as there are cores when absent. The results are the same whatever their number. */
  readonly nThreads?: number | undefined;
  /** Ends the search when it aborts; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
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
  search: Search<M>,
  X: TableInput,
  y: ArrayLike<Label>,
): SearchModel<M> {
  return observeFit(factsOf(search, X, y), () => {
    const trials = trialsOf(search, X, y);
    const runner = new TrialRunner(trials);
    return resultOf(
      search,
      trials,
      Array.from({ length: runner.size }, (_, number) => runner.run(number)),
    );
  });
}

/**
 * {@link runSearch} on several threads. What cannot travel to another thread, such as a function that scores or an estimator that
 * is not of this package, is tried on this one, which is free between trials.
 */
export async function runSearchAsync<M extends SearchedModel>(
  search: Search<M>,
  X: TableInput,
  y: ArrayLike<Label>,
  { nThreads = coreCount(), signal }: AsyncSearchOptions,
): Promise<SearchModel<M>> {
  if (!(Number.isInteger(nThreads) && nThreads >= 1)) {
    throw invalidValue(
      `Cannot search: nThreads must be a whole number of at least 1: current value is ${nThreads}`,
    );
  }
  return await observeFitAsync(factsOf(search, X, y), async () => {
    signal?.throwIfAborted();
    const trials = trialsOf(search, X, y);
    const portable = nThreads > 1 ? portableTrials(trials, search.options.scoring) : undefined;
    const results =
      portable === undefined ? await runHere(trials, signal) : await runInThreads(portable, nThreads, signal);
    return resultOf(search, trials, results);
  });
}

async function runHere<M extends SearchedModel>(
  trials: Trials<M>,
  signal: AbortSignal | undefined,
): Promise<readonly TrialResult[]> {
  const runner = new TrialRunner(trials);
  const results: TrialResult[] = [];
  for (let number = 0; number < runner.size; number++) {
    await setImmediate();
    signal?.throwIfAborted();
    results.push(runner.run(number));
  }
  return results;
}

function factsOf<M extends SearchedModel>(
  { estimatorName, params }: Search<M>,
  X: TableInput,
  y: ArrayLike<Label>,
): FitFacts {
  return { library: "traintracks", family: "compose", estimatorName, params, X, y };
}

function trialsOf<M extends SearchedModel>(
  { estimator, candidates, options }: Search<M>,
  X: TableInput,
  y: ArrayLike<Label>,
): Trials<M> {
  const { cv, scoring, returnTrainScore = false } = options;
  const samples = samplesOf(X, y);
  const folds = foldsOf(cv, estimator, samples);
  const score = scoring === undefined ? undefined : scoreFunction(scoring);
  return { estimator, candidates, samples, folds, score, returnTrainScore };
}

function resultOf<M extends SearchedModel>(
  { estimatorName, options }: Search<M>,
  { estimator, candidates, samples, folds }: Trials<M>,
  trials: readonly TrialResult[],
): SearchModel<M> {
  const scores = scoresOf(trials, options.errorScore ?? Number.NaN, options.returnTrainScore ?? false);
  const results = cvResultsOf(
    candidates,
    candidates.map((_, c) => scores.slice(c * folds.length, (c + 1) * folds.length)),
  );
  const bestIndex = results.findIndex(({ rankTestScore }) => rankTestScore === 1);
  const best = withParams(estimator, candidates[bestIndex]!);
  return new SearchModel(estimatorName, fitted(best, samples), bestIndex, results);
}

/** Scores, with that of an error in the place of each that there is none of. */
function scoresOf(
  trials: readonly TrialResult[],
  errorScore: number | "raise",
  returnTrainScore: boolean,
): readonly FoldScore[] {
  const failures = trials.flatMap((trial) => ("failed" in trial ? [trial.failed] : []));
  const [first] = failures;
  if (first !== undefined) {
    if (errorScore === "raise") throw rebuilt(first.kind, first.text);
    const count = failures.length === trials.length ? "all" : failures.length;
    const told = `${count} of ${trials.length} fits failed: the first one with: ${first.text}`;
    if (failures.length === trials.length) throw invalidValue(`Cannot search: ${told}`);
    warn("FitFailedWarning", `${told}; their score is set to ${errorScore}`);
  }
  return trials.map((trial) => {
    if (!("failed" in trial)) return trial;
    const score = Number(errorScore);
    return {
      fitTimeMs: 0,
      scoreTimeMs: 0,
      testScore: score,
      trainScore: returnTrainScore ? score : undefined,
    };
  });
}

function rebuilt(kind: string, text: string): Error {
  if (kind === "RangeError") return invalidValue(text);
  return kind === "TypeError" ? invalidType(text) : failure("INTERNAL_ERROR", text);
}

/** Checks what is to become of fits that fail. @throws TypeError for anything else than a number or `raise`. */
export function checkErrorScore({ errorScore }: SearchOptions): void {
  if (errorScore === undefined || errorScore === "raise" || typeof errorScore === "number") return;
  throw invalidType(
    `Cannot search: errorScore must be a number or "raise": current value is ${quote(errorScore)}`,
  );
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
