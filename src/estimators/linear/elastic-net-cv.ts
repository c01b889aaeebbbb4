// The elastic net and the lasso with alpha and l1Ratio chosen by cross-validation.
import type { VectorInput } from "../../data/index.ts";
import type { ModelCodec } from "../contracts.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { alphaGrid } from "./alpha-grid.ts";
import { CrossValidatedModel, type ValidationCurve } from "./cross-validated-model.ts";
import {
  bestOf,
  type Chosen,
  type CrossValidationOptions,
  foldsOf,
  type PenaltyFor,
  validationCurves,
} from "./cross-validation.ts";
import { ELASTIC_NET_PARAMETERS, LASSO_PARAMETERS } from "./elastic-net-params.ts";
import { PATH_PARAMETERS } from "./elastic-net-path.ts";
import { fitNet } from "./fit-elastic-net.ts";
import type { FoldedProblem } from "./fold-problem.ts";
import { foldedProblem } from "./folded-problem.ts";
import { linearCodec } from "./linear-codec.ts";
import { LinearModel } from "./linear-model.ts";
import { observeLinear, observeLinearAsync } from "./observe-linear.ts";
import { elasticNetPenalty } from "./penalty.ts";
import { type LinearInput, type RegressionData, regressionData } from "./regression-data.ts";
import { type AsyncCrossValidationOptions, validateInThreads } from "./threads/fit-async.ts";
import type { LinearTask } from "./threads/linear-task.ts";

/** What the lasso with cross-validation is told; defaults and meaning are in {@link LASSO_CV_PARAMETERS}. */
export type LassoCVParams = {
  readonly eps: number;
  readonly nAlphas: number;
  readonly alphas: number | readonly number[] | null;
  readonly cv: number;
  readonly fitIntercept: boolean;
  readonly positive: boolean;
  readonly tol: number;
  readonly maxIter: number;
};

/** What the elastic net with cross-validation is told; defaults and meaning are in {@link ELASTIC_NET_CV_PARAMETERS}. */
export type ElasticNetCVParams = LassoCVParams & { readonly l1Ratio: number | readonly number[] };

/** The parameters of {@link LassoCV}. */
export const LASSO_CV_PARAMETERS: ParameterTable<LassoCVParams> = {
  eps: PATH_PARAMETERS.eps,
  nAlphas: PATH_PARAMETERS.nAlphas,
  alphas: {
    kind: "numbers",
    default: null,
    min: 0,
    max: Number.POSITIVE_INFINITY,
    help: "The alphas to try; a grid of nAlphas down to eps times the largest when not given",
  },
  cv: {
    kind: "integer",
    default: 5,
    min: 2,
    max: 2 ** 31 - 1,
    help: "Number of folds, unless the fit is given folds",
  },
  fitIntercept: LASSO_PARAMETERS.fitIntercept,
  positive: LASSO_PARAMETERS.positive,
  tol: LASSO_PARAMETERS.tol,
  maxIter: LASSO_PARAMETERS.maxIter,
};

/** The parameters of {@link ElasticNetCV}. */
export const ELASTIC_NET_CV_PARAMETERS: ParameterTable<ElasticNetCVParams> = {
  l1Ratio: {
    kind: "numbers",
    default: 0.5,
    min: 0,
    max: 1,
    help: "Shares of the absolute-value penalty to try; values close to 1 are worth trying more densely",
  },
  ...LASSO_CV_PARAMETERS,
};

/**
 * An elastic net whose alpha, and l1Ratio if several are given, have the smallest mean squared error over the folds. For each
 * l1Ratio the alphas are followed from large to small, on the rows of each fold; then all rows are fitted with the best.
 */
export class ElasticNetCV {
  readonly estimatorName = "ElasticNetCV";
  /** All parameters, defaults included. */
  readonly params: ElasticNetCVParams;

  /**
   * @param params Any of the parameters of {@link ELASTIC_NET_CV_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<ElasticNetCVParams> = {}) {
    this.params = resolveParams("ElasticNetCV", ELASTIC_NET_CV_PARAMETERS, params);
  }

  /**
   * Chooses and fits.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row, column or fold at fault.
   */
  fit(X: LinearInput, y: VectorInput, options: CrossValidationOptions = {}): CrossValidatedModel {
    return observeLinear(this, X, y, options, () =>
      fitByValidation(this.estimatorName, this.params, this.params, X, y, options),
    );
  }

