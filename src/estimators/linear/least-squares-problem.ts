// Chooses the form in which a solver sees the data.
import type { FeatureTable } from "../../data/index.ts";
import { centredDesign, centredTarget, centringOf, checkNorms, interceptOf } from "./centring.ts";
import { columnQuadratic } from "./column-quadratic.ts";
import { gramOfData, gramQuadratic } from "./gram-quadratic.ts";
import type { Quadratic } from "./quadratic.ts";

/** With more features than this a Gram matrix costs more than the sweeps it saves. */
const MOST_GRAM_FEATURES = 512;

/** A quadratic, and the way back from its coefficients to the intercept. */
export interface LeastSquaresProblem {
  readonly quadratic: Quadratic;
  interceptFor(coefficients: Float64Array): number;
}

/**
 * Sets up the problem of one fit.
 *
 * @param y Length `nRows`.
 * @param weights Length `nRows`, with sum `nRows`; undefined for equal weights.
 * @param fitIntercept Whether to centre.
 * @throws RangeError naming the column, or y, whose sum of squares is beyond what a double can hold.
 */
export function leastSquaresProblem(
  table: FeatureTable,
  y: Float64Array,
  weights: Float64Array | undefined,
  fitIntercept: boolean,
): LeastSquaresProblem {
  const { nRows, nColumns } = table.matrix;
  const centring = centringOf(table, y, weights, fitIntercept);
  const quadratic =
    nColumns <= Math.min(nRows, MOST_GRAM_FEATURES)
      ? gramQuadratic(gramOfData(table, y, centring))
      : columnQuadratic(centredDesign(table, centring), centredTarget(y, centring));
  checkNorms(table, quadratic.norms, quadratic.targetNorm2);
  return { quadratic, interceptFor: (coefficients) => interceptOf(centring, coefficients) };
}
