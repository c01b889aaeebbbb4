// Chooses alpha and l1Ratio by the mean squared error over folds.
import { type Fold, KFold, type Splitter } from "../../data/index.ts";
import { reportStep } from "../../events/index.ts";
import type { ValidationCurve } from "./cross-validated-model.ts";
import { warnUnlessConverged } from "./fit-elastic-net.ts";
import type { FoldProblem } from "./fold-problem.ts";
import type { Penalty } from "./penalty.ts";
import type { LinearFitOptions } from "./regression-data.ts";
import type { Stopping } from "./solution.ts";

/** How far a fit of many parts is. */
export interface FitProgress {
  /** Parts that are done. */
  readonly done: number;
  /** All parts: one for each alpha of each fold and l1Ratio. */
  readonly total: number;
}

/** What may be said about one cross-validated fit beside X and y. */
export interface CrossValidationOptions extends LinearFitOptions {
  /** How to divide the rows: the folds themselves, or what makes them. `cv` neighbouring folds when absent. */
  readonly folds?: readonly Fold[] | Splitter | undefined;
  /** Called after each path, one for each fold and l1Ratio. What it throws ends the fit. */
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** The penalty that an alpha means on the rows of a fold. */
export type PenaltyFor = (fold: FoldProblem, alpha: number, l1Ratio: number) => Penalty;

/** The alphas to try with one l1Ratio. */
export interface PathToTry {
  readonly l1Ratio: number;
  /** From large to small. */
  readonly alphas: Float64Array;
}

/** What was chosen. */
export interface Chosen {
  readonly alpha: number;
  readonly l1Ratio: number;
}

/** The choice, and what it rests on. */
export interface Choice extends Chosen {
  readonly curves: readonly ValidationCurve[];
}

/** The folds that the options ask for. */
export function foldsOf({ folds }: CrossValidationOptions, cv: number, y: Float64Array): readonly Fold[] {
  if (folds === undefined) return new KFold({ nSplits: cv }).split(y.length);
  return "split" in folds ? folds.split(y) : folds;
}

/** Follows every path on every fold and takes the errors on the rows left out. */
export function validationCurves(
  who: string,
  problems: readonly FoldProblem[],
  paths: readonly PathToTry[],
  penaltyFor: PenaltyFor,
  stopping: Stopping,
  onProgress: CrossValidationOptions["onProgress"],
): readonly ValidationCurve[] {
  const total = problems.length * paths.reduce((sum, { alphas }) => sum + alphas.length, 0);
  let done = 0;
  let step = 0;
  return paths.map(({ l1Ratio, alphas }) => {
    const msePath = Array.from(alphas, () => new Float64Array(problems.length));
    for (const [f, problem] of problems.entries()) {
      errorsAlong(who, problem, l1Ratio, alphas, penaltyFor, stopping).forEach((error, i) => {
        msePath[i]![f] = error;
      });
      done += alphas.length;
      onProgress?.({ done, total });
    }
    for (const [i, errors] of msePath.entries()) {
      reportStep(step++, () => ({ alpha: alphas[i]!, l1_ratio: l1Ratio, validation_mse: meanOf(errors) }));
    }
    return { l1Ratio, alphas, msePath };
  });
}

/** The point of the curves with the smallest mean over the folds; of equal ones the first. */
export function bestOf(curves: readonly ValidationCurve[]): Choice {
  let best = { alpha: Number.NaN, l1Ratio: Number.NaN, error: Number.POSITIVE_INFINITY };
  for (const { l1Ratio, alphas, msePath } of curves) {
    for (const [i, errors] of msePath.entries()) {
      const error = meanOf(errors);
      if (error < best.error) best = { alpha: alphas[i]!, l1Ratio, error };
    }
  }
  return { alpha: best.alpha, l1Ratio: best.l1Ratio, curves };
}

function meanOf(errors: Float64Array): number {
  return errors.reduce((sum, value) => sum + value, 0) / errors.length;
}

function errorsAlong(
  who: string,
  fold: FoldProblem,
  l1Ratio: number,
  alphas: Float64Array,
  penaltyFor: PenaltyFor,
  stopping: Stopping,
): Float64Array {
  const { problem, testError } = fold;
  const penalties = Array.from(alphas, (alpha) => penaltyFor(fold, alpha, l1Ratio));
  const solver = problem.solver(
    undefined,
    penalties.some(({ positive }) => positive),
  );
  try {
    return Float64Array.from(penalties, (penalty, i) => {
      const solution = solver.solve(penalty, stopping);
      warnUnlessConverged(
        `${who} at alpha ${alphas[i]} of a fold`,
        solution,
        stopping.tol,
        problem.targetNorm2,
      );
      return testError(solution.coefficients);
    });
  } finally {
    solver.release();
  }
}