  /**
   * {@link ElasticNetCV.fit} off the main thread, with the folds shared out among threads.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: VectorInput,
    options: AsyncCrossValidationOptions = {},
  ): Promise<CrossValidatedModel> {
    return observeLinearAsync(this, X, y, options, () =>
      validateInThreads(
        this.estimatorName,
        this.params,
        X,
        y,
        this.params.cv,
        options,
        refitOf(this.estimatorName),
      ),
    );
  }
}

/** {@link ElasticNetCV} with an l1Ratio of 1. */
export class LassoCV {
  readonly estimatorName = "LassoCV";
  /** All parameters, defaults included. */
  readonly params: LassoCVParams;

  /**
   * @param params Any of the parameters of {@link LASSO_CV_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<LassoCVParams> = {}) {
    this.params = resolveParams("LassoCV", LASSO_CV_PARAMETERS, params);
  }

  /**
   * Chooses and fits; as {@link ElasticNetCV.fit}.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row, column or fold at fault.
   */
  fit(X: LinearInput, y: VectorInput, options: CrossValidationOptions = {}): CrossValidatedModel {
    return observeLinear(this, X, y, options, () =>
      fitByValidation(this.estimatorName, this.params, { ...this.params, l1Ratio: 1 }, X, y, options),
    );
  }

  /**
   * {@link LassoCV.fit} off the main thread, with the folds shared out among threads.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: VectorInput,
    options: AsyncCrossValidationOptions = {},
  ): Promise<CrossValidatedModel> {
    return observeLinearAsync(this, X, y, options, () =>
      validateInThreads(
        this.estimatorName,
        this.params,
        X,
        y,
        this.params.cv,
        options,
        refitOf(this.estimatorName),
      ),
    );
  }
}

function fitByValidation(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  net: ElasticNetCVParams,
  X: LinearInput,
  y: VectorInput,
  options: CrossValidationOptions,
): CrossValidatedModel {
  const data = regressionData(X, y, net.fitIntercept, options);
  const folded = foldedProblem(data, foldsOf(options, net.cv, data.targets[0]!));
  const choice = bestOf(curvesOf(estimatorName, net, data, folded, options));
  const chosen = { ...net, alpha: choice.alpha, l1Ratio: choice.l1Ratio };
  return new CrossValidatedModel({
    ...fitNet(estimatorName, params, chosen, data, folded.whole, undefined),
    ...choice,
  });
}

/** The errors along all paths on some of the folds of the options, without the choice. */
export function netCurves(
  estimatorName: string,
  net: ElasticNetCVParams,
  X: LinearInput,
  y: VectorInput,
  options: CrossValidationOptions,
  part: readonly number[],
): readonly ValidationCurve[] {
  const data = regressionData(X, y, net.fitIntercept, options);
  const folded = foldedProblem(data, foldsOf(options, net.cv, data.targets[0]!), part);
  return curvesOf(estimatorName, net, data, folded, options);
}

/** The fit of all rows with what was chosen on the folds of the options. */
export function refitNet(
  estimatorName: string,
  net: ElasticNetCVParams,
  X: LinearInput,
  y: VectorInput,
  options: CrossValidationOptions,
  choice: Chosen,
): LinearModel {
  const data = regressionData(X, y, net.fitIntercept, options);
  const { whole } = foldedProblem(data, foldsOf(options, net.cv, data.targets[0]!), []);
  const { fitIntercept, positive, tol, maxIter } = net;
  const params = { ...choice, fitIntercept, positive, tol, maxIter };
  return new LinearModel(fitNet(estimatorName, params, params, data, whole, undefined));
}

function curvesOf(
  estimatorName: string,
  net: ElasticNetCVParams,
  data: RegressionData,
  { whole, folds }: FoldedProblem,
  options: CrossValidationOptions,
): readonly ValidationCurve[] {
  const correlations = whole.correlations();
  const paths = [net.l1Ratio].flat().map((l1Ratio) => ({
    l1Ratio,
    alphas:
      net.alphas === null
        ? alphaGrid(correlations, data.nSamples, { ...net, l1Ratio })
        : Float64Array.from([net.alphas].flat()).sort().reverse(),
  }));
  const stopping = { tol: net.tol, maxIter: net.maxIter, polish: false };
  const penaltyFor: PenaltyFor = ({ nSamples }, alpha, l1Ratio) =>
    elasticNetPenalty(alpha, l1Ratio, net.positive, nSamples);
  return validationCurves(estimatorName, folds, paths, penaltyFor, stopping, options.onProgress);
}

/** How the last fit of a validation in threads is asked for. */
function refitOf(
  estimatorName: string,
): (choice: Chosen) => { readonly task: Partial<LinearTask>; readonly codec: ModelCodec } {
  const codec = linearCodec(estimatorName, ELASTIC_NET_PARAMETERS);
  return (choice) => ({ task: { kind: "refit", choice }, codec });
}
