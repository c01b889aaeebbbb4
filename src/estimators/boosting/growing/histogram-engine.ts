// Builds histograms and parts rows, in the memory of one training.
import type { BinnedMatrix } from "../binning/binned-matrix.ts";
import { type HistogramKernels, makeHistogramKernels } from "./histogram-kernels.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";

/** Rows whose bins are fetched ahead, once the bins no longer fit the caches. */
const ROWS_AHEAD = 128;
/** Bytes of bins from which fetching ahead pays. */
const FETCH_AHEAD_BYTES = 8 * 2 ** 20;

/** The rows of one tree by node. Parting keeps the order of rows, so sums come out the same however a tree grew. */
export class HistogramEngine {
  readonly #matrix: BinnedMatrix;
  readonly #kernels: HistogramKernels;
  readonly #fetchesAhead: boolean;
  readonly #ranges: RowRange[] = [];

  constructor(matrix: BinnedMatrix) {
    const { nFeatures, slots } = matrix;
    const { bins, memory } = matrix.memory;
    this.#matrix = matrix;
    this.#fetchesAhead = bins.byteLength > FETCH_AHEAD_BYTES;
    const binBytes = bins instanceof Uint8Array ? 1 : 2;
    this.#kernels = makeHistogramKernels({ nFeatures, binBytes, slots }, memory);
  }

  /** Row numbers; each node owns a stretch. */
  get rows(): Uint32Array {
    return this.#matrix.memory.rows;
  }

  /** Starts a tree: all rows in node 0, in order, with these gradients. */
  start(gradients: GradientPairs): void {
    const { pairs, rows } = this.#matrix.memory;
    pairs.set(gradients);
    for (let i = 0; i < rows.length; i++) rows[i] = i;
    this.#ranges.length = 0;
    this.#ranges.push({ begin: 0, end: rows.length });
  }

  /** The stretch of a node; empty for a node that has none. */
  rangeOf(node: number): RowRange {
    return this.#ranges[node] ?? { begin: 0, end: 0 };
  }

  /** Writes the histogram of a node to `out`, two doubles a slot: sums of gradients and of hessians. */
  build(node: number, out: Float64Array): void {
    const { histogram } = this.#matrix.memory;
    const { begin, end } = this.rangeOf(node);
    histogram.fill(0);
    const step = this.#fetchesAhead ? ROWS_AHEAD : end - begin;
    for (let first = begin; first < end; first += step) this.#add(first, Math.min(first + step, end));
    out.set(histogram);
  }

  /**
   * Hands the rows of a node to its children.
   *
   * @param leftChild The right child has the next number.
   * @param goesLeft One entry for every bin of the feature, the one for missing values included: 1 for left.
   */
  part(node: number, leftChild: number, feature: number, goesLeft: Uint8Array): void {
    const { begin, end } = this.rangeOf(node);
    let middle = begin;
    if (end > begin) {
      const memory = this.#matrix.memory;
      memory.goesLeft.set(goesLeft);
      const column =
        memory.columns.byteOffset + feature * this.#matrix.nRows * memory.columns.BYTES_PER_ELEMENT;
      const from = memory.rows.byteOffset + 4 * begin;
      const to = memory.rows.byteOffset + 4 * end;
      const leftEnd = this.#kernels.part(
        from,
        to,
        column,
        memory.goesLeft.byteOffset,
        memory.right.byteOffset,
      );
      middle = begin + (leftEnd - from) / 4;
      memory.rows.set(memory.right.subarray(0, end - middle), middle);
    }
    this.#ranges[leftChild] = { begin, end: middle };
    this.#ranges[leftChild + 1] = { begin: middle, end };
  }

  #add(begin: number, end: number): void {
    const { bins, pairs, rows, histogram } = this.#matrix.memory;
    const from = rows.byteOffset + 4 * begin;
    const to = rows.byteOffset + 4 * end;
    if (this.#fetchesAhead) this.#kernels.touch(from, to, bins.byteOffset, pairs.byteOffset);
    for (const addRows of this.#kernels.addRows) {
      addRows(from, to, bins.byteOffset, pairs.byteOffset, histogram.byteOffset);
    }
  }
}
