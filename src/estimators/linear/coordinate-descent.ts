// Solves the elastic-net problem by cyclic coordinate descent, certified by the duality gap.
import type { CentredProblem } from "./centred-problem.ts";
import { sweep } from "./coordinate-descent.kernel.ts";
import { dualityGap } from "./duality-gap.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Solution, Stopping } from "./solution.ts";
import { finishOnSupport } from "./support-finish.ts";
import { addColumn, columnDot } from "./vector.kernel.ts";

/** Sweeps before the first try to jump to the minimum; the next tries come at twice, four times ... that number. */
const FIRST_JUMP = 8;
/** A gap of this share of `||y||^2` is rounding: there is nothing left to gain. */
const OPTIMAL = 1e-15;
/** From a gap of this share of `||y||^2` on, a jump that does not halve it shows that rounding has been reached. */
const NEARLY_OPTIMAL = 1e-12;
/** Jumps that may still follow once the tolerance is met, to get from within the tolerance to the optimum. */
const MOST_POLISHING_JUMPS = 10;

/**
 * Minimises `1/2 ||target - design w||^2 + l1 ||w||_1 + l2/2 ||w||^2`.
 *
 * The stopping rule is scikit-learn's: when a sweep changes no coefficient by more than `tol` of the largest (and before the
 * first sweep, and after the last) the duality gap is taken, and the solver has converged once it is at most
 * `tol ||target||^2`. From there Newton steps on the support lead to the optimum itself, as far as rounding lets them.
 *
 * @param initial Where to start, length `nFeatures`; 0 when undefined. Not changed.
 */
export function solveByCoordinateDescent(
  problem: CentredProblem,
  penalty: Penalty,
  stopping: Stopping,
  initial: Float64Array | undefined,
): Solution {
  const start = startingPoint(problem, penalty, initial);
  const descended = descend(problem, penalty, stopping, start);
  return descended.converged ? polish(problem, penalty, stopping, descended) : descended;
}

/** A point on the way, with what belongs to it. */
interface Point extends Solution {
  /** Length `nSamples`, `target - design w`. */
  readonly residual: Float64Array;
}

function startingPoint(problem: CentredProblem, penalty: Penalty, initial: Float64Array | undefined): Point {
  const coefficients = initial?.slice() ?? new Float64Array(problem.nFeatures);
  const residual = problem.target.slice();
  for (const [j, wj] of coefficients.entries()) {
    if (problem.norms[j] === 0 || (penalty.positive && wj < 0)) coefficients[j] = 0;
    else if (wj !== 0) addColumn(problem.design, j * problem.nSamples, -wj, residual);
  }
  const dualGap = gapAt(problem, penalty, coefficients, residual);
  return { coefficients, residual, nIter: 0, dualGap, converged: false };
}

/** Sweeps until the gap is within the tolerance or the sweeps are used up. Works on the arrays of `start`. */
function descend(problem: CentredProblem, penalty: Penalty, { tol, maxIter }: Stopping, start: Point): Point {
  const { coefficients, residual } = start;
  const goal = tol * problem.targetNorm2;
  let { dualGap } = start;
  let nIter = 0;
  for (let nextJump = FIRST_JUMP; nIter < maxIter && dualGap > goal; ) {
    const change = sweepOnce(problem, penalty, coefficients, residual);
    nIter++;
    if (change > tol && nIter < nextJump && nIter < maxIter) continue;
    if (nIter < maxIter) {
      jump(problem, penalty, coefficients, residual);
      nIter++;
    }
    if (nIter >= nextJump) nextJump = 2 * nIter;
    dualGap = gapAt(problem, penalty, coefficients, residual);
  }
  return { coefficients, residual, nIter, dualGap, converged: dualGap <= goal };
}

/** Jumps on until only rounding is left, and returns the best point met. */
function polish(problem: CentredProblem, penalty: Penalty, { maxIter }: Stopping, converged: Point): Point {
  const coefficients = converged.coefficients.slice();
  const residual = converged.residual.slice();
  let best = converged;
  const lastIter = Math.min(maxIter, converged.nIter + MOST_POLISHING_JUMPS);
  for (let nIter = converged.nIter + 1; nIter <= lastIter; nIter++) {
    if (best.dualGap <= OPTIMAL * problem.targetNorm2) break;
    jump(problem, penalty, coefficients, residual);
    const dualGap = gapAt(problem, penalty, coefficients, residual);
    const hasHalved = dualGap < best.dualGap / 2;
    if (dualGap < best.dualGap) {
      best = {
        coefficients: coefficients.slice(),
        residual: residual.slice(),
        nIter,
        dualGap,
        converged: true,
      };
    }
    if (!hasHalved && best.dualGap <= NEARLY_OPTIMAL * problem.targetNorm2) break;
  }
  return best;
}

/** To the minimum on the support, then one sweep, which takes in features that were left out and evens out rounding. */
function jump(problem: CentredProblem, penalty: Penalty, w: Float64Array, residual: Float64Array): void {
  finishOnSupport(problem, penalty, w, residual);
  sweepOnce(problem, penalty, w, residual);
}

function sweepOnce(
  { design, norms }: CentredProblem,
  { l1, l2, positive }: Penalty,
  w: Float64Array,
  residual: Float64Array,
): number {
  return sweep(design, norms, w, residual, l1, l2, positive);
}

function gapAt(
  { design, nSamples }: CentredProblem,
  { l1, l2, positive }: Penalty,
  w: Float64Array,
  residual: Float64Array,
): number {
  const correlations = w.map((_, j) => columnDot(design, j * nSamples, residual));
  return dualityGap(w, correlations, columnDot(residual, 0, residual), l1, l2, positive);
}
