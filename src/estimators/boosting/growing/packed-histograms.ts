// Rows and packed histograms of one training. Sums are whole numbers: no order of adding, and no number of threads,
// changes a bit.
import { compile, instantiate, type WasmKernel } from "../../../numeric/index.ts";
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import type { PackedMemory } from "../binning/packed-memory.ts";
import { HistogramSplitter } from "./hist-splitting.ts";
import type { HistogramStore, NodeToOpen, NodeToSearch, SplitNode } from "./histogram-store.ts";
import { markLeftBins } from "./left-bins.ts";
import { HESSIAN_BITS, MAX_GRADIENT_STEPS, MAX_HESSIAN_STEPS } from "./pack-kernels.ts";
import { packedFunctions } from "./packed-kernels.ts";
import { FEATURE_BYTES, PAIR_BYTES, type PackedLayout, RESULT_BYTES } from "./packed-layout.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

/** Stands for a histogram that is not kept: it is built again when it is looked at. */
const NOT_KEPT = 0;

/** Bytes of bins from which fetching ahead pays. */
const FETCH_AHEAD_BYTES = 2 ** 20;

/** Keeps rows and histograms of packed sums; a histogram is its address, or {@link NOT_KEPT}. */
export class PackedHistograms implements HistogramStore<number> {
  readonly #matrix: BinnedMatrix<PackedMemory>;
  readonly #parameters: TreeParameters;
  readonly #kernels: Readonly<Record<string, WasmKernel>>;
  readonly #ranges: RowRange[] = [];
  /** Addresses of histograms that nobody holds; the first of all is for those that are not kept. */
  readonly #free: number[];
  readonly #spare: number;
  readonly #unpacked: Float64Array;
  /** What one step of a gradient, and of a hessian, stands for: powers of two. */
  #gradientStep = 1;
  #hessianStep = 1;

  constructor(matrix: BinnedMatrix<PackedMemory>, parameters: TreeParameters) {
    this.#matrix = matrix;
    this.#parameters = parameters;
    const { memory } = matrix;
    this.#kernels = instantiate(compile(packedFunctions(layoutOf(matrix, 0)), true), memory.memory);
    const [spare, ...kept] = memory.histogramAt;
    this.#spare = spare!;
    this.#free = kept.reverse();
    this.#unpacked = new Float64Array(2 * matrix.slots[matrix.nFeatures]!);
    describeFeatures(matrix);
  }

  get rows(): Uint32Array {
    return this.#matrix.memory.rows;
  }

  rangeOf(node: number): RowRange {
    return this.#ranges[node] ?? { begin: 0, end: 0 };
  }

  start(gradients: GradientPairs): void {
    const { pairs, rows, results } = this.#matrix.memory;
    const { nRows } = this.#matrix;
    pairs.set(gradients);
    this.#kernels["number"]!(rows.byteOffset, rows.byteOffset + rows.byteLength);
    this.#kernels["sum"]!(nRows, results.byteOffset);
    this.#gradientStep = stepFor(results[0]!, MAX_GRADIENT_STEPS - nRows);
    this.#hessianStep = stepFor(results[1]!, MAX_HESSIAN_STEPS - nRows);
    this.#kernels["pack"]!(nRows, 1 / this.#gradientStep, 1 / this.#hessianStep);
    this.#ranges.length = 0;
    this.#ranges.push({ begin: 0, end: nRows });
  }

  openRoot(): { readonly histogram: number; readonly sumGradient: number; readonly sumHessian: number } {
    const histogram = this.#take();
    this.#build(0, histogram, NOT_KEPT);
    const [sumGradient, sumHessian] = this.#sumsAt(histogram + PAIR_BYTES * this.#nSlots);
    return { histogram, sumGradient, sumHessian };
  }

  part(nodes: readonly SplitNode[]): void {
    for (const node of nodes) this.#partOne(node);
  }

