// Solves problems with many features on few of them at a time: those in use, and those that most want to be.
import { columnQuadratic } from "./column-quadratic.ts";
import { allOf, type Columns } from "./columns.ts";
import { solveByCoordinateDescent } from "./coordinate-descent.ts";
import { dualityGap } from "./duality-gap.kernel.ts";
import { nthLargest } from "./nth-largest.kernel.ts";
import type { Penalty } from "./penalty.ts";
import { isWorthPolishing, type Solution, type Stopping } from "./solution.ts";

/** With no more features than this all of them are swept. */
const FEW_FEATURES = 256;
/** Features that are taken in at first, at least. */
const FIRST_SET = 256;
/** A gap of this share of `||y||^2` is rounding. */
const OPTIMAL = 1e-14;
/** A set is solved to this share of the tolerance, so that it is the other features that decide. */
const INNER_SHARE = 0.3;
/** Until then, to this share of the gap that all features leave: closer would be in vain while features are missing ... */
const CLOSE = 0.1;
/** ... but a set that is this small a share of all features costs so little that it may as well be solved closely. */
const SMALL_SET = 0.03;
const VERY_CLOSE = 0.003;

/**
 * Minimises as {@link solveByCoordinateDescent} does, over any columns (M. Massias et al., ICML 2018, in its plain form): solve
 * on the features in use and those that are closest to being used, look at all features, choose anew, and so on until the gap
 * over all features is within the tolerance; then the set is solved to the optimum, and looked at once more.
 *
 * `nIter` of the solution counts what was done in units of sweeps over all features.
 *
 * @param initial Where to start, length `nColumns`; 0 when undefined. Not changed.
 */
export function solveByWorkingSets(
  columns: Columns,
  penalty: Penalty,
  stopping: Stopping,
  initial: Float64Array | undefined,
): Solution {
  if (columns.nColumns <= FEW_FEATURES || penalty.l1 === 0) {
    return solveByCoordinateDescent(
      columnQuadratic(columns, allOf(columns.nColumns)),
      penalty,
      stopping,
      initial,
    );
  }
  const scale = columns.targetNorm2;
  const goal = stopping.tol * scale;
  const goesOn = isWorthPolishing(stopping, columns.nColumns * columns.productWork);
  const finest = goesOn ? Math.min(goal, OPTIMAL * scale) : goal;
  let look = lookAtAll(columns, penalty, startingPoint(columns.nColumns, initial, penalty.positive));
  let best = look;
  let sweeps = 0;
  for (let size = FIRST_SET; look.gap > finest && sweeps < stopping.maxIter; size *= 2) {
    const { w, pulls, gap } = look;
    const features = workingSet(w, pulls, size);
    const share = features.length / columns.nColumns;
    const isWithin = gap <= goal;
    const solution = solveByCoordinateDescent(
      columnQuadratic(columns, features),
      penalty,
      {
        tol:
          Math.max(isWithin ? 0 : gap * (share < SMALL_SET ? VERY_CLOSE : CLOSE), INNER_SHARE * goal) / scale,
        maxIter: Math.max(1, Math.floor((stopping.maxIter - sweeps) / share)),
        polish: isWithin && goesOn,
      },
      Float64Array.from(features, (j) => w[j]!),
    );
    look = lookAtAll(columns, penalty, spread(solution.coefficients, features, columns.nColumns));
    sweeps += 1 + solution.nIter * share;
    const hasHalved = look.gap < best.gap / 2;
    if (look.gap < best.gap) best = look;
    if (isWithin && !hasHalved) break;
  }
  const nIter = Math.min(Math.ceil(sweeps), stopping.maxIter);
  return { coefficients: best.w, nIter, dualGap: best.gap, converged: best.gap <= goal };
}

/** A point, and what all features say about it. */
interface Look {
  readonly w: Float64Array;
  readonly gap: number;
  /** Length p: how hard the residual pulls each coefficient away from 0. */
  readonly pulls: Float64Array;
}

function lookAtAll(columns: Columns, penalty: Penalty, w: Float64Array): Look {
  const { l1, l2, positive } = penalty;
  const residual = columns.residual();
  let isAtZero = true;
  for (let j = 0; j < w.length; j++) {
    if (w[j] === 0) continue;
    residual.move(j, w[j]!);
    isAtZero = false;
  }
  const correlations = isAtZero ? columns.correlations() : residual.correlations();
  const gap = dualityGap(w, correlations, residual.norm2(), l1, l2, positive);
  return { w, gap, pulls: positive ? correlations : magnitudes(correlations) };
}

/** All features in use, and those most pulled at: up to the size of the set, but at least as many as are in use. */
function workingSet(w: Float64Array, pulls: Float64Array, size: number): Int32Array {
  const others = new Float64Array(w.length);
  let nOthers = 0;
  for (let j = 0; j < w.length; j++) if (w[j] === 0) others[nOthers++] = pulls[j]!;
  const nUsed = w.length - nOthers;
  const room = Math.min(nOthers, Math.max(FIRST_SET, nUsed, Math.min(size - nUsed, 2 * nUsed)));
  const least = room === 0 ? Number.POSITIVE_INFINITY : nthLargest(others.subarray(0, nOthers), room);
  return allOf(w.length).filter((j) => w[j] !== 0 || pulls[j]! >= least);
}

function magnitudes(values: Float64Array): Float64Array {
  const sizes = new Float64Array(values.length);
  for (let j = 0; j < sizes.length; j++) sizes[j] = Math.abs(values[j]!);
  return sizes;
}

function spread(coefficients: Float64Array, features: Int32Array, nColumns: number): Float64Array {
  const w = new Float64Array(nColumns);
  for (let k = 0; k < features.length; k++) w[features[k]!] = coefficients[k]!;
  return w;
}

function startingPoint(nColumns: number, initial: Float64Array | undefined, positive: boolean): Float64Array {
  if (initial === undefined) return new Float64Array(nColumns);
  return positive ? initial.map((wj) => Math.max(0, wj)) : initial;
}
