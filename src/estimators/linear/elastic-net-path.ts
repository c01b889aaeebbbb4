// The coefficients of an elastic net as a function of alpha.
import { toVector, type VectorInput } from "../../data/index.ts";
import { invalidValue } from "../../errors/index.ts";
import { observeFit, reportStep } from "../../events/index.ts";
import type { ParameterTable } from "../parameters/parameter-table.ts";
import { resolveParams } from "../parameters/resolve-params.ts";
import { alphaGrid } from "./alpha-grid.ts";
import type { FitProgress } from "./cross-validation.ts";
import { ELASTIC_NET_PARAMETERS } from "./elastic-net-params.ts";
import { warnUnlessConverged } from "./fit-elastic-net.ts";
import { type LeastSquaresProblem, leastSquaresProblem } from "./least-squares-problem.ts";
import { elasticNetPenalty } from "./penalty.ts";
import { type LinearInput, regressionData } from "./regression-data.ts";
import type { Solution } from "./solution.ts";

/** What a path is told; defaults, ranges and meaning are in {@link PATH_PARAMETERS}. */
export type PathParams = {
  readonly l1Ratio: number;
  readonly eps: number;
  readonly nAlphas: number;
  readonly positive: boolean;
  readonly tol: number;
  readonly maxIter: number;
};

/** The parameters of {@link enetPath}. */
export const PATH_PARAMETERS: ParameterTable<PathParams> = {
  l1Ratio: ELASTIC_NET_PARAMETERS.l1Ratio,
  eps: {
    kind: "number",
    default: 1e-3,
    min: Number.MIN_VALUE,
    max: 1,
    help: "The smallest alpha over the largest",
  },
  nAlphas: { kind: "integer", default: 100, min: 1, max: 100_000, help: "Number of alphas" },
  positive: ELASTIC_NET_PARAMETERS.positive,
  tol: ELASTIC_NET_PARAMETERS.tol,
  maxIter: ELASTIC_NET_PARAMETERS.maxIter,
};

/** What may be asked of {@link lassoPath}. */
export interface LassoPathOptions extends Partial<Omit<PathParams, "l1Ratio">> {
  /** The alphas, each at least 0, in any order; a grid of `nAlphas` down to `eps` times the largest when absent. */
  readonly alphas?: VectorInput | undefined;
  /** Called after each alpha. What it throws ends the path. */
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** What may be asked of {@link enetPath}. */
export interface EnetPathOptions extends LassoPathOptions {
  readonly l1Ratio?: number;
}

/** A path: one fit for each alpha. */
export interface ElasticNetPath {
  /** Length `nAlphas`, from large to small. */
  readonly alphas: Float64Array;
  /** `[feature][alpha]`: one array a feature, each of length `nAlphas`. */
  readonly coefficients: readonly Float64Array[];
  /** Length `nAlphas`, on the scale of the mean over the samples. */
  readonly dualGaps: Float64Array;
  /** Length `nAlphas`, sweeps over the features. */
  readonly nIters: Int32Array;
  /** The names of the features, when X had named columns. */
  readonly featureNames: readonly string[] | undefined;
}

/**
 * Fits an elastic net for each alpha, each fit starting from the one before. X and y are taken as they are: nothing is
 * centred and there is no intercept, so centre them first if they are not.
 *
 * @param X Features in any accepted form, `nSamples x nFeatures`.
 * @param y Length `nSamples`.
 * @throws TypeError or RangeError naming the option, row or column at fault.
 */
export function enetPath(X: LinearInput, y: VectorInput, options: EnetPathOptions = {}): ElasticNetPath {
  const { alphas: givenAlphas, onProgress, ...given } = options;
  const params = resolveParams("enetPath", PATH_PARAMETERS, given);
  return observeFit(
    { library: "traintracks", family: "linear", estimatorName: "enetPath", params, X, y },
    () => pathOf(X, y, givenAlphas, params, onProgress),
  );
}

/** {@link enetPath} with an l1Ratio of 1. */
export function lassoPath(X: LinearInput, y: VectorInput, options: LassoPathOptions = {}): ElasticNetPath {
  return enetPath(X, y, { ...options, l1Ratio: 1 });
}

function pathOf(
  X: LinearInput,
  y: VectorInput,
  givenAlphas: VectorInput | undefined,
  params: PathParams,
  onProgress: LassoPathOptions["onProgress"],
): ElasticNetPath {
  const data = regressionData(X, y, false, {});
  const { nSamples } = data;
  const problem = leastSquaresProblem(data, 0);
  const alphas =
    givenAlphas === undefined
      ? alphaGrid(problem.correlations(), nSamples, params)
      : sortedAlphas(toVector(givenAlphas, "alphas"));
  const fits = solveAlong(alphas, problem, nSamples, params, onProgress);
  return { alphas, ...fits, featureNames: data.table.names };
}

function solveAlong(
  alphas: Float64Array,
  problem: LeastSquaresProblem,
  nSamples: number,
  params: PathParams,
  onProgress: LassoPathOptions["onProgress"],
): Omit<ElasticNetPath, "alphas" | "featureNames"> {
  const solutions: Solution[] = [];
  const solver = problem.solver(undefined, params.positive);
  try {
    for (const alpha of alphas) {
      const solution = solver.solve(
        elasticNetPenalty(alpha, params.l1Ratio, params.positive, nSamples),
        params,
      );
      warnUnlessConverged(`The path at alpha ${alpha}`, solution, params.tol, problem.targetNorm2);
      reportStep(solutions.length, () => ({
        alpha,
        dual_gap: solution.dualGap / nSamples,
        n_iter: solution.nIter,
      }));
      solutions.push(solution);
      onProgress?.({ done: solutions.length, total: alphas.length });
    }
  } finally {
    solver.release();
  }
  return {
    coefficients: Array.from({ length: problem.correlations().length }, (_, j) =>
      Float64Array.from(solutions, ({ coefficients }) => coefficients[j]!),
    ),
    dualGaps: Float64Array.from(solutions, ({ dualGap }) => dualGap / nSamples),
    nIters: Int32Array.from(solutions, ({ nIter }) => nIter),
  };
}

function sortedAlphas(alphas: Float64Array): Float64Array {
  const negative = alphas.find((alpha) => alpha < 0);
  if (negative !== undefined) {
    throw invalidValue(`Cannot follow the path: alphas must be at least 0: current value is ${negative}`);
  }
  return alphas.toSorted().reverse();
}
