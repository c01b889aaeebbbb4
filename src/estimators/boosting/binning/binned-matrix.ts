// The training features as bin numbers, and where each feature's bins lie in a histogram.
import type { Features } from "../trees/features.ts";
import { BinFinder } from "./bin-finder.ts";
import type { HistogramCuts } from "./histogram-cuts.ts";
import { allocateTraining, type TrainingMemory } from "./training-memory.ts";

/** Binned features. A missing value has the bin after its feature's last. */
export interface BinnedMatrix {
  readonly nRows: number;
  readonly nFeatures: number;
  readonly cuts: HistogramCuts;
  /** First histogram slot of each feature, and one past the last. A feature with missing values has a slot for them. */
  readonly slots: Int32Array;
  /** Where the bins are, and room to work in. */
  readonly memory: TrainingMemory;
}

/** How many bins a feature has, without the one for missing values. */
export function binCountOf(cuts: HistogramCuts, feature: number): number {
  return cuts.pointers[feature + 1]! - cuts.pointers[feature]!;
}

/**
 * Puts every value into its bin.
 *
 * @param isShared Whether several threads are to work on the result.
 */
export function binFeatures(features: Features, cuts: HistogramCuts, isShared = false): BinnedMatrix {
  const { nRows, nColumns } = features;
  const column = new Float32Array(nRows);
  const { slots, widest } = measure(cuts);
  const memory = allocateTraining(nRows, nColumns, widest <= 256 ? 1 : 2, slots[nColumns]!, isShared);
  const finder = new BinFinder();
  for (let j = 0; j < nColumns; j++) {
    features.readColumn(j, column);
    const out = memory.columns.subarray(j * nRows, (j + 1) * nRows);
    const nBins = binCountOf(cuts, j);
    if (cuts.isCategorical[j] === 1) binCategories(column, nBins, out);
    else finder.binColumn(cuts.values.subarray(cuts.pointers[j], cuts.pointers[j + 1]), column, out);
  }
  toRows(memory.columns, memory.bins, nRows, nColumns);
  return { nRows, nFeatures: nColumns, cuts, slots, memory };
}

/** First slots of the features, and the most slots that one has. */
function measure({ nFeatures, hasMissing, pointers }: HistogramCuts): { slots: Int32Array; widest: number } {
  const slots = new Int32Array(nFeatures + 1);
  let widest = 0;
  for (let j = 0; j < nFeatures; j++) {
    const width = pointers[j + 1]! - pointers[j]! + hasMissing[j]!;
    slots[j + 1] = slots[j]! + width;
    widest = Math.max(widest, width);
  }
  return { slots, widest };
}

function binCategories(column: Float32Array, nBins: number, out: Uint8Array | Uint16Array): void {
  for (let i = 0; i < column.length; i++) out[i] = Number.isNaN(column[i]!) ? nBins : column[i]!;
}

/** From column after column to row after row, some rows at a time so that the rows stay in the cache. */
function toRows(
  columns: Uint8Array | Uint16Array,
  bins: Uint8Array | Uint16Array,
  nRows: number,
  nColumns: number,
): void {
  const BLOCK = 1024;
  for (let first = 0; first < nRows; first += BLOCK) {
    const end = Math.min(first + BLOCK, nRows);
    for (let j = 0; j < nColumns; j++) {
      const column = j * nRows;
      for (let i = first, at = first * nColumns + j; i < end; i++, at += nColumns)
        bins[at] = columns[column + i]!;
    }
  }
}
