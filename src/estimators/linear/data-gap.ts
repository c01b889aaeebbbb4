// Certifies coefficients that were found without sweeps, by one pass over the data.
import { dualityGap } from "./duality-gap.kernel.ts";
import { panelsOf } from "./panels.ts";
import type { Penalty } from "./penalty.ts";
import type { DenseData } from "./regression-data.ts";
import { addColumn, columnDot } from "./vector.kernel.ts";

/**
 * The duality gap of `1/2 ||y - Xw||^2` plus the penalty.
 *
 * @param coefficients One array of `nFeatures` coefficients for each target.
 * @returns One gap for each target.
 */
export function dataGaps(
  { table, targets, centring }: DenseData,
  { l1, l2, positive }: Penalty,
  coefficients: readonly Float64Array[],
): number[] {
  const p = table.matrix.nColumns;
  const correlations = targets.map(() => new Float64Array(p));
  const norms2 = new Float64Array(targets.length);
  for (const { values, stride } of panelsOf(table, targets, centring)) {
    for (const [t, w] of coefficients.entries()) {
      const residual = values.slice((p + t) * stride, (p + t + 1) * stride);
      for (let j = 0; j < p; j++) addColumn(values, j * stride, -w[j]!, residual);
      for (let j = 0; j < p; j++) correlations[t]![j]! += columnDot(values, j * stride, residual);
      norms2[t]! += columnDot(residual, 0, residual);
    }
  }
  return coefficients.map((w, t) => dualityGap(w, correlations[t]!, norms2[t]!, l1, l2, positive));
}
