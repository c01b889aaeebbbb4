// Logistic regression: the probabilities of classes, with a penalty on absolute values, squares, or both.
import type { FeatureTable } from "../../../data/index.ts";
import { invalidValue, warn } from "../../../errors/index.ts";
import { encodeLabels, type Label } from "../../../numeric/index.ts";
import { resolveParams } from "../../parameters/resolve-params.ts";
import { centringOf } from "../centring.ts";
import { observeLinear, observeLinearAsync } from "../observe-linear.ts";
import { type LinearFitOptions, type LinearInput, shapeOf, toLinearTable } from "../regression-data.ts";
import { normalisedWeights } from "../sample-weights.ts";
import { denseTableOf, type SparseTable } from "../sparse-matrix.ts";
import { type AsyncFitOptions, fitInThread } from "../threads/fit-async.ts";
import { linearTask } from "../threads/linear-task.ts";
import { columnDot } from "../vector.kernel.ts";
import { LOGISTIC_CODEC } from "./logistic-codec.ts";
import { LogisticModel } from "./logistic-model.ts";
import { LOGISTIC_REGRESSION_PARAMETERS, type LogisticRegressionParams } from "./logistic-params.ts";
import type { LogisticProblem } from "./logistic-problem.ts";
import { type LogisticSolution, solveLogistic } from "./solve-logistic.ts";

/**
 * Minimises, over coefficients w and intercepts b,
 * `C sum log loss(y, softmax(Xw + b)) + l1Ratio ||w||_1 + (1 - l1Ratio)/2 ||w||^2`. Two classes have one row of coefficients,
 * towards the second class; more have one each (multinomial).
 */
export class LogisticRegression {
  readonly estimatorName = "LogisticRegression";
  /** It fits classes: folds are stratified by them. */
  readonly isClassifier = true;
  /** All parameters, defaults included. */
  readonly params: LogisticRegressionParams;

  /**
   * @param params Any of the parameters of {@link LOGISTIC_REGRESSION_PARAMETERS}.
   * @throws TypeError or RangeError naming the parameter that is unknown or not allowed.
   */
  constructor(params: Partial<LogisticRegressionParams> = {}) {
    this.params = resolveParams("LogisticRegression", LOGISTIC_REGRESSION_PARAMETERS, params);
  }

  /**
   * Fits a model. A fit that uses up its steps warns with the name `ConvergenceWarning`.
   *
   * @param X Features in any accepted form, `nSamples x nFeatures`.
   * @param y The class of each sample, length `nSamples`: numbers, texts or booleans.
   * @throws TypeError or RangeError naming the row, column or label at fault, or when there is one class alone.
   */
  fit(X: LinearInput, y: ArrayLike<Label>, options: LinearFitOptions = {}): LogisticModel {
    return observeLinear(this, X, y, options, () => this.#fit(X, y, options));
  }

  /**
   * {@link LogisticRegression.fit} in a thread of its own, so that this one stays free.
   *
   * @throws As `fit`, or the reason of the signal.
   */
  fitAsync(
    X: LinearInput,
    y: ArrayLike<Label>,
    options: LinearFitOptions & AsyncFitOptions = {},
  ): Promise<LogisticModel> {
    return observeLinearAsync(this, X, y, options, async () => {
      const task = linearTask(this.estimatorName, this.params, X, { labels: y }, options);
      const isLogistic = (model: unknown): model is LogisticModel => model instanceof LogisticModel;
      return await fitInThread(task, LOGISTIC_CODEC, isLogistic, options);
    });
  }

  #fit(X: LinearInput, y: ArrayLike<Label>, options: LinearFitOptions): LogisticModel {
    const { C, l1Ratio, fitIntercept } = this.params;
    const table = toLinearTable(X);
    const { nRows, nColumns } = shapeOf(table);
    if (y.length !== nRows) {
      throw invalidValue(
        `Cannot read y: it must have ${nRows} values, one for each row: current length is ${y.length}`,
      );
    }
    const { classes, codes } = encodeLabels(y, "y");
    if (classes.length < 2) {
      throw invalidValue(
        `Cannot fit LogisticRegression: y must hold at least two classes: the only one is ${classes[0]}`,
      );
    }
    const { values, mean } = normalisedWeights(options.sampleWeight, nRows);
    const weights = values ?? new Float64Array(nRows).fill(1);
    checkClassWeights(classes, codes, weights);
    const problem = problemOf(table, codes, classes.length, weights, fitIntercept);
    // The weights were divided by their mean, and so must be what stands against their sum.
    const strength = 1 / (C * mean);
    const penalty = { l1: strength * l1Ratio, l2: strength * (1 - l1Ratio), positive: false };
    const solution = solveLogistic(problem, penalty, this.params);
    warnUnlessConverged(solution, this.params.tol);
    const { w } = solution.state;
    const coefficients = Array.from({ length: w.length / nColumns }, (_, k) =>
      w.slice(k * nColumns, (k + 1) * nColumns),
    );
    return new LogisticModel({
      params: this.params,
      featureNames: table.names,
      classes,
      coefficients,
      intercepts: interceptsOf(problem, solution, coefficients),
      nIter: solution.nIter,
      dualGap: solution.dualGap / nRows,
    });
  }
}

function problemOf(
  table: FeatureTable | SparseTable,
  codes: Int32Array,
  nClasses: number,
  weights: Float64Array,
  fitIntercept: boolean,
): LogisticProblem {
  // More than two classes are solved jointly, which takes few coefficients and dense features.
  const dense = "matrix" in table || nClasses === 2 ? table : denseTableOf(table);
  const shifts =
    "matrix" in dense
      ? centringOf(dense, [], weights, fitIntercept).featureMeans
      : new Float64Array(shapeOf(dense).nColumns);
  return { table: dense, codes, nClasses, weights, shifts, fitIntercept };
}

/** The intercepts for features that nothing was taken off; of several classes, those that sum to 0. */
function interceptsOf(
  { shifts, fitIntercept }: LogisticProblem,
  { state: { b } }: LogisticSolution,
  coefficients: readonly Float64Array[],
): Float64Array {
  if (!fitIntercept) return new Float64Array(b.length);
  const intercepts = b.map((bk, k) => bk - columnDot(shifts, 0, coefficients[k]!));
  if (b.length === 1) return intercepts;
  const mean = intercepts.reduce((sum, value) => sum + value, 0) / b.length;
  return intercepts.map((value) => value - mean);
}

function checkClassWeights(classes: readonly Label[], codes: Int32Array, weights: Float64Array): void {
  const totals = new Float64Array(classes.length);
  for (const [i, code] of codes.entries()) totals[code]! += weights[i]!;
  const empty = totals.indexOf(0);
  if (empty >= 0) {
    throw invalidValue(
      `Cannot fit LogisticRegression: all samples of class ${classes[empty]} have a weight of 0`,
    );
  }
}

function warnUnlessConverged({ converged, nIter, dualGap, scale }: LogisticSolution, tol: number): void {
  if (converged) return;
  warn(
    "ConvergenceWarning",
    `LogisticRegression did not converge in ${nIter} Newton steps: the duality gap is ${dualGap.toExponential(3)}, ` +
      `the tolerance ${(tol * scale).toExponential(3)}: raise maxIter, scale the features, or use a smaller C`,
  );
}
