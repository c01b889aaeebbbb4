// The training features as bin numbers, row after row, and where each feature's bins lie in a histogram.
import type { Features } from "../trees/features.ts";
import { binOf, type HistogramCuts } from "./histogram-cuts.ts";

/** Binned features. The bin of row `i` in feature `j` is `bins[i * nFeatures + j]`. */
export interface BinnedMatrix {
  readonly nRows: number;
  readonly nFeatures: number;
  readonly cuts: HistogramCuts;
  /** Bins within their feature; a missing value has the bin after the feature's last. */
  readonly bins: Uint8Array | Uint16Array;
  /** First histogram slot of each feature, and one past the last. A feature with missing values has a slot for them. */
  readonly slots: Int32Array;
  /** 1 for a feature with a missing value in some row. */
  readonly hasMissing: Uint8Array;
}

/** How many bins a feature has, without the one for missing values. */
export function binCountOf(cuts: HistogramCuts, feature: number): number {
  return cuts.pointers[feature + 1]! - cuts.pointers[feature]!;
}

/** Puts every value into its bin. */
export function binFeatures(features: Features, cuts: HistogramCuts): BinnedMatrix {
  const { nRows, nColumns } = features;
  const column = new Float32Array(nRows);
  const hasMissing = new Uint8Array(nColumns);
  const slots = new Int32Array(nColumns + 1);
  let widest = 0;
  for (let j = 0; j < nColumns; j++) {
    features.readColumn(j, column);
    hasMissing[j] = column.some((value) => Number.isNaN(value)) ? 1 : 0;
    const width = binCountOf(cuts, j) + hasMissing[j]!;
    slots[j + 1] = slots[j]! + width;
    widest = Math.max(widest, width);
  }
  const bins = widest <= 256 ? new Uint8Array(nRows * nColumns) : new Uint16Array(nRows * nColumns);
  for (let j = 0; j < nColumns; j++) {
    features.readColumn(j, column);
    const first = cuts.pointers[j]!;
    const end = cuts.pointers[j + 1]!;
    for (let i = 0, at = j; i < nRows; i++, at += nColumns) {
      const value = column[i]!;
      bins[at] = !Number.isNaN(value) ? binOfFeature(cuts, j, first, end, value) : end - first;
    }
  }
  return { nRows, nFeatures: nColumns, cuts, bins, slots, hasMissing };
}

function binOfFeature(cuts: HistogramCuts, j: number, first: number, end: number, value: number): number {
  return cuts.isCategorical[j] === 1 ? value : binOf(cuts.values, first, end, value);
}
