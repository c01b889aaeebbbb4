// The switch: from then on every fit is a run, or a part of the active one.
import { type WrapOptions, wrapEstimators } from "../integrations/index.ts";
import { type AutologOptions, resolveAutologOptions } from "./autolog-options.ts";
import { setAutolog } from "./autolog-state.ts";

/** Switches autologging on, or off by `disable`. */
export interface Autolog {
  (options?: AutologOptions): void;
  /** For linear models alone: these options go before the general ones. */
  linear(options?: AutologOptions): void;
  /** For boosted trees alone: these options go before the general ones. */
  boosting(options?: AutologOptions): void;
  /** For pipelines and searches alone: these options go before the general ones. */
  compose(options?: AutologOptions): void;
  /** For wrapped estimators of other packages alone: these options go before the general ones. */
  wrapped(options?: AutologOptions): void;
  /**
   * Wraps estimators of other packages, so that their fits are logged as ours are, and take every form of data that ours take:
   * what has `fit` or `train`, and `predict`; the classes of `ml-regression`, which fit when they are made; the class that
   * `ml-xgboost` promises. What is given stays as it is. Models of those two packages are saved, load and serve; those of others
   * are not saved, as nobody could load them without their code.
   *
   * @param target A class, an object, or a module with some.
   * @returns The same, wrapped.
   * @throws TypeError when there is nothing in it to be wrapped.
   * @example
   * const { PolynomialRegression } = autolog.wrap(mlRegression);
   * const XGBoost = autolog.wrap(await mlXgboost);
   */
  wrap<T extends object>(target: T, options?: WrapOptions): T;
}

const forFamily =
  (family?: string) =>
  (options: AutologOptions = {}): void =>
    setAutolog(resolveAutologOptions(options), family);

/**
 * Logs every fit from now on: parameters, metrics on the training data, the data's digest, the model, plots. A fit inside a run
 * is a part of that run; any other is a run of its own, which ends by itself, as `FAILED` when the fit throws. Watching never
 * changes a fit, and a store that fails never stops one.
 *
 * `fit` returns when the parameters are logged and the metrics are worked out; writing them, the model and plots follows, and
 * the end of the run waits for it. Metrics of large data (over 50,000 numbers) are worked out then, too: do not change such
 * data in place before the next `await`.
 *
 * @example
 * autolog();
 * new ElasticNet({ alpha: 0.1 }).fit(X, y); // a run with params, metrics and a model
 * @throws TypeError or RangeError naming the option that does not exist or is not allowed.
 */
export const autolog: Autolog = Object.assign(forFamily(), {
  linear: forFamily("linear"),
  boosting: forFamily("boosting"),
  compose: forFamily("compose"),
  wrapped: forFamily("wrapped"),
  wrap: wrapEstimators,
});
