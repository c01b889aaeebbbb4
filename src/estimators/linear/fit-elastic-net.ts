// From parameters and data to a fitted elastic net: checks, centring, the solver, and a word when it did not converge.
import { toVector, type VectorInput } from "../../data/index.ts";
import { warn } from "../../errors/index.ts";
import { type Centring, interceptOf } from "./centring.ts";
import type { ElasticNetParams } from "./elastic-net-params.ts";
import {
  type LeastSquaresProblem,
  leastSquaresProblem,
  solveOnce,
  suitsGram,
} from "./least-squares-problem.ts";
import { LinearModel, type LinearModelParts } from "./linear-model.ts";
import { elasticNetPenalty } from "./penalty.ts";
import {
  type DenseData,
  type LinearFitOptions,
  type LinearInput,
  type RegressionData,
  regressionData,
} from "./regression-data.ts";
import { solveBySample } from "./sampled-fit.ts";
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
  X: LinearInput,
  y: VectorInput,
  options: ElasticNetFitOptions,
): LinearModel {
  const data = regressionData(X, y, net.fitIntercept, options);
  const initial =
    options.initialCoefficients === undefined
      ? undefined
      : toVector(options.initialCoefficients, "initialCoefficients", data.nFeatures);
  const sampled = initial === undefined && suitsGram(data) ? sampledFit(data, net) : undefined;
  if (sampled !== undefined) return new LinearModel({ estimatorName, params, ...sampled });
  return new LinearModel(fitNet(estimatorName, params, net, data, leastSquaresProblem(data, 0), initial));
}

function sampledFit(
  data: DenseData,
  net: ElasticNetParams,
): Omit<LinearModelParts, "estimatorName" | "params"> | undefined {
  const penalty = elasticNetPenalty(net.alpha, net.l1Ratio, net.positive, data.nSamples);
  const sampled = net.alpha > 0 ? solveBySample(data, penalty, net) : undefined;
  return sampled && partsOf(data, sampled.solution, sampled.centring);
}

/** Fits a problem that is set up already. */
export function fitNet(
  estimatorName: string,
  params: Readonly<Record<string, unknown>>,
  net: ElasticNetParams,
  { table, nSamples }: Pick<RegressionData, "table" | "nSamples">,
  problem: LeastSquaresProblem,
  initial: Float64Array | undefined,
): LinearModelParts {
  if (net.alpha === 0) {
    warn(
      "ConvergenceWarning",
      `${estimatorName} with alpha 0 is plain least squares: LinearRegression solves it directly`,
    );
  }
  const penalty = elasticNetPenalty(net.alpha, net.l1Ratio, net.positive, nSamples);
  const solution = solveOnce(problem, penalty, net, initial);
  warnUnlessConverged(estimatorName, solution, net.tol, problem.targetNorm2);
  return { estimatorName, params, ...partsOf({ table, nSamples }, solution, problem.centring) };
}

function partsOf(
  { table, nSamples }: Pick<RegressionData, "table" | "nSamples">,
  { coefficients, nIter, dualGap }: Solution,
  centring: Centring,
): Omit<LinearModelParts, "estimatorName" | "params"> {
  return {
    featureNames: table.names,
    coefficients,
    intercept: interceptOf(centring, coefficients, 0),
    nIter,
    dualGap: dualGap / nSamples,
  };
}

/** Says that the sweeps were used up, with the gap (of the sum over the samples) and what it should have been. */
export function warnUnlessConverged(
  who: string,
  { converged, nIter, dualGap }: Solution,
  tol: number,
  targetNorm2: number,
): void {
  if (converged) return;
  warn(
    "ConvergenceWarning",
    `${who} did not converge in ${nIter} sweeps: the duality gap is ${dualGap.toExponential(3)}, the tolerance ` +
      `${(tol * targetNorm2).toExponential(3)}: raise maxIter, scale the features, or use a larger alpha`,
  );
}
