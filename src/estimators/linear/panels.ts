// Cuts a problem into panels of a few rows that fit the cache, centred and weighted on the way: no copy of all of it is made.
import type { FeatureTable } from "../../data/index.ts";
import type { Centring } from "./centring.ts";

/** A panel of about this size stays in the cache nearest to memory but one. */
const PANEL_BYTES = 2 ** 17;
/** Not a power of two, or all columns of a panel would be after the same lines of the cache. */
const MOST_ROWS = 248;
const LEAST_ROWS = 32;

/** Some rows of `[X | Y]`. */
export interface Panel {
  /** `stride x width`, column after column; the features, then the targets, then columns of zeros. */
  readonly values: Float64Array;
  /** Rows in the array, a multiple of 8; those past the last are 0. */
  readonly stride: number;
  /** Columns in the array: the number of features and targets, rounded up to a multiple of 4. */
  readonly width: number;
}

/** How many rows the panels of so many columns have, a multiple of 8. */
export function panelRows(width: number, nRows: number): number {
  const fitting = Math.floor(PANEL_BYTES / (8 * width)) & ~7;
  return Math.min(Math.max(Math.min(fitting, MOST_ROWS), LEAST_ROWS), (nRows + 7) & ~7);
}

/** How many columns the panels of so many features and targets have. */
export function panelWidth(nColumns: number): number {
  return (nColumns + 3) & ~3;
}

/**
 * The panels of some rows. The same arrays are filled again for each of them.
 *
 * @param targets The columns of Y, each of length `nRows`.
 * @param rows Which rows, in this order; all when undefined.
 * @param memory Where to put them, length `panelRows * panelWidth`, zeros; an array of their own when undefined.
 */
export function* panelsOf(
  { matrix }: FeatureTable,
  targets: readonly Float64Array[],
  centring: Centring,
  rows?: Int32Array,
  memory?: Float64Array,
): Generator<Panel> {
  const n = rows?.length ?? matrix.nRows;
  const p = matrix.nColumns;
  const width = panelWidth(p + targets.length);
  const stride = panelRows(width, n);
  const panel = { values: memory ?? new Float64Array(stride * width), stride, width };
  for (let from = 0; from < n; from += stride) {
    const to = Math.min(from + stride, n);
    const first = rows === undefined ? from : firstOfRun(rows, from, to);
    for (let j = 0; j < p + targets.length; j++) {
      const source = j < p ? matrix.values : targets[j - p]!;
      const start = j < p ? j * matrix.nRows : 0;
      const shift = j < p ? centring.featureMeans[j]! : centring.targetMeans[j - p]!;
      const out = panel.values.subarray(j * stride, (j + 1) * stride);
      if (first === undefined) gather(source, start, rows!, from, to, shift, out);
      else shiftInto(source, start + first, to - from, shift, out);
      if (centring.rootWeights !== undefined) weigh(out, centring.rootWeights, rows, from, to);
      out.fill(0, to - from);
    }
    yield panel;
  }
}

/** The first of some rows if they follow each other without a gap. */
function firstOfRun(rows: Int32Array, from: number, to: number): number | undefined {
  for (let i = from + 1; i < to; i++) if (rows[i] !== rows[i - 1]! + 1) return undefined;
  return rows[from];
}

/** Plainly copied when there is no shift, which is several times as fast. */
function shiftInto(
  source: Float64Array,
  start: number,
  count: number,
  shift: number,
  out: Float64Array,
): void {
  if (shift === 0) {
    out.set(source.subarray(start, start + count));
    return;
  }
  for (let i = 0; i < count; i++) out[i] = source[start + i]! - shift;
}

function gather(
  source: Float64Array,
  start: number,
  rows: Int32Array,
  from: number,
  to: number,
  shift: number,
  out: Float64Array,
): void {
  for (let i = from; i < to; i++) out[i - from] = source[start + rows[i]!]! - shift;
}

function weigh(
  out: Float64Array,
  rootWeights: Float64Array,
  rows: Int32Array | undefined,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++)
    out[i - from] = out[i - from]! * rootWeights[rows === undefined ? i : rows[i]!]!;
}
