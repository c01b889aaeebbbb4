// The elastic net: least squares with a penalty on the absolute values and the squares of the coefficients.
import type { VectorInput } from "../../data/index.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { ELASTIC_NET_PARAMETERS, type ElasticNetParams } from "./elastic-net-params.ts";
import { type ElasticNetFitOptions, fitElasticNet } from "./fit-elastic-net.ts";
import { linearCodec } from "./linear-codec.ts";
import { isLinearModel, type LinearModel } from "./linear-model.ts";
import { observeLinear, observeLinearAsync } from "./observe-linear.ts";
import { fitPrecomputed, type PrecomputedProducts } from "./precomputed.ts";
import type { LinearInput } from "./regression-data.ts";
import { type AsyncFitOptions, fitInThread } from "./threads/fit-async.ts";
import { linearTask } from "./threads/linear-task.ts";

/**
 * Minimises, over the coefficients w and the intercept b,
 * `1/(2n) ||y - Xw - b||^2 + alpha l1Ratio ||w||_1 + alpha (1 - l1Ratio)/2 ||w||^2`, as scikit-learn's class of that name
 * (glmnet calls alpha lambda, and l1Ratio alpha).
 *
 * @example
 * const model = new ElasticNet({ alpha: 0.1, l1Ratio: 0.7 }).fit(X, y);
 * model.predict(X);
 */
export class ElasticNet {
  readonly estimatorName = "ElasticNet";
  /** All parameters, defaults included. */
  readonly params: ElasticNetParams;

  /**
   * @param params Any of the parameters of {@link ELASTIC_NET_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<ElasticNetParams> = {}) {
    this.params = resolveParams("ElasticNet", ELASTIC_NET_PARAMETERS, params);
  }

  /**
   * Fits a model; may be called again, each call stands alone.
   *
   * A fit that uses up its sweeps warns with the name `ConvergenceWarning`.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The values to predict, length `nSamples`.
   * @throws TypeError or RangeError naming the row or column that is not finite, ragged or misshapen.
   */
  fit(X: LinearInput, y: VectorInput, options: ElasticNetFitOptions = {}): LinearModel {
    return observeLinear(this, X, y, options, () =>
      fitElasticNet(this.estimatorName, this.params, this.params, X, y, options),
    );
  }

  /**
   * {@link ElasticNet.fit} in a thread of its own, so that this one stays free.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: VectorInput,
    options: ElasticNetFitOptions & AsyncFitOptions = {},
  ): Promise<LinearModel> {
    return observeLinearAsync(this, X, y, options, async () => {
      const task = linearTask(this.estimatorName, this.params, X, { numbers: y }, options);
      return await fitInThread(
        task,
        linearCodec(this.estimatorName, ELASTIC_NET_PARAMETERS),
        isLinearModel,
        options,
      );
    });
  }

  /**
   * Fits from the products of centred data, without the data. What `fitIntercept` says is not looked at: the products have
   * been centred or not.
   *
   * @throws TypeError or RangeError when the products do not belong together, or the matrix is not symmetric.
   */
  fitPrecomputed(products: PrecomputedProducts): LinearModel {
    return fitPrecomputed(this.estimatorName, this.params, this.params, products);
  }
}
