// One Newton step of a penalised log loss: the minimum of its second-order model, found by the elastic-net solver.
import type { FeatureTable } from "../../../data/index.ts";
import { invalidValue } from "../../../errors/index.ts";
import { centringOf, interceptOf } from "../centring.ts";
import { factorCholesky, solveCholesky } from "../cholesky.kernel.ts";
import { solveByCoordinateDescent } from "../coordinate-descent.ts";
import { type GramData, gramQuadratic } from "../gram-quadratic.ts";
import { leastSquaresProblem, MOST_GRAM_FEATURES, solveOnce } from "../least-squares-problem.ts";
import type { Penalty } from "../penalty.ts";
import { columnDot } from "../vector.kernel.ts";
import {
  curvatureProducts,
  type LogisticPoint,
  type LogisticProblem,
  type LogisticState,
} from "./logistic-problem.ts";

/** Beyond this many coefficients the matrix of their curvature would take more than 128 MiB. */
const MOST_JOINT_COEFFICIENTS = 4096;
/** The model is solved to a millionth of the gap that the objective has: then each step about squares that gap. */
const STOPPING = { tol: 1e-6, maxIter: 200 };
/** A curvature of this share of the largest is none, for a working target that divides by it. */
const FLAT = 1e-10;

/**
 * The minimum of the model at a state.
 *
 * @param dualGap The gap of the objective at the state.
 * @throws RangeError when there are more than two classes and more coefficients than fit a matrix of curvature.
 */
export function newtonPoint(
  problem: LogisticProblem,
  penalty: Penalty,
  state: LogisticState,
  dualGap: number,
): LogisticPoint {
  const { table, nClasses } = problem;
  const nCoefficients = state.w.length;
  if ("matrix" in table && nCoefficients <= (nClasses === 2 ? MOST_GRAM_FEATURES : MOST_JOINT_COEFFICIENTS)) {
    return jointStep(problem, table, penalty, state, dualGap);
  }
  if (nClasses === 2) return columnStep(problem, penalty, state, dualGap);
  throw invalidValue(
    `Cannot fit LogisticRegression: with more than two classes there may be at most ${MOST_JOINT_COEFFICIENTS} ` +
      `coefficients: current number is ${nCoefficients}`,
  );
}

/** On the curvature of all coefficients, from which the intercepts have been eliminated. */
function jointStep(
  problem: LogisticProblem,
  table: FeatureTable,
  penalty: Penalty,
  state: LogisticState,
  dualGap: number,
): LogisticPoint {
  const { w, b, pulls, interceptPulls } = state;
  const size = w.length;
  const { coefficients: h, mixed, intercepts } = curvatureOf(problem, table, state);
  // All intercepts may move together without any effect, so with one a class the last one stays.
  const nFree = problem.fitIntercept ? b.length - (problem.nClasses === 2 ? 0 : 1) : 0;
  const factor = new Float64Array(nFree * nFree);
  for (let k = 0; k < nFree; k++) {
    for (let l = 0; l <= k; l++) factor[k * nFree + l] = intercepts[k * b.length + l]!;
  }
  factorCholesky(factor, nFree);
  const solved = Array.from({ length: size }, (_, j) => {
    const column = Float64Array.from({ length: nFree }, (_unused, k) => mixed[j * b.length + k]!);
    solveCholesky(factor, nFree, column);
    return column;
  });
  const target = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    target[i] = pulls[i]!;
    for (let k = 0; k < nFree; k++) target[i]! -= solved[i]![k]! * interceptPulls[k]!;
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < nFree; k++) h[i * size + j]! -= solved[i]![k]! * mixed[j * b.length + k]!;
    }
  }
  // The model in terms of w itself, no longer of its change.
  const correlations = target.map((value, i) => value + columnDot(h, i * size, w));
  let targetNorm2 = squaredWorkingErrors(problem, state);
  for (let i = 0; i < size; i++) targetNorm2 += w[i]! * (correlations[i]! + target[i]!);
  const coefficients = minimumOf({ gram: h, correlations, targetNorm2 }, penalty, w, dualGap);
  const shift = Float64Array.from({ length: nFree }, (_, k) => interceptPulls[k]!);
  solveCholesky(factor, nFree, shift);
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < nFree; k++) shift[k]! -= solved[j]![k]! * (coefficients[j]! - w[j]!);
  }
  return { w: coefficients, b: b.map((bk, k) => bk + (shift[k] ?? 0)) };
}

