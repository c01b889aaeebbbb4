// Jumps to the minimum on the support that coordinate descent has found.
import { minimiseInOrthant, wholeSet } from "./orthant.ts";
import type { Penalty } from "./penalty.ts";
import type { Iterate, Quadratic } from "./quadratic.ts";

/** A larger support costs more to factor than the sweeps it saves. */
const LARGEST_SUPPORT = 2000;
/** The second round takes off the rounding errors of the first. */
const ROUNDS = 2;

/**
 * Minimises the objective over the coefficients that are not 0, with their signs kept; a coefficient that reaches 0 on the
 * way stays there. The objective never rises.
 */
export function finishOnSupport(quadratic: Quadratic, penalty: Penalty, iterate: Iterate): void {
  const support = supportOf(iterate);
  const k = support.length;
  if (k === 0 || k > LARGEST_SUPPORT) return;
  const hessian = quadratic.gramOf(support);
  for (let i = 0; i < k; i++) {
    hessian[i * k + i] = hessian[i * k + i]! + penalty.l2;
    for (let j = 0; j < i; j++) hessian[j * k + i] = hessian[i * k + j]!;
  }
  let active = wholeSet(hessian, k);
  for (let round = 0; round < ROUNDS; round++) {
    const w = Float64Array.from(support, (j) => iterate.w[j]!);
    const pulls = Float64Array.from(support, (j) => iterate.correlation(j) - penalty.l2 * iterate.w[j]!);
    active = minimiseInOrthant({ hessian, w, pulls }, penalty, active);
    for (const [i, j] of support.entries()) {
      const change = w[i]! - iterate.w[j]!;
      // Written so that a coefficient that has reached 0 is 0 to the last bit.
      if (change !== 0) iterate.move(j, w[i] === 0 ? -iterate.w[j]! : change);
    }
  }
}

/** Multiplications that {@link finishOnSupport} takes, about. */
export function finishWork(quadratic: Quadratic, iterate: Iterate): number {
  const k = supportOf(iterate).length;
  return k > LARGEST_SUPPORT ? 0 : (k * k * quadratic.productWork) / 2 + (k * k * k) / 6;
}

function supportOf({ w }: Iterate): readonly number[] {
  const support: number[] = [];
  for (let j = 0; j < w.length; j++) if (w[j] !== 0) support.push(j);
  return support;
}
