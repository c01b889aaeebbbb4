// A search through every combination of values, compared over folds.
import type { TableInput } from "../../../data/index.ts";
import type { Label } from "../../../numeric/index.ts";
import { candidatesOf, type ParameterGrid } from "./parameter-grid.ts";
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

/**
 * Tries every combination of parameter values on every fold, and fits the best to all samples: scikit-learn's class of that name.
 *
 * @example
 * const search = new GridSearchCV(new ElasticNet(), { alpha: [0.01, 0.1, 1], l1Ratio: [0.25, 0.75] }, { cv: 3 });
 * const { bestParams, bestScore, bestModel } = search.fit(X, y);
 */
export class GridSearchCV<M extends SearchedModel> {
  readonly estimatorName = "GridSearchCV";
  readonly estimator: SearchedEstimator<M>;
  readonly paramGrid: ParameterGrid;
  readonly options: SearchOptions;

  /**
   * @param estimator What is searched; its own parameters hold where the grid says nothing.
   * @param paramGrid Values by parameter, `step__parameter` for a pipeline's; or several such records.
   * @throws TypeError or RangeError when there is nothing to try.
   */
  constructor(estimator: SearchedEstimator<M>, paramGrid: ParameterGrid, options: SearchOptions = {}) {
    candidatesOf(paramGrid);
    checkErrorScore(options);
    this.estimator = estimator;
    this.paramGrid = paramGrid;
    this.options = options;
  }

  /**
   * Searches.
   *
   * @param X Features in any accepted form that is not sparse, `nSamples x nFeatures`.
   * @param y What is to be predicted, length `nSamples`.
   * @throws As the estimator does.
   */
  fit(X: TableInput, y: ArrayLike<Label>): SearchModel<M> {
    return runSearch(this.#search(), X, y);
  }

  /**
   * Searches as {@link fit} does, with the same results, on all cores, and lets other work go on meanwhile. Estimators of others
   * and functions that score cannot travel to other threads: then it is one core, this one, between whose fits other work goes on.
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
    const { estimatorName, estimator, paramGrid, options } = this;
    const { cv = 5, scoring = null, returnTrainScore = false, errorScore = Number.NaN } = options;
    const params = { cv, errorScore, estimator, paramGrid, refit: true, returnTrainScore, scoring };
    return { estimatorName, params, estimator, candidates: candidatesOf(paramGrid), options };
  }
}
