// From parameters and data to fitted models of plain least squares and ridge.

import { interceptOf } from "./centring.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import { dataGaps } from "./data-gap.ts";
import { solveLeastSquares, solveRidge } from "./direct-solvers.ts";
import { warnUnlessConverged } from "./fit-elastic-net.ts";
import { quadraticOf } from "./least-squares-problem.ts";
import { LinearModel } from "./linear-model.ts";
import type { Penalty } from "./penalty.ts";
import type { RegressionData } from "./regression-data.ts";

/** When coefficients are bound to be at least 0 there is no formula; the sweeps then go on to the optimum. */
const BOUND_STOPPING = { tol: 1e-12, maxIter: 100_000 };

/** What a fit without l1 is told. */
export interface SmoothParams {
  /** Weight of the squares, against the sum of the weighted squared errors. */
  readonly alpha: number;
  readonly positive: boolean;
}

/**
 * Fits one model for each target.
 *
 * @param estimatorName The class that was asked.
 * @param params What the models shall report as their parameters.
 */
export function fitDirectly(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  { alpha, positive }: SmoothParams,
  data: RegressionData,
): readonly LinearModel[] {
  // The weights were divided by their mean, and so must be what stands against their sum.
  const penalty = { l1: 0, l2: alpha / data.meanWeight, positive };
  const model = (coefficients: Float64Array, target: number, nIter: number, dualGap: number): LinearModel =>
    new LinearModel({
      estimatorName,
      params,
      featureNames: data.table.names,
      coefficients,
      intercept: interceptOf(data.centring, coefficients, target),
      nIter,
      dualGap: dualGap / data.table.matrix.nRows,
    });
  if (positive) return data.targets.map((_, t) => descend(estimatorName, penalty, data, t, model));
  const solutions = alpha === 0 ? solveLeastSquares(data) : solveRidge(data, penalty.l2);
  const gaps = dataGaps(data, penalty, solutions);
  return solutions.map((coefficients, t) => model(coefficients, t, 0, gaps[t]!));
}

function descend(
  estimatorName: string,
  penalty: Penalty,
  data: RegressionData,
  target: number,
  model: (coefficients: Float64Array, target: number, nIter: number, dualGap: number) => LinearModel,
): LinearModel {
  const quadratic = quadraticOf(data, target);
  const solution = solveByCoordinateDescent(quadratic, penalty, BOUND_STOPPING, undefined);
  warnUnlessConverged(estimatorName, solution, BOUND_STOPPING.tol, quadratic);
  return model(solution.coefficients, target, solution.nIter, solution.dualGap);
}
