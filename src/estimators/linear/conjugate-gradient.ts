// Least squares and ridge on columns that are too many or too sparse for a matrix of their products.
import type { Columns } from "./columns.ts";
import { dualityGap } from "./duality-gap.kernel.ts";
import type { Solution } from "./solution.ts";
import { columnDot } from "./vector.kernel.ts";

/** How far the slope is brought down: about as far as rounding lets it come. */
const REDUCTION = 1e-14;
/** Rounding makes the method take more steps than there are dimensions, but not many more. */
const STEPS_PER_DIMENSION = 4;

/**
 * Minimises `||y - Xw||^2 + l2 ||w||^2` by conjugate gradients on the least-squares problem itself (C. Paige, M. Saunders, ACM
 * TOMS 8(1), 1982, CGLS). From a start at 0 it ends, when l2 is 0, at the answer of least norm.
 */
export function solveByConjugateGradients(columns: Columns, l2: number): Solution {
  const p = columns.nColumns;
  const residual = columns.residual();
  const w = new Float64Array(p);
  const slopeAt = (): Float64Array => residual.correlations().map((c, j) => c - l2 * w[j]!);
  let slope = slopeAt();
  let direction = slope;
  let squared = norm2(slope);
  const goal = REDUCTION * REDUCTION * squared;
  const mostSteps = STEPS_PER_DIMENSION * p + 100;
  let nIter = 0;
  for (; nIter < mostSteps && squared > goal; nIter++) {
    const curvature = imageNorm2(columns, direction) + l2 * norm2(direction);
    if (!(curvature > 0)) break;
    const length = squared / curvature;
    for (let j = 0; j < p; j++) {
      const change = length * direction[j]!;
      w[j] = w[j]! + change;
      residual.move(j, change);
    }
    slope = slopeAt();
    const next = norm2(slope);
    const keep = next / squared;
    direction = direction.map((d, j) => slope[j]! + keep * d);
    squared = next;
  }
  const correlations = residual.correlations();
  const dualGap = dualityGap(w, correlations, residual.norm2(), 0, l2, false);
  return { coefficients: w, nIter, dualGap, converged: squared <= goal };
}

/** `||X v||^2`. */
function imageNorm2(columns: Columns, v: Float64Array): number {
  const image = columns.emptyResidual();
  for (const [j, vj] of v.entries()) image.move(j, vj);
  return image.norm2();
}

function norm2(v: Float64Array): number {
  return columnDot(v, 0, v);
}
