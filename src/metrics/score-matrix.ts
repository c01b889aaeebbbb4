// Scores or probabilities of classes, in the forms they come in.
import { invalidType, invalidValue, quote } from "../errors/index.ts";
import { columnOf, type Matrix } from "../numeric/index.ts";
import { finiteNumbers } from "./checked-targets.ts";

/** One number a sample (of the positive class), or one a class: rows, or a column-major matrix. */
export type Scores = ArrayLike<number> | readonly ArrayLike<number>[] | Matrix;

/**
 * Scores as columns.
 *
 * @returns One column for one number a sample, else one a class; each of length n, finite.
 * @throws TypeError when they are none of the accepted forms, or rows differ in length.
 * @throws RangeError when one is not finite.
 */
export function scoreColumns(scores: Scores, name: string): readonly Float64Array[] {
  if (isMatrix(scores)) {
    return Array.from({ length: scores.nColumns }, (_, j) => finiteNumbers(columnOf(scores, j), name));
  }
  if (!isRows(scores)) return [finiteNumbers(scores, name)];
  const nColumns = scores[0]?.length ?? 0;
  const ragged = scores.findIndex((row) => row.length !== nColumns);
  if (ragged >= 0) {
    throw invalidType(
      `Cannot measure: row ${ragged} of ${name} must have ${nColumns} numbers as row 0 has: current value is ${quote(scores[ragged])}`,
    );
  }
  return Array.from({ length: nColumns }, (_, j) =>
    finiteNumbers(
      scores.map((row) => row[j]!),
      name,
    ),
  );
}

/** The first row whose probabilities do not add up to 1 within `tolerance`; -1 when all do. */
export function firstRowNotSummingToOne(columns: readonly Float64Array[], tolerance: number): number {
  const nRows = columns[0]?.length ?? 0;
  for (let i = 0; i < nRows; i++) {
    const total = columns.reduce((sum, column) => sum + column[i]!, 0);
    if (Math.abs(total - 1) > tolerance) return i;
  }
  return -1;
}

/** @throws RangeError when the number of columns is not that of the classes. */
export function checkColumns(columns: readonly Float64Array[], nClasses: number, name: string): void {
  if (columns.length !== nClasses) {
    throw invalidValue(
      `Cannot measure: ${name} must have one column for each of ${nClasses} classes: current number of columns is ${columns.length}`,
    );
  }
}

function isMatrix(scores: Scores): scores is Matrix {
  return "nRows" in scores;
}

function isRows(
  scores: ArrayLike<number> | readonly ArrayLike<number>[],
): scores is readonly ArrayLike<number>[] {
  return Array.isArray(scores) && scores.every((row) => Array.isArray(row) || ArrayBuffer.isView(row));
}