  openChildren(nodes: readonly NodeToOpen<number>[]): (readonly [number, number])[] {
    return nodes.map(({ leftChild, histogram }) => {
      const built = histogram === NOT_KEPT ? NOT_KEPT : this.#take();
      if (built === NOT_KEPT) {
        this.release(histogram);
        return [NOT_KEPT, NOT_KEPT];
      }
      const isRight = this.#countOf(leftChild + 1) < this.#countOf(leftChild);
      this.#build(isRight ? leftChild + 1 : leftChild, built, histogram);
      return isRight ? [histogram, built] : [built, histogram];
    });
  }

  search(nodes: readonly NodeToSearch<number>[], evaluator: SplitEvaluator): void {
    for (const node of nodes) this.#searchOne(node, evaluator);
  }

  release(histogram: number): void {
    if (histogram !== NOT_KEPT) this.#free.push(histogram);
  }

  close(): void {}

  get #nSlots(): number {
    return this.#matrix.slots[this.#matrix.nFeatures]!;
  }

  #take(): number {
    return this.#free.pop() ?? NOT_KEPT;
  }

  #countOf(node: number): number {
    const { begin, end } = this.rangeOf(node);
    return end - begin;
  }

  #build(node: number, out: number, parent: number): void {
    const { begin, end } = this.rangeOf(node);
    const at = this.rows.byteOffset;
    this.#kernels["build"]!(at + 4 * begin, at + 4 * end, out, parent);
  }

  #partOne({ node, leftChild, split }: SplitNode): void {
    const { begin, end } = this.rangeOf(node);
    const { columns, rows, right, goesLeft } = this.#matrix.memory;
    const from = rows.byteOffset + 4 * begin;
    const to = rows.byteOffset + 4 * end;
    const column = columns.byteOffset + split.feature * this.#matrix.nRows * columns.BYTES_PER_ELEMENT;
    const rightAt = right.byteOffset + 4 * begin;
    let leftEnd: number;
    if (split.categories === undefined) {
      const missing = split.defaultLeft ? binCountOf(this.#matrix.cuts, split.feature) : split.splitBin;
      leftEnd = this.#kernels["part"]!(from, to, column, split.splitBin, missing, rightAt);
    } else {
      markLeftBins(goesLeft, binCountOf(this.#matrix.cuts, split.feature), split);
      leftEnd = this.#kernels["partBins"]!(from, to, column, goesLeft.byteOffset, rightAt);
    }
    const middle = begin + (leftEnd - from) / 4;
    rows.set(right.subarray(begin, begin + end - middle), middle);
    this.#ranges[leftChild] = { begin, end: middle };
    this.#ranges[leftChild + 1] = { begin: middle, end };
  }

  #searchOne(node: NodeToSearch<number>, evaluator: SplitEvaluator): void {
    const kept = node.histogram;
    const histogram = kept === NOT_KEPT ? this.#spare : kept;
    if (kept === NOT_KEPT) this.#build(node.toSplit.node, histogram, NOT_KEPT);
    const isPlain = evaluator.isPlain && this.#parameters.alpha === 0;
    const { isCategorical } = this.#matrix.cuts;
    const numeric = isPlain ? node.features.filter((feature) => isCategorical[feature] === 0) : [];
    if (numeric.length > 0) this.#searchNumeric(node, histogram, numeric, evaluator);
    if (numeric.length === node.features.length) return;
    const splitter = new HistogramSplitter(this.#matrix, this.#parameters, evaluator);
    splitter.open(this.#unpack(histogram));
    for (const feature of node.features) {
      if (!isPlain || isCategorical[feature] === 1) splitter.findBest(node.toSplit, feature, node.split);
    }
  }

  #searchNumeric(
    { toSplit, split }: NodeToSearch<number>,
    histogram: number,
    features: ArrayLike<number>,
    evaluator: SplitEvaluator,
  ): void {
    const { wanted, results } = this.#matrix.memory;
    const { lambda, minChildWeight } = this.#parameters;
    wanted.set(features);
    const steps = this.#hessianStep;
    const squares = this.#gradientStep ** 2 / steps;
    this.#kernels["search"]!(
      histogram,
      wanted.byteOffset,
      wanted.byteOffset + 4 * features.length,
      results.byteOffset,
      lambda / steps,
      Math.max(1, minChildWeight / steps),
      (toSplit.gain / squares) * (1 + 2 ** -40),
    );
    this.#takeResult(0, toSplit, histogram, evaluator, split);
  }

  #takeResult(
    index: number,
    { node, gain }: NodeToSearch<number>["toSplit"],
    histogram: number,
    evaluator: SplitEvaluator,
    split: SplitCandidate,
  ): void {
    const { results } = this.#matrix.memory;
    const at = (index * RESULT_BYTES) / 8;
    const integers = new Int32Array(results.buffer, results.byteOffset + index * RESULT_BYTES + 32, 3);
    const feature = integers[0]!;
    if (feature < 0) return;
    const { cuts, slots } = this.#matrix;
    const bin = ((integers[1]! >>> 0) - histogram) / PAIR_BYTES - slots[feature]!;
    const leftGradient = results[at + 2]! * this.#gradientStep;
    const leftHessian = results[at + 3]! * this.#hessianStep;
    const rightGradient = results[at]! * this.#gradientStep - leftGradient;
    const rightHessian = results[at + 1]! * this.#hessianStep - leftHessian;
    const together = evaluator.splitGain(
      node,
      feature,
      leftGradient,
      leftHessian,
      rightGradient,
      rightHessian,
    );
    const lossChange = Math.fround(together - gain);
    if (!split.isBeatenBy(lossChange)) return;
    split.takeNumeric(
      lossChange,
      feature,
      cuts.values[cuts.pointers[feature]! + bin]!,
      bin,
      integers[2] === 1,
    );
    split.setSums(leftGradient, leftHessian, rightGradient, rightHessian);
  }

  #sumsAt(address: number): [number, number] {
    const [low, high] = new Uint32Array(this.#matrix.memory.memory.buffer, address, 2);
    return this.#pairOf(low!, high!);
  }

  /** Gradient and hessian of a packed word, given its two halves. */
  #pairOf(low: number, high: number): [number, number] {
    return [
      ((high | 0) * 2 + (low >>> HESSIAN_BITS)) * this.#gradientStep,
      (low & 0x7fffffff) * this.#hessianStep,
    ];
  }

  /** A histogram as two doubles a slot, valid until the next call. */
  #unpack(histogram: number): Float64Array {
    const words = new Uint32Array(this.#matrix.memory.memory.buffer, histogram, 2 * this.#nSlots);
    const out = this.#unpacked;
    const gradientStep = this.#gradientStep;
    const hessianStep = this.#hessianStep;
    for (let i = 0; i < words.length; i += 2) {
      const low = words[i]!;
      out[i] = ((words[i + 1]! | 0) * 2 + (low >>> HESSIAN_BITS)) * gradientStep;
      out[i + 1] = (low & 0x7fffffff) * hessianStep;
    }
    return out;
  }
}

