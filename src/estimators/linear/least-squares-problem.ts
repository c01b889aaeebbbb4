// A penalised least-squares problem that is ready to be solved, whatever form its data have.
import { gramOfData } from "./centred-products.ts";
import { type Centring, centredTarget, checkNorms } from "./centring.ts";
import type { Columns } from "./columns.ts";
import { coordinateDescent, type Solver } from "./coordinate-descent.ts";
import { denseColumns } from "./dense-columns.ts";
import { type GramData, gramQuadratic } from "./gram-quadratic.ts";
import type { Penalty } from "./penalty.ts";
import { type DenseData, isDenseData, type RegressionData } from "./regression-data.ts";
import type { Solution, Stopping } from "./solution.ts";
import { sparseColumns } from "./sparse-columns.ts";
import { solveByWorkingSets } from "./working-sets.ts";

/** With more features than this a Gram matrix costs more than the sweeps it saves. */
export const MOST_GRAM_FEATURES = 512;

/** `1/2 ||y - Xw||^2` for centred, weighted X and y. */
export interface LeastSquaresProblem {
  /** How X and y were centred. */
  readonly centring: Centring;
  /** Length `nFeatures`: the sum of squares of each column. */
  readonly norms: Float64Array;
  /** `||y||^2`. */
  readonly targetNorm2: number;
  /** `X'y`, length `nFeatures`. */
  correlations(): Float64Array;
  /** Minimises together with penalties, the first time from `initial` or from 0. See {@link coordinateDescent}. */
  solver(initial: Float64Array | undefined, positive: boolean): Solver;
}

/** Solves a problem for one penalty, from `initial` or from 0. */
export function solveOnce(
  problem: LeastSquaresProblem,
  penalty: Penalty,
  stopping: Stopping,
  initial?: Float64Array,
): Solution {
  const solver = problem.solver(initial, penalty.positive);
  try {
    return solver.solve(penalty, stopping);
  } finally {
    solver.release();
  }
}

/**
 * The problem of one target.
 *
 * @throws RangeError naming the column, or y, whose sum of squares is beyond what a double can hold.
 */
export function leastSquaresProblem(data: RegressionData, target: number): LeastSquaresProblem {
  const problem = suitsGram(data)
    ? gramProblemOf(data, target)
    : columnProblem(columnsOf(data, target), data.centring);
  checkNorms(data.table.names, problem.norms, problem.targetNorm2);
  return problem;
}

function gramProblemOf(data: DenseData, target: number): LeastSquaresProblem {
  const { grams, centring } = gramOfData(data);
  return gramProblem(grams[target]!, centring);
}

/** Whether the products of all features cost less than what they save. */
export function suitsGram(data: RegressionData): data is DenseData {
  return data.nFeatures <= Math.min(data.nSamples, MOST_GRAM_FEATURES) && isDenseData(data);
}

/** The problem that has these products. */
export function gramProblem(data: GramData, centring: Centring): LeastSquaresProblem {
  const quadratic = gramQuadratic(data);
  return {
    centring,
    norms: quadratic.norms,
    targetNorm2: quadratic.targetNorm2,
    correlations: () => data.correlations.slice(),
    solver: (initial, positive) => coordinateDescent(quadratic, initial, positive),
  };
}

/** The problem that has these columns. */
export function columnProblem(columns: Columns, centring: Centring): LeastSquaresProblem {
  return {
    centring,
    norms: columns.norms,
    targetNorm2: columns.residual().norm2(),
    correlations() {
      const residual = columns.residual();
      return columns.norms.map((_, j) => residual.correlation(j));
    },
    solver(initial) {
      let point = initial;
      return {
        solve(penalty, stopping) {
          const solution = solveByWorkingSets(columns, penalty, stopping, point);
          point = solution.coefficients;
          return solution;
        },
        release: () => undefined,
      };
    },
  };
}

/** The columns of the data, with one of the targets. */
export function columnsOf(data: RegressionData, target: number): Columns {
  const { centring, targets, table } = data;
  const y = centredTarget(targets, centring, target);
  return "matrix" in table ? denseColumns(table, centring, y) : sparseColumns(table.sparse, centring, y);
}
