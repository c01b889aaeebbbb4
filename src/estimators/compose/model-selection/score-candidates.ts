// The part of a search that can be done anywhere: one setting on one fold.
import type { Fold } from "../../../data/index.ts";
import { messageOf } from "../../../errors/index.ts";
import { untold } from "../../../events/index.ts";
import { monotonicMs } from "../../../system/index.ts";
import type { FoldScore } from "./cv-results.ts";
import type { Candidate } from "./parameter-grid.ts";
import type { ScoreFunction } from "./scoring.ts";
import type { SearchedModel } from "./search-model.ts";
import { type Samples, takeSamples } from "./search-rows.ts";
import { type Tunable, withParams } from "./with-params.ts";

/** What can be searched: parameters that fit a model with predictions and a score. */
export interface SearchedEstimator<M extends SearchedModel> extends Tunable {
  fit(X: never, y: never): M;
}

/** Everything that is to be scored, and how. */
export interface Trials<M extends SearchedModel = SearchedModel> {
  readonly estimator: SearchedEstimator<M>;
  readonly candidates: readonly Candidate[];
  readonly samples: Samples;
  readonly folds: readonly Fold[];
  readonly score: ScoreFunction | undefined;
  readonly returnTrainScore: boolean;
}

/** The score of one setting on one fold, or what went wrong. */
export type TrialResult = FoldScore | { readonly failed: { readonly kind: string; readonly text: string } };

/** The samples of a fold are taken once for all settings. */
interface FoldParts {
  readonly train: Samples;
  readonly test: Samples;
}

/** Scores settings on folds, one after the other, in any order. */
export class TrialRunner<M extends SearchedModel> {
  readonly #trials: Trials<M>;
  readonly #parts = new Map<number, FoldParts>();

  constructor(trials: Trials<M>) {
    this.#trials = trials;
  }

  /** How many trials there are: number `c * nFolds + f` is setting c on fold f. */
  get size(): number {
    return this.#trials.candidates.length * this.#trials.folds.length;
  }

  /**
   * One trial. What the estimator throws is its result.
   *
   * @param number From 0.
   */
  run(number: number): TrialResult {
    try {
      return untold(() => this.#score(number));
    } catch (error) {
      return { failed: { kind: error instanceof Error ? error.name : "Error", text: messageOf(error) } };
    }
  }

  #score(number: number): FoldScore {
    const { estimator, candidates, folds, score, returnTrainScore } = this.#trials;
    const { train, test } = this.#partsOf(number % folds.length);
    const tried = withParams(estimator, candidates[Math.floor(number / folds.length)]!);
    const start = monotonicMs();
    const model = fitted(tried, train);
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

  #partsOf(fold: number): FoldParts {
    const known = this.#parts.get(fold);
    if (known !== undefined) return known;
    const { samples, folds } = this.#trials;
    const { train, test } = folds[fold]!;
    const parts = { train: takeSamples(samples, train), test: takeSamples(samples, test) };
    this.#parts.set(fold, parts);
    return parts;
  }
}

/** Fits an estimator to samples, whose form every estimator takes. */
export function fitted<M extends SearchedModel>(estimator: SearchedEstimator<M>, { X, y }: Samples): M {
  return estimator.fit(X as never, y as never);
}

function scoreOf(model: SearchedModel, { X, y }: Samples, score: ScoreFunction | undefined): number {
  return score === undefined ? model.score(X as never, y as never) : score(y, model.predict(X as never));
}
