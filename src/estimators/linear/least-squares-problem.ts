// Chooses the form in which a solver by sweeps sees the data.
import { centredDesign, centredTarget, checkNorms } from "./centring.ts";
import { columnQuadratic } from "./column-quadratic.ts";
import { gramOfData } from "./gram-of-data.ts";
import { gramQuadratic } from "./gram-quadratic.ts";
import type { Quadratic } from "./quadratic.ts";
import type { RegressionData } from "./regression-data.ts";

/** With more features than this a Gram matrix costs more than the sweeps it saves. */
const MOST_GRAM_FEATURES = 512;

/** Whether the products of all features cost less than what they save. */
export function suitsGram({ table: { matrix } }: RegressionData): boolean {
  return matrix.nColumns <= Math.min(matrix.nRows, MOST_GRAM_FEATURES);
}

/**
 * The quadratic of one target.
 *
 * @throws RangeError naming the column, or y, whose sum of squares is beyond what a double can hold.
 */
export function quadraticOf(data: RegressionData, target: number): Quadratic {
  const { table, targets, centring } = data;
  const quadratic = suitsGram(data)
    ? gramQuadratic(gramOfData(table, targets, centring)[target]!)
    : columnQuadratic(centredDesign(table, centring), centredTarget(targets, centring, target));
  checkNorms(table, quadratic.norms, quadratic.targetNorm2);
  return quadratic;
}

/** `X'y`, length `nFeatures`. */
export function correlationsWithTarget(quadratic: Quadratic): Float64Array {
  return quadratic.at(new Float64Array(quadratic.nFeatures)).correlations();
}
