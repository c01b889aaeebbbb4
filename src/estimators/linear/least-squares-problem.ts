// A penalised least-squares problem that is ready to be solved, whatever form its data have.
import { gramOfData } from "./centred-products.ts";
import { type Centring, centredTarget, checkNorms, tooLarge } from "./centring.ts";
import { allOf, type Columns } from "./columns.ts";
import { coordinateDescent, type Solver } from "./coordinate-descent.ts";
import { DenseColumns } from "./dense-columns.ts";
import { type GramData, gramQuadratic, normsOf } from "./gram-quadratic.ts";
import type { Penalty } from "./penalty.ts";
import { type DenseData, isDenseData, type RegressionData } from "./regression-data.ts";
import type { Solution, Stopping } from "./solution.ts";
import { SparseColumns } from "./sparse-columns.ts";
import { solveByWorkingSets } from "./working-sets.ts";

/** With more features than this a Gram matrix costs more than the sweeps it saves. */
export const MOST_GRAM_FEATURES = 512;

/** `1/2 ||y - Xw||^2` for centred, weighted X and y. */
export interface LeastSquaresProblem {
  /** How X and y were centred. */
  readonly centring: Centring;
  /** `||y||^2`. */
  readonly targetNorm2: number;
  /** `X'y`, length `nFeatures`; not to be changed. */
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
  if (!suitsGram(data)) return columnProblem(columnsOf(data, target), data.centring);
  const { grams, centring } = gramOfData(data);
  const gram = grams[target]!;
  checkNorms(data.table.names, normsOf(gram), gram.targetNorm2);
  return gramProblem(gram, centring);
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
    targetNorm2: quadratic.targetNorm2,
    correlations: () => data.correlations,
    solver: (initial, positive) => coordinateDescent(quadratic, initial, positive),
  };
}

/** The problem that has these columns. */
export function columnProblem(columns: Columns, centring: Centring): LeastSquaresProblem {
  if (!Number.isFinite(columns.targetNorm2)) throw tooLarge("y");
  // The norms of columns are checked when they are needed, and must be for this.
  if (!columns.correlations().every(Number.isFinite)) columns.norms(allOf(columns.nColumns));
  return {
    centring,
    targetNorm2: columns.targetNorm2,
    correlations: () => columns.correlations(),
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
  return "matrix" in table
    ? new DenseColumns(table, centring, y, centring.correlations?.[target])
    : new SparseColumns(table, centring, y);
}
