// Solves the elastic-net problem by cyclic coordinate descent, certified by the duality gap.
import { dualityGap } from "./duality-gap.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";
import { isWorthPolishing, type Solution, type Stopping } from "./solution.ts";
import { finishOnSupport, finishWork } from "./support-finish.ts";

/** Sweeps before the first try to jump to the minimum; the next tries come at twice, four times ... that number. */
const FIRST_JUMP = 8;
/** Sweeps have to have taken this share of the work of a jump before the next one, so that jumps never take most of it. */
const JUMP_SHARE = 0.5;
/** A gap of this share of `||y||^2` is rounding: there is nothing left to gain. */
const OPTIMAL = 1e-15;
/** From a gap of this share of `||y||^2` on, a jump that does not halve it shows that rounding has been reached. */
const NEARLY_OPTIMAL = 1e-12;
/** Jumps that may still follow once the tolerance is met, to get from within the tolerance to the optimum. */
const MOST_POLISHING_JUMPS = 10;
/** Where the gap costs nothing, sweeps that no jump follows go on to this share of the tolerance: they cost little, too. */
const AIM = 0.01;

/** Solves one problem for penalty after penalty, each time starting from where the time before has ended. */
export interface Solver {
  solve(penalty: Penalty, stopping: Stopping): Solution;
  /** Says that there will be no more penalties. */
  release(): void;
}

/**
 * Minimises `1/2 ||y - Xw||^2 + l1 ||w||_1 + l2/2 ||w||^2`.
 *
 * The stopping rule is scikit-learn's: when a sweep changes no coefficient by more than `tol` of the largest (and before the
 * first sweep, and after the last; after every sweep where it costs next to nothing) the duality gap is taken, and the solver
 * has converged once it is at most `tol ||y||^2`. From there Newton steps on the support lead to the optimum itself, as far as
 * rounding lets them.
 *
 * @param initial Where to start, length `nFeatures`; 0 when undefined. Not changed.
 * @param positive Whether the penalties to come let no coefficient be below 0.
 */
export function coordinateDescent(
  quadratic: Quadratic,
  initial: Float64Array | undefined,
  positive: boolean,
): Solver {
  const iterate = quadratic.at(startingPoint(quadratic.norms, initial, positive));
  return {
    solve(penalty, stopping) {
      const descended = descend(quadratic, penalty, stopping, iterate);
      const isDone = !descended.converged || descended.dualGap === 0;
      return isDone || !isWorthPolishing(stopping, finishWork(quadratic, iterate))
        ? descended
        : polish(quadratic, penalty, stopping, iterate, descended);
    },
    release: () => iterate.release(),
  };
}

/** {@link coordinateDescent} for one penalty. */
export function solveByCoordinateDescent(
  quadratic: Quadratic,
  penalty: Penalty,
  stopping: Stopping,
  initial: Float64Array | undefined,
): Solution {
  const solver = coordinateDescent(quadratic, initial, penalty.positive);
  try {
    return solver.solve(penalty, stopping);
  } finally {
    solver.release();
  }
}

/** Coefficients that the problem cannot have become 0. */
function startingPoint(
  norms: Float64Array,
  initial: Float64Array | undefined,
  positive: boolean,
): Float64Array {
  if (initial === undefined) return new Float64Array(norms.length);
  return initial.map((wj, j) => (norms[j] === 0 || (positive && wj < 0) ? 0 : wj));
}

/** Sweeps until the gap is within the tolerance or the sweeps are used up. */
function descend(
  quadratic: Quadratic,
  penalty: Penalty,
  { tol, maxIter, polish: goesOn }: Stopping,
  iterate: Iterate,
): Solution {
  const goal = tol * quadratic.targetNorm2;
  const aim = quadratic.knowsCorrelations && goesOn === false ? AIM * goal : goal;
  let dualGap = gapAt(iterate, penalty);
  let nIter = 0;
  let lastJump = 0;
  for (let nextJump = FIRST_JUMP; nIter < maxIter && dualGap > aim; ) {
    const isStill = iterate.sweep(penalty) <= tol;
    nIter++;
    if (quadratic.knowsCorrelations || isStill || nIter === maxIter) dualGap = gapAt(iterate, penalty);
    if (dualGap <= aim || (isStill && dualGap <= goal) || nIter === maxIter) break;
    if (!isStill && nIter < nextJump) continue;
    if (nIter >= nextJump) nextJump = 2 * nIter;
    const work = (nIter - lastJump) * quadratic.sweepWork;
    if (work < JUMP_SHARE * finishWork(quadratic, iterate)) continue;
    jump(quadratic, penalty, iterate);
    nIter++;
    lastJump = nIter;
    dualGap = gapAt(iterate, penalty);
  }
  return { coefficients: iterate.w.slice(), nIter, dualGap, converged: dualGap <= goal };
}

/**
 * Jumps on until only rounding is left, and returns the best point met. At least one jump is made: the gap goes with the square
 * of the distance, so that the smallest gap may still hide half the digits of the coefficients.
 */
function polish(
  quadratic: Quadratic,
  penalty: Penalty,
  { maxIter }: Stopping,
  iterate: Iterate,
  converged: Solution,
): Solution {
  let best = converged;
  const lastIter = Math.min(maxIter, converged.nIter + MOST_POLISHING_JUMPS);
  for (let nIter = converged.nIter + 1; nIter <= lastIter; nIter++) {
    jump(quadratic, penalty, iterate);
    iterate.settle();
    const dualGap = gapAt(iterate, penalty);
    const hasHalved = dualGap < best.dualGap / 2;
    if (dualGap <= best.dualGap) best = { coefficients: iterate.w.slice(), nIter, dualGap, converged: true };
    if (best.dualGap <= OPTIMAL * quadratic.targetNorm2) break;
    if (!hasHalved && best.dualGap <= NEARLY_OPTIMAL * quadratic.targetNorm2) break;
  }
  return best;
}

/** To the minimum on the support, then one sweep, which takes in features that were left out and evens out rounding. */
function jump(quadratic: Quadratic, penalty: Penalty, iterate: Iterate): void {
  finishOnSupport(quadratic, penalty, iterate);
  iterate.sweep(penalty);
}

function gapAt(iterate: Iterate, { l1, l2, positive }: Penalty): number {
  return dualityGap(iterate.w, iterate.correlations(), iterate.residualNorm2(), l1, l2, positive);
}
