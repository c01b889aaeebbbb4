// Where each feature is cut into bins.
import { invalidValue } from "../../../errors/index.ts";
import { type ColumnRange, checkFiniteColumn, type Features } from "../trees/features.ts";
import { fitsOneBuffer, sketchFeature } from "./quantile-sketch.ts";
import type { QuantileSummary } from "./quantile-summary.ts";
import { SampledSummarizer, sampleRows } from "./sampled-summary.ts";

const fround = Math.fround;

/** Added to the largest value so that the last cut lies above all; a float32 value. */
const MARGIN = fround(1e-5);

/** Categories are whole numbers from 0 up to this, exclusive. */
const MAX_CATEGORIES = 65_535;

/** The cuts of all features, one after the other. A value belongs to the first bin whose cut is greater than it. */
export interface HistogramCuts {
  readonly nFeatures: number;
  /** The cuts of feature `j` are those from `pointers[j]` to `pointers[j + 1] - 1`. */
  readonly pointers: Int32Array;
  /** Upper bounds of bins, rising within a feature; of a categorical feature the categories 0, 1, … */
  readonly values: Float32Array;
  /** A lower bound of each feature, below all its values. */
  readonly minValues: Float32Array;
  /** 1 for a categorical feature. */
  readonly isCategorical: Uint8Array;
  /** 1 for a feature with a missing value in some row. */
  readonly hasMissing: Uint8Array;
}

/** How cuts are found. */
export interface CutOptions {
  readonly maxBin: number;
  /**
   * `xgboost` for the cuts of XGBoost's streaming sketch, bit for bit, on features of any length; `sample` for exact
   * quantiles of up to 200,000 rows where a feature is too long for the sketch's first buffer, several times faster.
   */
  readonly sketch: "xgboost" | "sample";
  /** Draws evenly from 0 to 1, to choose the rows of the sample. */
  readonly uniform: () => number;
}

/**
 * Cuts features: every distinct value but the smallest, or weighted quantiles when there are more than `maxBin` of
 * them, and an upper bound above the largest.
 *
 * @param weights One a row, or undefined.
 * @param isCategorical One a feature.
 * @throws RangeError when a value is infinite or a category is not a whole number from 0 to 65,534.
 */
export function makeCuts(
  features: Features,
  weights: Float32Array | undefined,
  isCategorical: Uint8Array,
  options: CutOptions,
): HistogramCuts {
  const { nRows, nColumns } = features;
  const column = new Float32Array(nRows);
  const pointers = new Int32Array(nColumns + 1);
  const minValues = new Float32Array(nColumns);
  const hasMissing = new Uint8Array(nColumns);
  const summarize = summarizerFor(nRows, weights, options);
  const parts: Float32Array[] = [];
  for (let j = 0; j < nColumns; j++) {
    features.readColumn(j, column);
    const range = checkFiniteColumn(column, j);
    hasMissing[j] = range.hasMissing ? 1 : 0;
    const cuts =
      isCategorical[j] === 1
        ? categoryCuts(column, j)
        : numericCuts(summarize(column), range, options.maxBin, minValues, j);
    parts.push(cuts);
    pointers[j + 1] = pointers[j]! + cuts.length;
  }
  const values = new Float32Array(pointers[nColumns]!);
  parts.forEach((part, j) => {
    values.set(part, pointers[j]);
  });
  return { nFeatures: nColumns, pointers, values, minValues, isCategorical, hasMissing };
}

function summarizerFor(
  nRows: number,
  weights: Float32Array | undefined,
  { maxBin, sketch, uniform }: CutOptions,
): (column: Float32Array) => QuantileSummary {
  if (sketch === "xgboost" || fitsOneBuffer(nRows, maxBin))
    return (column) => sketchFeature(column, weights, maxBin);
  const sampler = new SampledSummarizer(nRows, sampleRows(nRows, uniform));
  return (column) => sampler.summarize(column, weights, maxBin);
}

/** @param range That of all rows, whose ends a sample may miss. */
function numericCuts(
  summary: QuantileSummary,
  { smallest, largest }: ColumnRange,
  maxBin: number,
  minValues: Float32Array,
  j: number,
): Float32Array {
  if (summary.size === 0 || smallest > largest) {
    minValues[j] = MARGIN;
    return Float32Array.of(MARGIN + (MARGIN + MARGIN));
  }
  minValues[j] = smallest - Math.abs(smallest) - MARGIN;
  const nCuts = Math.min(summary.size, maxBin);
  const cuts = new Float32Array(nCuts);
  let size = 0;
  for (let i = 1; i < nCuts; i++) {
    const cut = summary.values[i]!;
    if (size === 0 || cut > cuts[size - 1]!) cuts[size++] = cut;
  }
  cuts[size++] = largest + (Math.abs(largest) + MARGIN);
  return cuts.subarray(0, size);
}

function categoryCuts(column: Float32Array, j: number): Float32Array {
  let largest = 0;
  for (let i = 0; i < column.length; i++) {
    const category = column[i]!;
    if (Number.isNaN(category)) continue;
    if (category < 0 || category >= MAX_CATEGORIES || category !== Math.floor(category)) {
      throw invalidValue(
        `Invalid categorical feature ${j}: categories must be whole numbers from 0 to ${MAX_CATEGORIES - 1}: row ${i} is ${category}`,
      );
    }
    if (category > largest) largest = category;
  }
  return Float32Array.from({ length: largest + 1 }, (_, category) => category);
}
