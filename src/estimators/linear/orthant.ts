// Minimises a small penalised quadratic while every coefficient keeps its sign.
import { factorCholesky, removeFromCholesky, solveCholesky } from "./cholesky.kernel.ts";
import type { Penalty } from "./penalty.ts";
import { columnDot } from "./vector.kernel.ts";

/** Coefficients that may reach 0 on the way before the sweeps, which drop many at a time, take over again. */
const MOST_BLOCKED_STEPS = 30;
/** Below this share of its parts a slope is rounding. */
const UNDECIDED = 1e-10;

/** The quadratic over k coefficients, in the terms of a point w: `1/2 d'Hd - pulls'd` for a change d, plus `l1 sum|w + d|`. */
export interface SmallQuadratic {
  /** H: `k x k`, both triangles. */
  readonly hessian: Float64Array;
  /** Length k: the coefficients, none of them 0. They move to the minimum. */
  readonly w: Float64Array;
  /** Length k: minus the slope of the quadratic; they move along. */
  readonly pulls: Float64Array;
}

/** The coefficients that still move, and the Cholesky factor of their part of H. */
export interface ActiveSet {
  readonly members: readonly number[];
  readonly factor: Float64Array;
}

/** All k coefficients. */
export function wholeSet(hessian: Float64Array, k: number): ActiveSet {
  const factor = hessian.slice();
  factorCholesky(factor, k);
  return { members: Array.from({ length: k }, (_, i) => i), factor };
}

/**
 * Newton steps, each cut short where a coefficient reaches 0, which then stays there; until one is not cut short. Where columns
 * depend on each other the quadratic is flat along some direction and l1 alone decides: the step then goes that way until a
 * coefficient reaches 0.
 *
 * @param set Those that may move.
 * @returns Those that did not reach 0.
 */
export function minimiseInOrthant(small: SmallQuadratic, penalty: Penalty, set: ActiveSet): ActiveSet {
  let active = set;
  for (let blocked = 0; blocked <= MOST_BLOCKED_STEPS && active.members.length > 0; blocked++) {
    const step = flatStep(small, penalty, active) ?? newtonStep(small, penalty, active);
    const { share, blocking } = shareUntilZero(small, penalty, active, step);
    take(small, active, step, share, blocking);
    if (blocking < 0) return active;
    active = without(small, active, blocking);
  }
  return active;
}

/** `H^-1 (pulls - l1 sign(w))`, over the members. */
function newtonStep(
  { w, pulls }: SmallQuadratic,
  { l1 }: Penalty,
  { members, factor }: ActiveSet,
): Float64Array {
  const step = Float64Array.from(members, (i) => pulls[i]! - l1 * Math.sign(w[i]!));
  solveCholesky(factor, members.length, step);
  return step;
}

/**
 * A step that lowers `l1 sum|w|` and changes nothing else, long enough for a coefficient to reach 0 on the way; undefined when
 * no member depends on those before it, or l1 does not tell them apart.
 */
function flatStep(
  { hessian, w }: SmallQuadratic,
  { l1 }: Penalty,
  { members, factor }: ActiveSet,
): Float64Array | undefined {
  const k = members.length;
  if (l1 === 0) return undefined;
  for (let dependent = 0; dependent < k; dependent++) {
    if (factor[dependent * k + dependent] !== 0) continue;
    // How the others must change to make up for one less of the member that depends on them.
    const row = members[dependent]! * w.length;
    const step = Float64Array.from(members, (i) => hessian[row + i]!);
    solveCholesky(factor, k, step);
    step[dependent] = -1;
    const slope = members.reduce((total, i, at) => total + Math.sign(w[i]!) * step[at]!, 0);
    const size = step.reduce((total, change) => total + Math.abs(change), 0);
    if (Math.abs(slope) <= UNDECIDED * size) continue;
    // Along the direction the sum falls by the slope, so at this length, if not before, a coefficient is 0.
    const length = -members.reduce((total, i) => total + Math.abs(w[i]!), 0) / slope;
    return step.map((change) => 2 * length * change);
  }
  return undefined;
}

/** How much of the step can be taken before a coefficient reaches 0, and which member that is (-1 for none). */
function shareUntilZero(
  { w }: SmallQuadratic,
  { l1, positive }: Penalty,
  { members }: ActiveSet,
  step: Float64Array,
): { readonly share: number; readonly blocking: number } {
  let share = 1;
  let blocking = -1;
  if (l1 === 0 && !positive) return { share, blocking };
  for (const [at, i] of members.entries()) {
    const crosses = w[i]! * (w[i]! + step[at]!) < 0;
    if (crosses && -w[i]! / step[at]! < share) {
      share = -w[i]! / step[at]!;
      blocking = at;
    }
  }
  return { share, blocking };
}

function take(
  { hessian, w, pulls }: SmallQuadratic,
  { members }: ActiveSet,
  step: Float64Array,
  share: number,
  blocking: number,
): void {
  const change = new Float64Array(w.length);
  for (const [at, i] of members.entries()) {
    change[i] = at === blocking ? -w[i]! : share * step[at]!;
    w[i] = at === blocking ? 0 : w[i]! + change[i]!;
  }
  for (let i = 0; i < w.length; i++) pulls[i] = pulls[i]! - columnDot(hessian, i * w.length, change);
}

function without({ hessian, w }: SmallQuadratic, { members, factor }: ActiveSet, dropped: number): ActiveSet {
  const left = members.filter((_, at) => at !== dropped);
  const isRegular = members.every((_, at) => factor[at * (members.length + 1)] !== 0);
  if (isRegular) return { members: left, factor: removeFromCholesky(factor, members.length, dropped) };
  const k = left.length;
  const part = Float64Array.from(
    { length: k * k },
    (_, at) => hessian[left[Math.floor(at / k)]! * w.length + left[at % k]!]!,
  );
  factorCholesky(part, k);
  return { members: left, factor: part };
}
