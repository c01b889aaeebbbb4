// From parameters and data to a fitted elastic net: checks, centring, the solver, and a word when it did not converge.
import { type FeatureInput, toVector, type VectorInput } from "../../data/index.ts";
import { warn } from "../../errors/index.ts";
import { interceptOf } from "./centring.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import type { ElasticNetParams } from "./elastic-net-params.ts";
import { quadraticOf } from "./least-squares-problem.ts";
import { LinearModel, type LinearModelParts } from "./linear-model.ts";
import { elasticNetPenalty } from "./penalty.ts";
import type { Quadratic } from "./quadratic.ts";
import { type LinearFitOptions, type RegressionData, regressionData } from "./regression-data.ts";
import type { Solution } from "./solution.ts";

/** What may be said about one fit by sweeps beside X and y. */
export interface ElasticNetFitOptions extends LinearFitOptions {
  /** Where to start, one number a feature (a warm start); 0 when absent. Only the speed depends on it. */
  readonly initialCoefficients?: VectorInput | undefined;
}

/**
 * Fits.
 *
 * @param estimatorName The class that was asked.
 * @param params What the model shall report as its parameters.
 * @param net The same in terms of the elastic net.
 * @throws TypeError or RangeError naming the row or column at fault.
 */
export function fitElasticNet(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  net: ElasticNetParams,
  X: FeatureInput,
  y: VectorInput,
  options: ElasticNetFitOptions,
): LinearModel {
  const data = regressionData(X, y, net.fitIntercept, options);
  const { nColumns } = data.table.matrix;
  const initial =
    options.initialCoefficients === undefined
      ? undefined
      : toVector(options.initialCoefficients, "initialCoefficients", nColumns);
  return new LinearModel(fitNet(estimatorName, params, net, data, quadraticOf(data, 0), initial));
}

/** Fits a problem that is set up already. */
export function fitNet(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  net: ElasticNetParams,
  { table, centring }: RegressionData,
  quadratic: Quadratic,
  initial: Float64Array | undefined,
): LinearModelParts {
  if (net.alpha === 0) {
    warn(
      "ConvergenceWarning",
      `${estimatorName} with alpha 0 is plain least squares: LinearRegression solves it directly`,
    );
  }
  const { nRows } = table.matrix;
  const penalty = elasticNetPenalty(net.alpha, net.l1Ratio, net.positive, nRows);
  const solution = solveByCoordinateDescent(quadratic, penalty, net, initial);
  warnUnlessConverged(estimatorName, solution, net.tol, quadratic);
  return {
    estimatorName,
    params,
    featureNames: table.names,
    coefficients: solution.coefficients,
    intercept: interceptOf(centring, solution.coefficients, 0),
    nIter: solution.nIter,
    dualGap: solution.dualGap / nRows,
  };
}

/** Says that the sweeps were used up, with the gap (of the sum over the samples) and what it should have been. */
export function warnUnlessConverged(
  who: string,
  { converged, nIter, dualGap }: Solution,
  tol: number,
  { targetNorm2 }: Quadratic,
): void {
  if (converged) return;
  warn(
    "ConvergenceWarning",
    `${who} did not converge in ${nIter} sweeps: the duality gap is ${dualGap.toExponential(3)}, the tolerance ` +
      `${(tol * targetNorm2).toExponential(3)}: raise maxIter, scale the features, or use a larger alpha`,
  );
}
