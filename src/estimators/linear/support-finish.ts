// Jumps to the minimum on the support that coordinate descent has found, by Newton steps that never cross a sign.
import { factorCholesky, solveCholesky } from "./cholesky.kernel.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";

/** A larger support costs more to factor than the sweeps it saves. */
const LARGEST_SUPPORT = 1000;
/** Coefficients that may reach 0 on the way before the sweeps take over again. */
const MOST_BLOCKED_STEPS = 10;
/** Below this share of its parts a slope is rounding. */
const UNDECIDED = 1e-10;

/**
 * Minimises the objective over the coefficients that are not 0, with their signs kept; a coefficient that reaches 0 on the
 * way stays there. On this set the objective is a quadratic, so one Newton step solves it; a second one takes off the
 * rounding errors of the first. Where features depend on each other the quadratic is flat along some direction and l1 alone
 * decides: the step then goes that way until a coefficient reaches 0. The objective never rises.
 */
export function finishOnSupport(quadratic: Quadratic, penalty: Penalty, iterate: Iterate): void {
  const { w } = iterate;
  let support = Array.from(w.keys()).filter((j) => w[j] !== 0);
  if (support.length === 0 || support.length > LARGEST_SUPPORT) return;
  let gram = supportHessian(quadratic, penalty, support);
  let factor = factored(gram, support.length);
  for (let blocked = 0, refined = false; blocked <= MOST_BLOCKED_STEPS; ) {
    const step = flatStep(penalty, support, gram, factor, w) ?? newtonStep(penalty, support, factor, iterate);
    const { share, blocking } = shareUntilZero(step, support, penalty, w);
    for (const [i, j] of support.entries()) iterate.move(j, i === blocking ? -w[j]! : share * step[i]!);
    if (blocking < 0) {
      if (refined) return;
      refined = true;
      continue;
    }
    blocked++;
    gram = without(gram, support.length, blocking);
    support = support.filter((_, i) => i !== blocking);
    if (support.length === 0) return;
    factor = factored(gram, support.length);
  }
}

/** The second derivatives of the objective on the support: k x k, lower triangle. */
function supportHessian(quadratic: Quadratic, { l2 }: Penalty, support: readonly number[]): Float64Array {
  const hessian = quadratic.gramOf(support);
  for (let i = 0; i < support.length; i++) hessian[i * (support.length + 1)]! += l2;
  return hessian;
}

function factored(gram: Float64Array, k: number): Float64Array {
  const factor = gram.slice();
  factorCholesky(factor, k);
  return factor;
}

/** The step to the minimum of the quadratic, `H^-1 (X'r - l2 w - l1 sign(w))`, length k. */
function newtonStep(
  { l1, l2 }: Penalty,
  support: readonly number[],
  factor: Float64Array,
  iterate: Iterate,
): Float64Array {
  const step = Float64Array.from(support, (j) => {
    const wj = iterate.w[j]!;
    return iterate.correlation(j) - l2 * wj - l1 * Math.sign(wj);
  });
  solveCholesky(factor, support.length, step);
  return step;
}

/**
 * A step that lowers `l1 sum|w|` and leaves `design w` as it is, long enough for a coefficient to reach 0 on the way; length
 * k, or undefined when no feature of the support depends on those before it, or l1 does not tell them apart.
 */
function flatStep(
  { l1 }: Penalty,
  support: readonly number[],
  gram: Float64Array,
  factor: Float64Array,
  w: Float64Array,
): Float64Array | undefined {
  const k = support.length;
  if (l1 === 0) return undefined;
  for (let dependent = 0; dependent < k; dependent++) {
    if (factor[dependent * k + dependent] !== 0) continue;
    const step = flatDirection(gram, factor, k, dependent);
    const slope = support.reduce((total, j, i) => total + Math.sign(w[j]!) * step[i]!, 0);
    const size = step.reduce((total, change) => total + Math.abs(change), 0);
    if (Math.abs(slope) <= UNDECIDED * size) continue;
    // Along the direction the sum falls by the slope, so at this length, if not before, a coefficient is 0.
    const length = -support.reduce((total, j) => total + Math.abs(w[j]!), 0) / slope;
    return step.map((change) => 2 * length * change);
  }
  return undefined;
}

/** How the other coefficients must change to make up for one less of a feature that depends on them. Length k. */
function flatDirection(gram: Float64Array, factor: Float64Array, k: number, dependent: number): Float64Array {
  const direction = Float64Array.from({ length: k }, (_, i) =>
    i < dependent ? gram[dependent * k + i]! : gram[i * k + dependent]!,
  );
  solveCholesky(factor, k, direction);
  direction[dependent] = -1;
  return direction;
}

/** How much of the step can be taken before a coefficient reaches 0, and which one that is (-1 for none). */
function shareUntilZero(
  step: Float64Array,
  support: readonly number[],
  { l1, positive }: Penalty,
  w: Float64Array,
): { readonly share: number; readonly blocking: number } {
  let share = 1;
  let blocking = -1;
  if (l1 === 0 && !positive) return { share, blocking };
  for (const [i, j] of support.entries()) {
    const crosses = w[j]! * (w[j]! + step[i]!) < 0;
    if (crosses && -w[j]! / step[i]! < share) {
      share = -w[j]! / step[i]!;
      blocking = i;
    }
  }
  return { share, blocking };
}

/** The matrix less one row and one column. */
function without(matrix: Float64Array, k: number, dropped: number): Float64Array {
  return matrix.filter((_, at) => at % k !== dropped && Math.floor(at / k) !== dropped);
}
