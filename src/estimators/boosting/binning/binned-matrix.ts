// The training features as bin numbers, and where each feature's bins lie in a histogram.
import { compile, instantiate } from "../../../numeric/index.ts";
import type { Features } from "../trees/features.ts";
import { BinFinder } from "./bin-finder.ts";
import { binFunction } from "./bin-kernel.ts";
import { blockRowsOf } from "./column-survey.ts";
import type { HistogramCuts } from "./histogram-cuts.ts";
import { allocatePacked, type PackedMemory } from "./packed-memory.ts";
import { allocateTraining, type TrainingMemory } from "./training-memory.ts";

/** Where the bins of a matrix are. */
interface BinMemory {
  /** Bins column by column. */
  readonly columns: Uint8Array | Uint16Array;
  /** Bins row by row. */
  readonly bins: Uint8Array | Uint16Array;
}

/** Binned features. A missing value has the bin after its feature's last. */
export interface BinnedMatrix<M extends BinMemory = TrainingMemory> {
  readonly nRows: number;
  readonly nFeatures: number;
  readonly cuts: HistogramCuts;
  /** First histogram slot of each feature, and one past the last. A feature with missing values has a slot for them. */
  readonly slots: Int32Array;
  /** Where the bins are, and room to work in. */
  readonly memory: M;
}

/** How many bins a feature has, without the one for missing values. */
export function binCountOf(cuts: HistogramCuts, feature: number): number {
  return cuts.pointers[feature + 1]! - cuts.pointers[feature]!;
}

/**
 * Puts every value into its bin, to grow trees with sums of doubles.
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

/**
 * Puts every value into its bin, to grow trees with packed sums.
 *
 * @param nOutputs Margins a row has.
 * @param nThreads Threads that are to work on the result.
 */
export function binPacked(
  features: Features,
  cuts: HistogramCuts,
  nOutputs: number,
  nThreads: number,
): BinnedMatrix<PackedMemory> {
  const { nRows, nColumns } = features;
  const { slots, widest } = measure(cuts);
  const blockRows = Math.min(blockRowsOf(nColumns), nRows);
  const steps = Math.ceil(Math.log2(widest + 1));
  const memory = allocatePacked({
    nRows,
    nFeatures: nColumns,
    binBytes: widest <= 256 ? 1 : 2,
    nSlots: slots[nColumns]!,
    nOutputs,
    nThreads,
    workBytes: 4 * (blockRows * nColumns + 2 ** steps),
  });
  fillBins(features, cuts, memory, blockRows, steps);
  return { nRows, nFeatures: nColumns, cuts, slots, memory };
}

/** Block by block, so that a block's values are read and its bins written while they are near. */
function fillBins(
  features: Features,
  cuts: HistogramCuts,
  { memory, bins, columns, workAt }: PackedMemory,
  blockRows: number,
  steps: number,
): void {
  const { nRows, nColumns } = features;
  const binBytes = bins instanceof Uint8Array ? 1 : 2;
  const kernel = instantiate(compile([binFunction(binBytes, nColumns, steps)], true), memory)["bin"]!;
  const block = new Float32Array(memory.buffer, workAt, blockRows * nColumns);
  const bounds = new Float32Array(memory.buffer, workAt + block.byteLength, 2 ** steps);
  for (let first = 0; first < nRows; first += blockRows) {
    const count = Math.min(blockRows, nRows - first);
    features.readRows(first, count, block);
    for (let j = 0; j < nColumns; j++) {
      const nBins = binCountOf(cuts, j);
      const from = cuts.pointers[j]!;
      bounds.set(cuts.values.subarray(from, from + nBins));
      // Categories are their own bins: the first above 0, 1, … is 1, 2, ….
      if (cuts.isCategorical[j] === 1) for (let k = 0; k < nBins; k++) bounds[k] = k + 0.5;
      bounds.fill(Number.POSITIVE_INFINITY, nBins);
      kernel(
        block.byteOffset + 4 * j,
        4 * nColumns,
        count,
        bounds.byteOffset,
        nBins,
        columns.byteOffset + (j * nRows + first) * binBytes,
        bins.byteOffset + (first * nColumns + j) * binBytes,
      );
    }
  }
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
