// From parameters and data to a fitted elastic net: checks, centring, the solver, and a word when it did not converge.
import { type FeatureInput, toFeatureTable, toVector, type VectorInput } from "../../data/index.ts";
import { warn } from "../../errors/index.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import type { ElasticNetParams } from "./elastic-net-params.ts";
import { leastSquaresProblem } from "./least-squares-problem.ts";
import { LinearModel } from "./linear-model.ts";
import { elasticNetPenalty } from "./penalty.ts";
import type { Quadratic } from "./quadratic.ts";
import { normalisedWeights } from "./sample-weights.ts";
import type { Solution } from "./solution.ts";

/** What may be said about one fit beside X and y. */
export interface ElasticNetFitOptions {
  /** One number of at least 0 a row; only their ratios count. Equal weights when absent. */
  readonly sampleWeight?: VectorInput | undefined;
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
  { sampleWeight, initialCoefficients }: ElasticNetFitOptions,
): LinearModel {
  const table = toFeatureTable(X);
  const { nRows, nColumns } = table.matrix;
  const target = toVector(y, "y", nRows);
  const weights = normalisedWeights(sampleWeight, nRows);
  const initial =
    initialCoefficients === undefined
      ? undefined
      : toVector(initialCoefficients, "initialCoefficients", nColumns);
  if (net.alpha === 0) {
    warn(
      "ConvergenceWarning",
      `${estimatorName} with alpha 0 is plain least squares: LinearRegression solves it directly`,
    );
  }
  const { quadratic, interceptFor } = leastSquaresProblem(table, target, weights, net.fitIntercept);
  const penalty = elasticNetPenalty(net.alpha, net.l1Ratio, net.positive, nRows);
  const solution = solveByCoordinateDescent(quadratic, penalty, net, initial);
  warnUnlessConverged(estimatorName, solution, net.tol, quadratic);
  return new LinearModel({
    estimatorName,
    params,
    featureNames: table.names,
    coefficients: solution.coefficients,
    intercept: interceptFor(solution.coefficients),
    nIter: solution.nIter,
    dualGap: solution.dualGap / nRows,
  });
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
