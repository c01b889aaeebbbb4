// From parameters and data to fitted models of plain least squares and ridge.

import { interceptOf } from "./centring.ts";
import { solveByConjugateGradients } from "./conjugate-gradient.ts";
import { dataGaps } from "./data-gap.ts";
import { solveLeastSquares, solveRidge } from "./direct-solvers.ts";
import { warnUnlessConverged } from "./fit-elastic-net.ts";
import { columnsOf, leastSquaresProblem, solveOnce } from "./least-squares-problem.ts";
import { LinearModel, type LinearModelParts } from "./linear-model.ts";
import type { Penalty } from "./penalty.ts";
import { isDenseData, type RegressionData } from "./regression-data.ts";
import type { Solution } from "./solution.ts";

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
  smooth: SmoothParams,
  data: RegressionData,
): readonly LinearModel[] {
  return directParts(estimatorName, params, smooth, data).map((parts) => new LinearModel(parts));
}

/** What the models that {@link fitDirectly} makes are made of. */
export function directParts(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  { alpha, positive }: SmoothParams,
  data: RegressionData,
): readonly LinearModelParts[] {
  // The weights were divided by their mean, and so must be what stands against their sum.
  const penalty = { l1: 0, l2: alpha / data.meanWeight, positive };
  const solutions = positive ? boundSolutions(estimatorName, penalty, data) : directSolutions(penalty, data);
  return solutions.map(({ coefficients, nIter, dualGap }, t) => ({
    estimatorName,
    params,
    featureNames: data.table.names,
    coefficients,
    intercept: interceptOf(data.centring, coefficients, t),
    nIter,
    dualGap: dualGap / data.nSamples,
  }));
}

function directSolutions(penalty: Penalty, data: RegressionData): readonly Solution[] {
  if (!isDenseData(data)) {
    return data.targets.map((_, t) => solveByConjugateGradients(columnsOf(data, t), penalty.l2));
  }
  const solutions = penalty.l2 === 0 ? solveLeastSquares(data) : solveRidge(data, penalty.l2);
  const gaps = dataGaps(data, penalty, solutions);
  return solutions.map((coefficients, t) => ({ coefficients, nIter: 0, dualGap: gaps[t]!, converged: true }));
}

function boundSolutions(who: string, penalty: Penalty, data: RegressionData): readonly Solution[] {
  return data.targets.map((_, t) => {
    const problem = leastSquaresProblem(data, t);
    const solution = solveOnce(problem, penalty, BOUND_STOPPING);
    warnUnlessConverged(who, solution, BOUND_STOPPING.tol, problem.targetNorm2);
    return solution;
  });
}
