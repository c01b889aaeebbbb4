// Where each feature is cut into bins.
import { invalidValue } from "../../../errors/index.ts";
import { type ColumnRange, checkFiniteColumn, type Features } from "../trees/features.ts";
import { surveyColumns } from "./column-survey.ts";
import { fitsOneBuffer, sketchFeature } from "./quantile-sketch.ts";
import type { QuantileSummary } from "./quantile-summary.ts";
import { innerCuts } from "./sampled-cuts.ts";
import { SampledSummarizer, sampleRows } from "./sampled-summary.ts";
import { ValueSorter } from "./value-sort.ts";

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
  if (weights === undefined && options.sketch === "sample" && !fitsOneBuffer(nRows, options.maxBin)) {
    return fastCuts(features, isCategorical, options);
  }
  const column = new Float32Array(nRows);
  const builder = new CutsBuilder(nColumns, isCategorical);
  const summarize = summarizerFor(nRows, weights, options);
  for (let j = 0; j < nColumns; j++) {
    features.readColumn(j, column);
    const range = checkFiniteColumn(column, j);
    if (isCategorical[j] === 1) builder.addCategories(column, range);
    else builder.addNumeric(keptCuts(summarize(column), options.maxBin), range);
  }
  return builder.finish();
}

/** Cuts at quantiles of a sample, all columns from one look at the rows. */
function fastCuts(
  features: Features,
  isCategorical: Uint8Array,
  { maxBin, uniform }: CutOptions,
): HistogramCuts {
  const { nRows, nColumns } = features;
  const { ranges, sample, sampleSize } = surveyColumns(features, sampleRows(nRows, uniform), isCategorical);
  const sorter = new ValueSorter(sampleSize);
  const builder = new CutsBuilder(nColumns, isCategorical);
  for (let j = 0; j < nColumns; j++) {
    if (isCategorical[j] === 1) {
      const column = new Float32Array(nRows);
      features.readColumn(j, column);
      builder.addCategories(column, ranges[j]!);
    } else {
      const sorted = sorter.sort(sample.subarray(j * sampleSize, (j + 1) * sampleSize));
      builder.addNumeric(innerCuts(sorted, maxBin), ranges[j]!);
    }
  }
  return builder.finish();
}

/** Collects the cuts of one feature after the other. */
class CutsBuilder {
  readonly #parts: Float32Array[] = [];
  readonly #isCategorical: Uint8Array;
  readonly #pointers: Int32Array;
  readonly #minValues: Float32Array;
  readonly #hasMissing: Uint8Array;

  constructor(nColumns: number, isCategorical: Uint8Array) {
    this.#isCategorical = isCategorical;
    this.#pointers = new Int32Array(nColumns + 1);
    this.#minValues = new Float32Array(nColumns);
    this.#hasMissing = new Uint8Array(nColumns);
  }

  addCategories(column: Float32Array, range: ColumnRange): void {
    this.#add(categoryCuts(column, this.#parts.length), 0, range);
  }

  /** @param inner The lower bounds of all bins but the first, rising. */
  addNumeric(inner: ArrayLike<number>, range: ColumnRange): void {
    const { smallest, largest } = range;
    if (smallest > largest) {
      this.#add(Float32Array.of(MARGIN + (MARGIN + MARGIN)), MARGIN, range);
      return;
    }
    const cuts = new Float32Array(inner.length + 1);
    cuts.set(inner);
    cuts[inner.length] = largest + (Math.abs(largest) + MARGIN);
    this.#add(cuts, smallest - Math.abs(smallest) - MARGIN, range);
  }

  finish(): HistogramCuts {
    const values = new Float32Array(this.#pointers.at(-1)!);
    this.#parts.forEach((part, j) => {
      values.set(part, this.#pointers[j]);
    });
    return {
      nFeatures: this.#parts.length,
      pointers: this.#pointers,
      values,
      minValues: this.#minValues,
      isCategorical: this.#isCategorical,
      hasMissing: this.#hasMissing,
    };
  }

  #add(cuts: Float32Array, minValue: number, { hasMissing }: ColumnRange): void {
    const j = this.#parts.push(cuts) - 1;
    this.#pointers[j + 1] = this.#pointers[j]! + cuts.length;
    this.#minValues[j] = minValue;
    this.#hasMissing[j] = hasMissing ? 1 : 0;
  }
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

/** The values of a summary but the first, none twice. */
function keptCuts(summary: QuantileSummary, maxBin: number): Float32Array {
  const nCuts = Math.min(summary.size, maxBin);
  const cuts = new Float32Array(Math.max(nCuts, 1));
  let size = 0;
  for (let i = 1; i < nCuts; i++) {
    const cut = summary.values[i]!;
    if (size === 0 || cut > cuts[size - 1]!) cuts[size++] = cut;
  }
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
