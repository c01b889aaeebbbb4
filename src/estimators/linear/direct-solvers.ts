// Least squares and ridge without iteration, for several targets at once.

import { gramOfData } from "./centred-products.ts";
import { centredDesign, centredTarget } from "./centring.ts";
import { factorCholesky, solveCholesky } from "./cholesky.kernel.ts";
import type { GramData } from "./gram-quadratic.ts";
import { minimumNorm } from "./minimum-norm.ts";
import { panelsOf } from "./panels.ts";
import type { DenseData } from "./regression-data.ts";
import { streamedTriangle } from "./streamed-triangle.ts";
import { addColumn, columnDot } from "./vector.kernel.ts";

/**
 * Minimises `||Y - XW||^2`; where that leaves W open, the W of least norm.
 *
 * @returns One array of `nFeatures` coefficients for each target.
 */
export function solveLeastSquares({ table, targets, centring }: DenseData): Float64Array[] {
  const { nRows, nColumns } = table.matrix;
  const tolerance = Math.max(nRows, nColumns) * Number.EPSILON;
  if (nRows > nColumns) {
    const panels = panelsOf(table, targets, centring);
    const triangle = streamedTriangle(panels, nColumns, targets.length);
    return columnsOf(
      minimumNorm(triangle.features, triangle.targets, nColumns, nColumns, tolerance),
      nColumns,
    );
  }
  const design = centredDesign(table, centring);
  const rightSides = new Float64Array(nRows * targets.length);
  targets.forEach((_, t) => {
    rightSides.set(centredTarget(targets, centring, t), t * nRows);
  });
  return columnsOf(minimumNorm(design, rightSides, nRows, nColumns, tolerance), nColumns);
}

/**
 * Minimises `||Y - XW||^2 + alpha ||W||^2`, on the smaller of X'X and XX'.
 *
 * @param alpha At least 0. When it is too small to make the matrix regular, least squares are solved instead, of which the
 *   answer of least norm is the limit.
 * @returns One array of `nFeatures` coefficients for each target.
 */
export function solveRidge(data: DenseData, alpha: number): Float64Array[] {
  const { nRows, nColumns } = data.table.matrix;
  const solutions = nColumns <= nRows ? solvePrimal(data, alpha) : solveDual(data, alpha);
  return solutions ?? solveLeastSquares(data);
}

function solvePrimal(data: DenseData, alpha: number): Float64Array[] | undefined {
  const { grams } = gramOfData(data);
  const factor = regularFactor(grams[0]!.gram, data.nFeatures, alpha);
  return factor && grams.map((gram) => solvePrimalFor(gram, alpha, factor));
}

/** Solves, and solves once more for what rounding has left over. */
function solvePrimalFor({ gram, correlations }: GramData, alpha: number, factor: Float64Array): Float64Array {
  const p = correlations.length;
  const w = correlations.slice();
  solveCholesky(factor, p, w);
  const rest = correlations.map((c, j) => c - alpha * w[j]! - columnDot(gram, j * p, w));
  solveCholesky(factor, p, rest);
  return w.map((wj, j) => wj + rest[j]!);
}

/** `W = X' (XX' + alpha I)^-1 Y`. */
function solveDual({ table, targets, centring }: DenseData, alpha: number): Float64Array[] | undefined {
  const n = table.matrix.nRows;
  const design = centredDesign(table, centring);
  const kernel = new Float64Array(n * n);
  for (let start = 0; start < design.length; start += n) {
    for (let i = 0; i < n; i++) {
      const row = kernel.subarray(i * n, i * n + i + 1);
      addColumn(design, start, design[start + i]!, row);
    }
  }
  const factor = regularFactor(kernel, n, alpha);
  return (
    factor &&
    targets.map((_, t) => {
      const dual = centredTarget(targets, centring, t);
      solveCholesky(factor, n, dual);
      return Float64Array.from({ length: table.matrix.nColumns }, (_unused, j) =>
        columnDot(design, j * n, dual),
      );
    })
  );
}

/** The Cholesky factor of a matrix plus alpha on the diagonal; undefined when that is singular. */
function regularFactor(matrix: Float64Array, k: number, alpha: number): Float64Array | undefined {
  const factor = matrix.slice();
  for (let i = 0; i < k; i++) factor[i * k + i] = factor[i * k + i]! + alpha;
  factorCholesky(factor, k);
  for (let i = 0; i < k; i++) if (factor[i * k + i] === 0) return undefined;
  return factor;
}

function columnsOf(matrix: Float64Array, nRows: number): Float64Array[] {
  return Array.from({ length: matrix.length / nRows }, (_, j) => matrix.slice(j * nRows, (j + 1) * nRows));
}
