// What a search finds: the best setting, the model that it makes of all samples, and what the choice rests on.
import { observePredict, observeScore } from "../../../events/index.ts";
import type { CandidateResult } from "./cv-results.ts";
import type { Candidate } from "./parameter-grid.ts";

/** A model that a search can compare with others. */
export interface SearchedModel {
  // Bivariant on purpose: each estimator says what it takes.
  predict(X: never): ArrayLike<number | string | boolean>;
  score(X: never, y: never): number;
}

/** What came out of a search: immutable. */
export class SearchModel<M extends SearchedModel = SearchedModel> {
  /** The class that searched. */
  readonly estimatorName: string;
  readonly bestParams: Candidate;
  /** The mean over the folds of the score of the best setting. */
  readonly bestScore: number;
  /** The position of the best setting in `cvResults`; of equal ones the first. */
  readonly bestIndex: number;
  /** The best setting fitted to all samples. */
  readonly bestModel: M;
  /** One for each setting, in the order they were tried. */
  readonly cvResults: readonly CandidateResult[];

  constructor(estimatorName: string, bestModel: M, bestIndex: number, cvResults: readonly CandidateResult[]) {
    this.estimatorName = estimatorName;
    this.bestModel = bestModel;
    this.bestIndex = bestIndex;
    this.bestParams = cvResults[bestIndex]!.params;
    this.bestScore = cvResults[bestIndex]!.meanTestScore;
    this.cvResults = Object.freeze([...cvResults]);
    Object.freeze(this);
  }

  /** What the best model predicts. */
  predict(X: Parameters<M["predict"]>[0]): ReturnType<M["predict"]> {
    const predict = (): ReturnType<M["predict"]> & object =>
      this.bestModel.predict(X as never) as ReturnType<M["predict"]> & object;
    return observePredict(this, X, predict);
  }

  /** The score of the best model, by its own measure. */
  score(X: Parameters<M["score"]>[0], y: Parameters<M["score"]>[1]): number {
    return observeScore(this, X, () => this.bestModel.score(X as never, y as never));
  }
}
