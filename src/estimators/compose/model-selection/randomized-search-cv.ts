// A search through some combinations of values, drawn at random and compared over folds.
import type { TableInput } from "../../../data/index.ts";
import type { Label } from "../../../numeric/index.ts";
import { candidatesOf, type ParameterGrid, sampledCandidates } from "./parameter-grid.ts";
import {
  type AsyncSearchOptions,
  checkErrorScore,
  runSearch,
  runSearchAsync,
  type Search,
  type SearchOptions,
} from "./run-search.ts";
import type { SearchedEstimator } from "./score-candidates.ts";
import type { SearchedModel, SearchModel } from "./search-model.ts";

/** What may be said about a random search. */
export interface RandomizedSearchOptions extends SearchOptions {
  /** How many settings are tried. Default 10. */
  readonly nIter?: number | undefined;
  /** From 0 to 2^32 - 1; without it other settings each time. */
  readonly seed?: number | undefined;
}

/**
 * Tries some of the combinations of parameter values on every fold, and fits the best to all samples: scikit-learn's class of
 * that name, for lists of values, with the same settings for the same seed.
 */
export class RandomizedSearchCV<M extends SearchedModel> {
  readonly estimatorName = "RandomizedSearchCV";
  readonly estimator: SearchedEstimator<M>;
  readonly paramDistributions: ParameterGrid;
  readonly options: RandomizedSearchOptions;

  /**
   * @param estimator What is searched; its own parameters hold where nothing is drawn.
   * @param paramDistributions Values by parameter, each as likely as the others; as the grid of `GridSearchCV`.
   * @throws TypeError or RangeError when there is nothing to try.
   */
  constructor(
    estimator: SearchedEstimator<M>,
    paramDistributions: ParameterGrid,
    options: RandomizedSearchOptions = {},
  ) {
    candidatesOf(paramDistributions);
    checkErrorScore(options);
    this.estimator = estimator;
    this.paramDistributions = paramDistributions;
    this.options = options;
  }

  /**
   * Searches; as `GridSearchCV.fit`.
   *
   * @throws As the estimator does; RangeError when `nIter` is not allowed.
   */
  fit(X: TableInput, y: ArrayLike<Label>): SearchModel<M> {
    return runSearch(this.#search(), X, y);
  }

  /**
   * Searches on all cores, with the same results; as `GridSearchCV.fitAsync`.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  async fitAsync(
    X: TableInput,
    y: ArrayLike<Label>,
    options: AsyncSearchOptions = {},
  ): Promise<SearchModel<M>> {
    return await runSearchAsync(this.#search(), X, y, options);
  }

  #search(): Search<M> {
    const { estimatorName, estimator, paramDistributions, options } = this;
    const { cv = 5, scoring = null, returnTrainScore = false, errorScore = Number.NaN } = options;
    const { nIter = 10, seed } = options;
    const params = {
      cv,
      errorScore,
      estimator,
      nIter,
      paramDistributions,
      randomState: seed,
      refit: true,
      returnTrainScore,
      scoring,
    };
    const candidates = sampledCandidates(paramDistributions, nIter, seed);
    return { estimatorName, params, estimator, candidates, options };
  }
}
