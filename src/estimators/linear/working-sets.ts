// Solves problems with many features on few of them at a time: those in use, and those that most want to be.
import { columnQuadratic } from "./column-quadratic.ts";
import type { Columns } from "./columns.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import { dualityGap } from "./duality-gap.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Solution, Stopping } from "./solution.ts";

/** With no more features than this all of them are swept. */
const FEW_FEATURES = 256;
/** Features that are taken in at first, at least. */
const FIRST_SET = 64;
/** A gap of this share of `||y||^2` is rounding. */
const OPTIMAL = 1e-14;
/** A set is solved to this share of the gap that all features leave. */
const INNER_SHARE = 0.1;

/**
 * Minimises as {@link solveByCoordinateDescent} does, over any columns (M. Massias et al., ICML 2018, in its plain form): solve
 * on the features in use and the worst violators of the optimality conditions, look at all features, take in at least as many
 * again as are in use, and so on until the gap over all features is within the tolerance; then the set is solved to the
 * optimum, and looked at once more.
 *
 * @param initial Where to start, length `nColumns`; 0 when undefined. Not changed.
 */
export function solveByWorkingSets(
  columns: Columns,
  penalty: Penalty,
  stopping: Stopping,
  initial: Float64Array | undefined,
): Solution {
  const whole = columnQuadratic(columns);
  if (columns.nColumns <= FEW_FEATURES || penalty.l1 === 0) {
    return solveByCoordinateDescent(whole, penalty, stopping, initial);
  }
  const scale = whole.targetNorm2;
  const goal = stopping.tol * scale;
  const finest = stopping.polish === false ? goal : Math.min(goal, OPTIMAL * scale);
  let w = startingPoint(columns, penalty, initial);
  let look = lookAtAll(columns, penalty, w);
  let best = { coefficients: w, nIter: 0, dualGap: look.gap, converged: look.gap <= goal };
  let nIter = 0;
  for (let size = FIRST_SET; look.gap > finest && nIter < stopping.maxIter; size *= 2) {
    const features = workingSet(w, look.violations, size);
    const inner = columnQuadratic(columns, features);
    const isWithin = look.gap <= goal;
    const solution = solveByCoordinateDescent(
      inner,
      penalty,
      {
        tol: isWithin
          ? stopping.tol * INNER_SHARE
          : (INNER_SHARE * Math.max(look.gap * INNER_SHARE, goal)) / scale,
        maxIter: stopping.maxIter - nIter,
        polish: isWithin && stopping.polish !== false,
      },
      Float64Array.from(features, (j) => w[j]!),
    );
    nIter += solution.nIter;
    w = spread(solution.coefficients, features, columns.nColumns);
    look = lookAtAll(columns, penalty, w);
    const hasHalved = look.gap < best.dualGap / 2;
    if (look.gap < best.dualGap)
      best = { coefficients: w, nIter, dualGap: look.gap, converged: look.gap <= goal };
    if (isWithin && !hasHalved) break;
  }
  return { ...best, nIter };
}

interface Look {
  readonly gap: number;
  /** Length p: how far the pull on each coefficient goes beyond what l1 allows. */
  readonly violations: Float64Array;
}

function lookAtAll(columns: Columns, penalty: Penalty, w: Float64Array): Look {
  const { l1, l2, positive } = penalty;
  const residual = columns.residual();
  for (const [j, wj] of w.entries()) if (wj !== 0) residual.move(j, wj);
  const correlations = w.map((_, j) => residual.correlation(j));
  const violations = correlations.map((pull, j) => (positive ? pull : Math.abs(pull - l2 * w[j]!)) - l1);
  return { gap: dualityGap(w, correlations, residual.norm2(), l1, l2, positive), violations };
}

/** All features in use, and as many of the worst violators as the set has room for, but at least as many as are in use. */
function workingSet(w: Float64Array, violations: Float64Array, size: number): Int32Array {
  const used = Array.from(w.keys()).filter((j) => w[j] !== 0);
  const room = Math.max(size - used.length, used.length, FIRST_SET);
  const others = Array.from(w.keys()).filter((j) => w[j] === 0 && violations[j]! > 0);
  others.sort((i, j) => violations[j]! - violations[i]!);
  return Int32Array.from([...used, ...others.slice(0, room)]).sort();
}

function spread(coefficients: Float64Array, features: Int32Array, nColumns: number): Float64Array {
  const w = new Float64Array(nColumns);
  for (const [k, j] of features.entries()) w[j] = coefficients[k]!;
  return w;
}

function startingPoint(
  { norms }: Columns,
  { positive }: Penalty,
  initial: Float64Array | undefined,
): Float64Array {
  if (initial === undefined) return new Float64Array(norms.length);
  return initial.map((wj, j) => (norms[j] === 0 || (positive && wj < 0) ? 0 : wj));
}
