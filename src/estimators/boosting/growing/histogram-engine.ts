// Builds histograms and parts rows, in the memory of one training.
import type { BinnedMatrix } from "../binning/binned-matrix.ts";
import { SLOT_BYTES } from "../binning/training-memory.ts";
import { compileHistogramKernels, type HistogramKernels, makeHistogramKernels } from "./histogram-kernels.ts";
import { HistogramTeam } from "./histogram-team.ts";
import type { NodeToSplit } from "./node-to-split.ts";
import type { ScanResult } from "./scan.kernel.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

/** Rows whose bins are fetched ahead, once the bins no longer fit the caches. */
const ROWS_AHEAD = 128;
/** Cells of a node from which it pays to wake the helping threads. */
const TEAM_CELLS = 200_000;
/** Bytes of bins from which fetching ahead pays. */
const FETCH_AHEAD_BYTES = 8 * 2 ** 20;

/** The rows of one tree by node. Parting keeps the order of rows, so sums come out the same however a tree grew. */
export class HistogramEngine {
  readonly #matrix: BinnedMatrix;
  readonly #kernels: HistogramKernels;
  readonly #fetchesAhead: boolean;
  readonly #ranges: RowRange[] = [];

  readonly #nThreads: number;
  readonly #team: HistogramTeam | undefined;

  /** @param nThreads Threads that build histograms; the memory of the matrix must be shared when there are several. */
  constructor(matrix: BinnedMatrix, nThreads = 1) {
    const { nFeatures, slots } = matrix;
    const { bins, pairs, control, memory } = matrix.memory;
    this.#matrix = matrix;
    this.#nThreads = Math.min(nThreads, nFeatures);
    this.#fetchesAhead = bins.byteLength > FETCH_AHEAD_BYTES;
    const binBytes = bins instanceof Uint8Array ? 1 : 2;
    const compiled = compileHistogramKernels({ nFeatures, binBytes, slots, nThreads });
    this.#kernels = makeHistogramKernels(compiled, memory);
    const task = {
      ...compiled,
      memory,
      controlAt: control.byteOffset,
      binsAt: bins.byteOffset,
      pairsAt: pairs.byteOffset,
      rowsAhead: this.#fetchesAhead ? ROWS_AHEAD : 0,
    };
    this.#team = this.#nThreads > 1 ? new HistogramTeam(task, control, this.#nThreads) : undefined;
  }

  /** Whether the helping threads have started; until then the calling one does all. */
  get hasHelp(): boolean {
    return this.#team?.isReady === true;
  }

  /** Ends the helping threads, if there are any. */
  close(): void {
    this.#team?.close();
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

  /** Histograms that the kernels work on without a copy. */
  get histograms(): readonly Float64Array[] {
    return this.#matrix.memory.histograms.slice(1);
  }

  /** Writes the histogram of a node to `out`, two doubles a slot: sums of gradients and of hessians. */
  build(node: number, out: Float64Array): void {
    const { begin, end } = this.rangeOf(node);
    const histogram = this.#isNear(out) ? out : this.#matrix.memory.histograms[0]!;
    histogram.fill(0);
    const isLarge = (end - begin) * this.#matrix.nFeatures >= TEAM_CELLS;
    if (isLarge && this.#team !== undefined && this.hasHelp) {
      const { rows } = this.#matrix.memory;
      this.#team.begin(rows.byteOffset + 4 * begin, rows.byteOffset + 4 * end, histogram.byteOffset);
      this.#addBlocks(begin, end, histogram, this.#nThreads);
      this.#team.finish();
    } else {
      this.#addBlocks(begin, end, histogram, 1);
    }
    if (histogram !== out) out.set(histogram);
  }

  /** Brings a histogram to where {@link scan} can read it; gives its address. */
  locate(histogram: Float64Array): number {
    if (this.#isNear(histogram)) return histogram.byteOffset;
    const near = this.#matrix.memory.histograms[0]!;
    near.set(histogram);
    return near.byteOffset;
  }

  /**
   * Finds the best numeric split of a feature without L1 penalty: {@link scanFromLeft} and its mirror in one.
   *
   * @param address Where the histogram is.
   * @param result `lossChange` on entry is the one to beat; overwritten by what is found.
   * @returns Whether the bins held everything: no missing value in the node.
   */
  scan(
    address: number,
    first: number,
    nBins: number,
    fromRight: boolean,
    node: NodeToSplit,
    { lambda, minChildWeight }: TreeParameters,
    result: ScanResult,
  ): boolean {
    const numbers = this.#matrix.memory.result;
    const place = this.#kernels.scan(
      address + SLOT_BYTES * (fromRight ? first + nBins - 1 : first),
      fromRight ? -SLOT_BYTES : SLOT_BYTES,
      nBins,
      lambda,
      minChildWeight,
      node.sumGradient,
      node.sumHessian,
      node.gain,
      result.lossChange,
      numbers.byteOffset,
    );
    result.bin = place < 0 ? -1 : fromRight ? nBins - 1 - place : place;
    result.sumGradient = numbers[0]!;
    result.sumHessian = numbers[1]!;
    result.lossChange = numbers[2]!;
    return numbers[3] === node.sumGradient && numbers[4] === node.sumHessian;
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

  #isNear(histogram: Float64Array): boolean {
    return histogram.buffer === this.#matrix.memory.memory.buffer;
  }

  /** Adds rows, some at a time, for the features of every `share`-th call. */
  #addBlocks(begin: number, end: number, histogram: Float64Array, share: number): void {
    const { bins, pairs, rows } = this.#matrix.memory;
    const { addRows, touch } = this.#kernels;
    const step = this.#fetchesAhead ? ROWS_AHEAD : end - begin;
    for (let first = begin; first < end; first += step) {
      const from = rows.byteOffset + 4 * first;
      const to = rows.byteOffset + 4 * Math.min(first + step, end);
      if (this.#fetchesAhead) touch(from, to, bins.byteOffset, pairs.byteOffset);
      for (let k = 0; k < addRows.length; k += share) {
        addRows[k]!(from, to, bins.byteOffset, pairs.byteOffset, histogram.byteOffset);
      }
    }
  }
}