/**
 * The model is a least-squares problem, whose target is the current logits plus the working errors: those of a sample have
 * the squared norm (1 - p)/p on its curvature, p being the probability of its class, however many classes there are.
 * The solver's duality gap is one only if the target is at least as long as that.
 */
function squaredWorkingErrors({ codes, weights }: LogisticProblem, { probabilities }: LogisticState): number {
  const n = codes.length;
  let total = 0;
  for (let i = 0; i < n; i++) {
    total += weights[i]! * (1 / Math.max(probabilities[codes[i]! * n + i]!, FLAT) - 1);
  }
  return total;
}

function minimumOf(data: GramData, penalty: Penalty, w: Float64Array, dualGap: number): Float64Array {
  if (penalty.l1 > 0) {
    const quadratic = { ...gramQuadratic(data), targetNorm2: dualGap };
    return solveByCoordinateDescent(quadratic, penalty, STOPPING, w).coefficients;
  }
  const size = w.length;
  const matrix = data.gram.slice();
  for (let i = 0; i < size; i++) matrix[i * size + i] = matrix[i * size + i]! + penalty.l2;
  const solution = data.correlations.slice();
  factorCholesky(matrix, size);
  solveCholesky(matrix, size, solution);
  return solution;
}

interface Curvature {
  /** By w twice: `size x size`. */
  readonly coefficients: Float64Array;
  /** By w and b: `size x nLogits`, row-major. */
  readonly mixed: Float64Array;
  /** By b twice: `nLogits x nLogits`. */
  readonly intercepts: Float64Array;
}

function curvatureOf(
  problem: LogisticProblem,
  table: FeatureTable,
  { w, b, probabilities }: LogisticState,
): Curvature {
  const m = b.length;
  const p = w.length / m;
  const size = w.length;
  const offset = problem.nClasses - m;
  const coefficients = new Float64Array(size * size);
  const mixed = new Float64Array(size * m);
  const intercepts = new Float64Array(m * m);
  for (let k = 0; k < m; k++) {
    for (let l = 0; l <= k; l++) {
      const products = curvatureProducts(table, problem, probabilities, offset + k, offset + l);
      const sign = k === l ? 1 : -1;
      for (let i = 0; i < p; i++) {
        for (let j = 0; j < p; j++) {
          const value = sign * products.at(Math.max(i, j), Math.min(i, j));
          coefficients[(k * p + i) * size + l * p + j] = value;
          coefficients[(l * p + j) * size + k * p + i] = value;
        }
        mixed[(k * p + i) * m + l] = sign * products.at(p, i);
        mixed[(l * p + i) * m + k] = sign * products.at(p, i);
      }
      intercepts[k * m + l] = sign * products.at(p, p);
      intercepts[l * m + k] = sign * products.at(p, p);
    }
  }
  return { coefficients, mixed, intercepts };
}

/** For two classes and many features: weighted least squares of the working target, over the columns. */
function columnStep(
  problem: LogisticProblem,
  penalty: Penalty,
  state: LogisticState,
  dualGap: number,
): LogisticPoint {
  const { table, codes, weights, shifts, fitIntercept } = problem;
  const n = codes.length;
  const second = state.probabilities.subarray(n);
  const curvatures = weights.map((weight, i) => weight * Math.max(second[i]! * (1 - second[i]!), FLAT));
  const meanCurvature = curvatures.reduce((sum, d) => sum + d, 0) / n;
  const working = curvatures.map((d, i) => {
    const logit = Math.log(second[i]! / (1 - second[i]!));
    return logit + (weights[i]! * ((codes[i] === 1 ? 1 : 0) - second[i]!)) / d;
  });
  const targets = [working];
  const centring = centringOf(
    table,
    targets,
    curvatures.map((d) => d / meanCurvature),
    fitIntercept,
  );
  const rootWeights = centring.rootWeights;
  const data = {
    table,
    nSamples: n,
    nFeatures: shifts.length,
    targets,
    fitIntercept,
    rootWeights,
    centring,
    meanWeight: 1,
  };
  const squares = leastSquaresProblem(data, 0);
  const scaled = { l1: penalty.l1 / meanCurvature, l2: penalty.l2 / meanCurvature, positive: false };
  const tol = (STOPPING.tol * dualGap) / (meanCurvature * squares.targetNorm2);
  const { coefficients } = solveOnce(squares, scaled, { ...STOPPING, tol }, state.w);
  const intercept = fitIntercept
    ? interceptOf(centring, coefficients, 0) + columnDot(shifts, 0, coefficients)
    : 0;
  return { w: coefficients, b: Float64Array.of(intercept) };
}
