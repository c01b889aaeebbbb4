// How far from its minimum a penalised log loss can be at most.
import type { Penalty } from "../penalty.ts";
import type { LogisticProblem, LogisticState } from "./logistic-problem.ts";
import { lossSlack } from "./softmax.kernel.ts";

/** The objective: the weighted sum of the log losses and the penalty. */
export function objectiveAt({ loss, w }: LogisticState, { l1, l2 }: Penalty): number {
  return w.reduce((total, wj) => total + l1 * Math.abs(wj) + (l2 / 2) * wj * wj, loss);
}

/**
 * The duality gap, with the dual point taken from the errors of the probabilities. With squares in the penalty every dual
 * point is feasible and the loss itself leaves nothing open; without them the point is scaled into the feasible set. What
 * the intercept's slope is off 0 is counted on top.
 */
export function logisticGap(problem: LogisticProblem, state: LogisticState, { l1, l2 }: Penalty): number {
  const { w, b, pulls, interceptPulls, probabilities } = state;
  const largest = pulls.reduce((most, pull) => Math.max(most, Math.abs(pull)), 0);
  const c = l2 === 0 && largest > l1 ? l1 / largest : 1;
  let gap = lossSlack(probabilities, problem.codes, problem.weights, c);
  for (const [j, wj] of w.entries()) {
    const pull = c * pulls[j]!;
    const beyond = Math.max(0, Math.abs(pull) - l1);
    const dual = l2 === 0 ? 0 : (beyond * beyond) / (2 * l2);
    gap += l1 * Math.abs(wj) + (l2 / 2) * wj * wj + dual - pull * wj;
  }
  if (problem.fitIntercept)
    gap += b.reduce((total, bk, k) => total + Math.abs(c * interceptPulls[k]! * bk), 0);
  return Math.max(0, gap);
}
