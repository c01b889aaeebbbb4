// Shifts that keep the digits of products without a pass over the data: what is left to the mean is taken off the products.
import { columnOf } from "../../numeric/index.ts";
import type { Centring } from "./centring.ts";
import type { DenseData } from "./regression-data.ts";

/** Rows that are looked at. */
const SAMPLE = 64;
/** A mean of this many standard deviations costs two of sixteen digits, and less is not worth a shift. */
const FAR = 8;

/** For each column the mean of a sample of its rows if that is far from 0, otherwise 0; all 0 without an intercept. */
export function roughCentring({ table, targets, rootWeights, fitIntercept }: DenseData): Centring {
  const { matrix } = table;
  const shift = (column: Float64Array): number => (fitIntercept ? farMean(column) : 0);
  return {
    featureMeans: Float64Array.from({ length: matrix.nColumns }, (_, j) => shift(columnOf(matrix, j))),
    targetMeans: Float64Array.from(targets, shift),
    rootWeights,
  };
}

/** Around the first value, so that the mean of a constant column is that constant to the last digit. */
function farMean(column: Float64Array): number {
  const origin = column[0]!;
  const step = Math.max(1, Math.floor(column.length / SAMPLE));
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < column.length; i += step) {
    const d = column[i]! - origin;
    sum += d;
    squares += d * d;
    count++;
  }
  const mean = origin + sum / count;
  const variance = Math.max(0, squares / count - (sum / count) ** 2);
  return mean * mean > FAR * FAR * variance ? mean : 0;
}