/** The smallest power of two of which `total` has no more than `most`. */
function stepFor(total: number, most: number): number {
  return total > 0 && Number.isFinite(total) ? 2 ** Math.ceil(Math.log2(total / most)) : 1;
}

function layoutOf({ nFeatures, slots, memory }: BinnedMatrix<PackedMemory>, thread: number): PackedLayout {
  const { bins, pairs, about, scratchAt } = memory;
  const binBytes = bins instanceof Uint8Array ? 1 : 2;
  return {
    nFeatures,
    binBytes,
    rowBytes: nFeatures * binBytes,
    slots,
    binsAt: bins.byteOffset,
    pairsAt: pairs.byteOffset,
    featuresAt: about.byteOffset,
    scratchAt: scratchAt[thread]!,
    fetchesAhead: bins.byteLength > FETCH_AHEAD_BYTES,
  };
}

function describeFeatures({ nFeatures, slots, cuts, memory }: BinnedMatrix<PackedMemory>): void {
  for (let j = 0; j < nFeatures; j++) {
    const at = (j * FEATURE_BYTES) / 4;
    const first = PAIR_BYTES * slots[j]!;
    memory.about[at] = first;
    memory.about[at + 1] = first + PAIR_BYTES * binCountOf(cuts, j);
    memory.about[at + 2] = cuts.hasMissing[j]!;
  }
}
