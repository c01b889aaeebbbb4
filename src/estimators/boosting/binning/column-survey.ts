// One look at all rows: the range of every column, and the values of a sample of rows, column by column.
import { type ColumnRange, checkFiniteColumn, type Features } from "../trees/features.ts";

/** Numbers in one block of rows, about. */
const BLOCK_NUMBERS = 65_536;

/** What a look at all rows told. */
export interface ColumnSurvey {
  readonly ranges: readonly ColumnRange[];
  /** The sampled values of column `j` are those from `j * sampleSize` on. */
  readonly sample: Float32Array;
  readonly sampleSize: number;
}

/** Rows in a block of a table with so many columns. */
export function blockRowsOf(nColumns: number): number {
  return Math.max(1, Math.floor(BLOCK_NUMBERS / nColumns));
}

/**
 * Looks at all rows, block by block.
 *
 * @param rows The rows of the sample, rising; undefined for all.
 * @param isSkipped 1 for a column whose values may be anything.
 * @throws RangeError when a value is infinite, which no bin could hold.
 */
export function surveyColumns(
  features: Features,
  rows: Uint32Array | undefined,
  isSkipped: Uint8Array,
): ColumnSurvey {
  const { nRows, nColumns } = features;
  const sampleSize = rows?.length ?? nRows;
  const sample = new Float32Array(sampleSize * nColumns);
  const smallest = new Float32Array(nColumns).fill(Number.POSITIVE_INFINITY);
  const largest = new Float32Array(nColumns).fill(Number.NEGATIVE_INFINITY);
  const hasMissing = new Uint8Array(nColumns);
  const blockRows = Math.min(blockRowsOf(nColumns), nRows);
  const block = new Float32Array(blockRows * nColumns);
  let next = 0;
  for (let first = 0; first < nRows; first += blockRows) {
    const count = Math.min(blockRows, nRows - first);
    features.readRows(first, count, block);
    widenRanges(block, count, nColumns, smallest, largest, hasMissing);
    if (rows === undefined) {
      copyColumns(block, count, nColumns, sample, first, nRows);
    } else {
      for (; next < sampleSize && rows[next]! < first + count; next++) {
        const from = (rows[next]! - first) * nColumns;
        for (let j = 0, to = next; j < nColumns; j++, to += sampleSize) sample[to] = block[from + j]!;
      }
    }
  }
  const ranges = Array.from(smallest, (least, j): ColumnRange => {
    const most = largest[j]!;
    const isBounded = least > Number.NEGATIVE_INFINITY && most < Number.POSITIVE_INFINITY;
    if (isSkipped[j] === 0 && !isBounded && least <= most) refuse(features, j);
    return { smallest: least, largest: most, hasMissing: hasMissing[j] === 1 };
  });
  return { ranges, sample, sampleSize };
}

/** @throws RangeError naming the row. */
function refuse(features: Features, j: number): void {
  const column = new Float32Array(features.nRows);
  features.readColumn(j, column);
  checkFiniteColumn(column, j);
}

function widenRanges(
  block: Float32Array,
  count: number,
  nColumns: number,
  smallest: Float32Array,
  largest: Float32Array,
  hasMissing: Uint8Array,
): void {
  for (let j = 0; j < nColumns; j++) {
    let least = smallest[j]!;
    let most = largest[j]!;
    let nMissing = 0;
    for (let i = 0, at = j; i < count; i++, at += nColumns) {
      const value = block[at]!;
      if (value < least) least = value;
      if (value > most) most = value;
      if (Number.isNaN(value)) nMissing++;
    }
    smallest[j] = least;
    largest[j] = most;
    if (nMissing > 0) hasMissing[j] = 1;
  }
}

function copyColumns(
  block: Float32Array,
  count: number,
  nColumns: number,
  out: Float32Array,
  first: number,
  nRows: number,
): void {
  for (let j = 0; j < nColumns; j++) {
    for (let i = 0, at = j, to = j * nRows + first; i < count; i++, at += nColumns) out[to++] = block[at]!;
  }
}
