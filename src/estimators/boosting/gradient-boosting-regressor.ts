// Gradient boosting for numbers.
import { type FeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import {
  type FitFacts,
  observeFit,
  observeFitAsync,
  observePredict,
  observeScore,
} from "../../events/index.ts";
import { r2Score } from "../../metrics/index.ts";
import { BoostedModel } from "./boosted-model.ts";
import type { Booster, PredictOptions } from "./booster.ts";
import type { BoostingInput } from "./boosting-input.ts";
import { type BoostingFitOptions, fitFacts, trainArguments } from "./fit-options.ts";
import {
  boostingPart,
  checkObjective,
  type GradientBoostingParams,
  type GradientBoostingParamsInput,
  plainParams,
  resolveGradientBoosting,
} from "./gradient-boosting-parameters.ts";
import { train, trainAsync } from "./train.ts";

const NAME = "GradientBoostingRegressor";

/** A fitted {@link GradientBoostingRegressor}. Immutable. */
export class BoostedRegressor extends BoostedModel {
  /**
   * Predicts one value a row, with the rounds up to the best one when the fit was stopped early.
   *
   * @param X Features in any accepted form, missing values NaN; named columns may come in any order.
   * @returns Length `nRows`; row by row one value a quantile under `reg:quantileerror` with several.
   * @throws TypeError or RangeError naming the row or the column at fault.
   */
  predict(X: BoostingInput, options: PredictOptions = {}): Float64Array {
    return observePredict(this, X, () => Float64Array.from(this.booster.predict(X, this.rangeOf(options))));
  }

  predictTable(table: FeatureTable): Float64Array {
    if (this.booster.model.nOutputs > 1) {
      throw invalidValue(
        `Cannot predict one value a row: the model has several quantiles: current number is ${this.booster.model.nOutputs}`,
      );
    }
    return Float64Array.from(this.booster.predict(table, this.rangeOf({})));
  }

  /** The coefficient of determination R² of the predictions for X. */
  score(X: BoostingInput, y: VectorInput): number {
    return observeScore(this, X, () => {
      const predictions = this.predict(X);
      return r2Score(toVector(y, "y", predictions.length), predictions);
    });
  }
}

/**
 * Boosted trees for a number: every round adds a tree fitted to the gradients of the loss, as XGBoost's `XGBRegressor`.
 *
 * @example
 * const model = new GradientBoostingRegressor({ nEstimators: 200, maxDepth: 4, learningRate: 0.1 }).fit(X, y);
 * model.predict(X);
 */
export class GradientBoostingRegressor {
  readonly estimatorName: string = NAME;
  /** All parameters, defaults included. */
  readonly params: GradientBoostingParams;

  /**
   * @param params Any of the parameters of {@link GRADIENT_BOOSTING_PARAMETERS}, `evalMetric`, `monotoneConstraints`,
   *   `interactionConstraints`, `quantileAlpha`.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: GradientBoostingParamsInput = {}) {
    this.params = resolveGradientBoosting(NAME, params);
    checkObjective(NAME, this.params.objective, ["reg:", "count:"]);
  }

  /**
   * Fits a model; may be called again, each call stands alone.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`; missing values are NaN, null or undefined.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row or column at fault.
   */
  fit(X: BoostingInput, y: VectorInput, options: BoostingFitOptions<VectorInput> = {}): BoostedRegressor {
    return observeFit(this.#facts(X, y, options), () => {
      const call = trainArguments(X, y, options, this.params, (labels) => labels);
      return this.#model(train(boostingPart(this.params), call.data, call.options));
    });
  }

  /** Fits as {@link fit} does, with the same bits, and lets other work go on between rounds. */
  async fitAsync(
    X: BoostingInput,
    y: VectorInput,
    options: BoostingFitOptions<VectorInput> = {},
  ): Promise<BoostedRegressor> {
    return await observeFitAsync(this.#facts(X, y, options), async () => {
      const call = trainArguments(X, y, options, this.params, (labels) => labels);
      return this.#model(await trainAsync(boostingPart(this.params), call.data, call.options));
    });
  }

  #facts(X: BoostingInput, y: VectorInput, options: BoostingFitOptions<VectorInput>): FitFacts {
    return fitFacts(NAME, plainParams(this.params), X, y, options);
  }

  #model(booster: Booster): BoostedRegressor {
    return new BoostedRegressor({ estimatorName: NAME, params: plainParams(this.params), booster });
  }
}
