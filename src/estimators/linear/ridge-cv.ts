// Ridge regression with alpha chosen by cross-validation.
import type { VectorInput } from "../../data/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { CrossValidatedModel, type ValidationCurve } from "./cross-validated-model.ts";
import { bestOf, type CrossValidationOptions, foldsOf, validationCurves } from "./cross-validation.ts";
import { LASSO_CV_PARAMETERS } from "./elastic-net-cv.ts";
import { directParts } from "./fit-directly.ts";
import { foldedProblem } from "./folded-problem.ts";
import { linearCodec } from "./linear-codec.ts";
import { observeLinear, observeLinearAsync } from "./observe-linear.ts";
import { type LinearInput, type RegressionData, regressionData } from "./regression-data.ts";
import { RIDGE_PARAMETERS } from "./ridge.ts";
import { type AsyncCrossValidationOptions, validateInThreads } from "./threads/fit-async.ts";

/** What ridge regression with cross-validation is told; defaults and meaning are in {@link RIDGE_CV_PARAMETERS}. */
export type RidgeCVParams = {
  readonly alphas: number | readonly number[];
  readonly cv: number;
  readonly fitIntercept: boolean;
};

/** The parameters of {@link RidgeCV}. */
export const RIDGE_CV_PARAMETERS: ParameterTable<RidgeCVParams> = {
  alphas: {
    kind: "numbers",
    default: [0.1, 1, 10],
    min: Number.MIN_VALUE,
    max: Number.POSITIVE_INFINITY,
    help: "The alphas to try, against the sum (not the mean) of squared errors",
  },
  cv: LASSO_CV_PARAMETERS.cv,
  fitIntercept: LASSO_CV_PARAMETERS.fitIntercept,
};

/** Along a path the sweeps start from a good point and end in a Newton step: the optimum costs little more than a tolerance. */
const STOPPING = { tol: 1e-12, maxIter: 10_000 };

/** A ridge regression whose alpha has the smallest mean squared error over the folds. */
export class RidgeCV {
  readonly estimatorName = "RidgeCV";
  /** All parameters, defaults included. */
  readonly params: RidgeCVParams;

  /**
   * @param params Any of the parameters of {@link RIDGE_CV_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<RidgeCVParams> = {}) {
    this.params = resolveParams("RidgeCV", RIDGE_CV_PARAMETERS, params);
  }

  /**
   * Chooses alpha, and fits all rows with it.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row, column or fold at fault.
   */
  fit(X: LinearInput, y: VectorInput, options: CrossValidationOptions = {}): CrossValidatedModel {
    return observeLinear(this, X, y, options, () => this.#fit(X, y, options));
  }

  /**
   * {@link RidgeCV.fit} off the main thread, with the folds shared out among threads.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: VectorInput,
    options: AsyncCrossValidationOptions = {},
  ): Promise<CrossValidatedModel> {
    const { cv, fitIntercept } = this.params;
    const codec = linearCodec("Ridge", RIDGE_PARAMETERS);
    return observeLinearAsync(this, X, y, options, () =>
      validateInThreads(this.estimatorName, this.params, X, y, cv, options, ({ alpha }) => ({
        task: { kind: "fit", estimatorName: codec.estimatorName, params: { alpha, fitIntercept } },
        codec,
      })),
    );
  }

  #fit(X: LinearInput, y: VectorInput, options: CrossValidationOptions): CrossValidatedModel {
    const data = regressionData(X, y, this.params.fitIntercept, options);
    const choice = bestOf(curvesOf(this.params, data, options));
    const smooth = { alpha: choice.alpha, positive: false };
    const [parts] = directParts(this.estimatorName, this.params, smooth, data);
    return new CrossValidatedModel({ ...parts!, ...choice });
  }
}

/** The errors along all alphas on some of the folds of the options, without the choice. */
export function ridgeCurves(
  params: RidgeCVParams,
  X: LinearInput,
  y: VectorInput,
  options: CrossValidationOptions,
  part: readonly number[],
): readonly ValidationCurve[] {
  return curvesOf(params, regressionData(X, y, params.fitIntercept, options), options, part);
}

function curvesOf(
  { alphas, cv }: RidgeCVParams,
  data: RegressionData,
  options: CrossValidationOptions,
  part?: readonly number[],
): readonly ValidationCurve[] {
  const folds = foldsOf(options, cv, data.targets[0]!);
  return validationCurves(
    "RidgeCV",
    foldedProblem(data, folds, part).folds,
    [{ l1Ratio: 0, alphas: Float64Array.from([alphas].flat()).sort().reverse() }],
    // A fold is fitted with weights whose mean is 1, so alpha has to be divided by what they were divided by.
    ({ meanWeight }, alpha) => ({ l1: 0, l2: alpha / (data.meanWeight * meanWeight), positive: false }),
    STOPPING,
    options.onProgress,
  );
}
