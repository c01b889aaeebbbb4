// Minimises a penalised log loss by Newton steps with a line search (J. Lee, Y. Sun, M. Saunders, SIAM J. Optim. 24(3), 2014).
import type { Penalty } from "../penalty.ts";
import type { Stopping } from "../solution.ts";
import { logisticGap, objectiveAt } from "./logistic-gap.ts";
import { type LogisticProblem, type LogisticState, logitCount, stateAt } from "./logistic-problem.ts";
import { newtonPoint } from "./logistic-step.ts";

/** A gap of this share of the loss without features is rounding; as gaps go by the square, half the digits of the coefficients. */
const OPTIMAL = 1e-19;
/** The share of the decrease foreseen by the slope that a step must bring. */
const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 40;

/** Where the solver ended. */
export interface LogisticSolution {
  readonly state: LogisticState;
  /** Newton steps. */
  readonly nIter: number;
  /** On the scale of the sum over the samples. */
  readonly dualGap: number;
  /** Whether the gap is within the tolerance. */
  readonly converged: boolean;
  /** What the gap is held against: the loss of the shares of the classes alone. */
  readonly scale: number;
}

/** Goes on to the optimum as far as rounding allows: once the tolerance is met, each step about squares the gap. */
export function solveLogistic(
  problem: LogisticProblem,
  penalty: Penalty,
  { tol, maxIter }: Stopping,
): LogisticSolution {
  let state = stateAt(problem, startOf(problem));
  const scale = state.loss;
  let dualGap = logisticGap(problem, state, penalty);
  let nIter = 0;
  while (nIter < maxIter && dualGap > OPTIMAL * scale) {
    const next = lineSearch(problem, penalty, state, dualGap);
    if (next === undefined) break;
    nIter++;
    const nextGap = logisticGap(problem, next, penalty);
    const isDone = nextGap <= tol * scale && nextGap > dualGap / 2;
    if (isDone && nextGap >= dualGap) break;
    state = next;
    dualGap = nextGap;
    if (isDone) break;
  }
  return { state, nIter, dualGap, converged: dualGap <= tol * scale, scale };
}

/** No coefficients, and intercepts that give the shares of the classes. */
function startOf({ codes, nClasses, weights, shifts, fitIntercept }: LogisticProblem): {
  readonly w: Float64Array;
  readonly b: Float64Array;
} {
  const m = logitCount(nClasses);
  const shares = new Float64Array(nClasses);
  for (const [i, code] of codes.entries()) shares[code]! += weights[i]!;
  const logs = shares.map(Math.log);
  const origin = m === 1 ? logs[0]! : logs.reduce((sum, log) => sum + log, 0) / m;
  const b = logs.slice(nClasses - m).map((log) => (fitIntercept ? log - origin : 0));
  return { w: new Float64Array(shifts.length * m), b };
}

/** The first of the full step, half of it, a quarter ... that lowers the objective enough; undefined when none does. */
function lineSearch(
  problem: LogisticProblem,
  penalty: Penalty,
  state: LogisticState,
  dualGap: number,
): LogisticState | undefined {
  const goal = newtonPoint(problem, penalty, state, dualGap);
  const before = objectiveAt(state, penalty);
  const slope =
    objectiveAt({ ...state, w: goal.w }, penalty) -
    before -
    dotOfChange(state.pulls, state.w, goal.w) -
    dotOfChange(state.interceptPulls, state.b, goal.b);
  for (let i = 0, share = 1; i < MOST_HALVINGS; i++, share /= 2) {
    const w = state.w.map((wj, j) => (share === 1 ? goal.w[j]! : wj + share * (goal.w[j]! - wj)));
    const b = state.b.map((bk, k) => (share === 1 ? goal.b[k]! : bk + share * (goal.b[k]! - bk)));
    const next = stateAt(problem, { w, b });
    // At the optimum the decrease drowns in the rounding of the objective; a step that keeps it is welcome all the same.
    const rounding = 1e-13 * Math.abs(before);
    if (objectiveAt(next, penalty) <= before + SUFFICIENT * share * slope + rounding) return next;
  }
  return undefined;
}

function dotOfChange(pulls: Float64Array, from: Float64Array, to: Float64Array): number {
  return pulls.reduce((total, pull, j) => total + pull * (to[j]! - from[j]!), 0);
}
