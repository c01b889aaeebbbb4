// Ordinary least squares.
import type { FeatureInput, VectorInput } from "../../data/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { LASSO_PARAMETERS } from "./elastic-net-params.ts";
import { fitDirectly } from "./fit-directly.ts";
import { linearCodec } from "./linear-codec.ts";
import { isLinearModel, type LinearModel } from "./linear-model.ts";
import { observeLinear, observeLinearAsync } from "./observe-linear.ts";
import {
  type LinearFitOptions,
  type LinearInput,
  multiTargetData,
  regressionData,
} from "./regression-data.ts";
import { type AsyncFitOptions, fitInThread } from "./threads/fit-async.ts";
import { linearTask } from "./threads/linear-task.ts";

/** What least squares are told; defaults and meaning are in {@link LINEAR_REGRESSION_PARAMETERS}. */
export type LinearRegressionParams = {
  readonly fitIntercept: boolean;
  readonly positive: boolean;
};

/** The parameters of {@link LinearRegression}. */
export const LINEAR_REGRESSION_PARAMETERS: ParameterTable<LinearRegressionParams> = {
  fitIntercept: LASSO_PARAMETERS.fitIntercept,
  positive: LASSO_PARAMETERS.positive,
};

/**
 * Minimises `||y - Xw - b||^2` over the coefficients w and the intercept b, by orthogonal reflections. Where features depend
 * on each other, or there are more of them than samples, the answer of least norm is taken.
 */
export class LinearRegression {
  readonly estimatorName = "LinearRegression";
  /** All parameters, defaults included. */
  readonly params: LinearRegressionParams;

  /**
   * @param params Any of the parameters of {@link LINEAR_REGRESSION_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<LinearRegressionParams> = {}) {
    this.params = resolveParams("LinearRegression", LINEAR_REGRESSION_PARAMETERS, params);
  }

  /**
   * Fits a model.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row or column that is not finite, ragged or misshapen.
   */
  fit(X: LinearInput, y: VectorInput, options: LinearFitOptions = {}): LinearModel {
    return observeLinear(this, X, y, options, () => {
      const data = regressionData(X, y, this.params.fitIntercept, options);
      return fitDirectly(this.estimatorName, this.params, { ...this.params, alpha: 0 }, data)[0]!;
    });
  }

  /**
   * {@link LinearRegression.fit} in a thread of its own, so that this one stays free.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: VectorInput,
    options: LinearFitOptions & AsyncFitOptions = {},
  ): Promise<LinearModel> {
    return observeLinearAsync(this, X, y, options, async () => {
      const task = linearTask(this.estimatorName, this.params, X, { numbers: y }, options);
      return await fitInThread(
        task,
        linearCodec(this.estimatorName, LINEAR_REGRESSION_PARAMETERS),
        isLinearModel,
        options,
      );
    });
  }

  /**
   * Fits one model for each target, all from one pass over the features.
   *
   * @param X As for `fit`.
   * @param Y `nSamples x nTargets`, in any form that features may have.
   * @returns One model for each column of Y, in order.
   * @throws As `fit`.
   */
  fitTargets(X: LinearInput, Y: FeatureInput, options: LinearFitOptions = {}): readonly LinearModel[] {
    const data = multiTargetData(X, Y, this.params.fitIntercept, options);
    return fitDirectly(this.estimatorName, this.params, { ...this.params, alpha: 0 }, data);
  }
}
