// Rows and packed histograms of one training. Sums are whole numbers: no order of adding, and no number of threads,
// changes a bit.
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import { MAX_SEARCHES, type PackedMemory } from "../binning/packed-memory.ts";
import { HistogramSplitter } from "./hist-splitting.ts";
import type { HistogramStore, NodeToOpen, NodeToSearch, SplitNode } from "./histogram-store.ts";
import { type KernelCall, KernelTeam } from "./kernel-team.ts";
import { markLeftBins } from "./left-bins.ts";
import { MAX_GRADIENT_STEPS, MAX_HESSIAN_STEPS } from "./pack-kernels.ts";
import { PAIR_BYTES, RESULT_BYTES } from "./packed-layout.ts";
import { compilePacked, describeFeatures } from "./packed-module.ts";
import { gradientSteps, hessianSteps, stepFor } from "./packed-words.ts";
import type { SplitCandidate } from "./split-candidate.ts";
import type { SplitEvaluator } from "./split-evaluator.ts";
import type { GradientPairs, RowRange } from "./tree-grower.ts";
import type { TreeParameters } from "./tree-parameters.ts";

/** Stands for a histogram that is not kept: it is built again when it is looked at. */
const NOT_KEPT = 0;

/** Bytes of bins from which fetching ahead pays, when the rows of a node are not more than this share of those they lie among. */
const FETCH_AHEAD_BYTES = 2 ** 20;
const SPARSE_SHARE = 0.3;

/** Cells of bins, or rows, from which it pays to wake the helping threads. */
const TEAM_CELLS = 50_000;
const TEAM_ROWS = 20_000;

/** Rows that are summed up together: sums of doubles depend on it, so it does not depend on the number of threads. */
const CHUNK_ROWS = 65_536;

/** The kernels that {@link KernelTeam} runs. */
const KERNELS = ["add", "build", "part", "number", "sum", "pack", "search", "addTo"];

/** A histogram to build from the rows of a node. */
interface Build {
  readonly node: number;
  readonly out: number;
  /** The parent's histogram, which loses it; or {@link NOT_KEPT}. */
  readonly parent: number;
}

/** Keeps rows and histograms of packed sums; a histogram is its address, or {@link NOT_KEPT}. */
export class PackedHistograms implements HistogramStore<number> {
  readonly #matrix: BinnedMatrix<PackedMemory>;
  readonly #parameters: TreeParameters;
  readonly #team: KernelTeam;
  readonly #ranges: RowRange[] = [];
  /** Addresses of histograms that nobody holds; the first of all is for those that are not kept. */
  readonly #free: number[];
  readonly #spare: number;
  readonly #unpacked: Float64Array;
  /** What one step of a gradient, and of a hessian, stands for: powers of two. */
  #gradientStep = 1;
  #hessianStep = 1;

  /** @param nThreads Threads that work together, for as many of which the matrix was made. */
  constructor(matrix: BinnedMatrix<PackedMemory>, parameters: TreeParameters, nThreads: number) {
    this.#matrix = matrix;
    this.#parameters = parameters;
    const { memory, histogramAt, teamAt } = matrix.memory;
    const modules = Array.from({ length: nThreads }, (_, thread) => compilePacked(matrix, thread));
    this.#team = new KernelTeam(KERNELS, modules, memory, teamAt);
    const [spare, ...kept] = histogramAt;
    this.#spare = spare!;
    this.#free = kept.reverse();
    this.#unpacked = new Float64Array(2 * matrix.slots[matrix.nFeatures]!);
    describeFeatures(matrix);
  }

  /** Whether the helping threads have started; until then the calling one does all. */
  get hasHelp(): boolean {
    return this.#team.isReady;
  }

  get rows(): Uint32Array {
    return this.#matrix.memory.rows;
  }

  get margins(): Float32Array {
    return this.#matrix.memory.margins;
  }

  rangeOf(node: number): RowRange {
    return this.#ranges[node] ?? { begin: 0, end: 0 };
  }

  start(gradients: GradientPairs): void {
    const { pairs, rows, results } = this.#matrix.memory;
    const { nRows } = this.#matrix;
    pairs.set(gradients);
    const chunks = Array.from({ length: Math.ceil(nRows / CHUNK_ROWS) }, (_, k) => {
      const [from, to] = [k * CHUNK_ROWS, Math.min((k + 1) * CHUNK_ROWS, nRows)];
      return {
        from,
        pairs: [pairs.byteOffset + PAIR_BYTES * from, pairs.byteOffset + PAIR_BYTES * to] as const,
      };
    });
    this.#team.run(chunks.map(({ pairs }, k): KernelCall => ["sum", ...pairs, results.byteOffset + 16 * k]));
    const sum = (what: 0 | 1) => chunks.reduce((total, _, k) => total + results[2 * k + what]!, 0);
    this.#gradientStep = stepFor(sum(0), MAX_GRADIENT_STEPS - nRows);
    this.#hessianStep = stepFor(sum(1), MAX_HESSIAN_STEPS - nRows);
    const scales = [1 / this.#gradientStep, 1 / this.#hessianStep] as const;
    this.#team.run([
      ...chunks.map(({ pairs }): KernelCall => ["pack", ...pairs, ...scales]),
      ...chunks.map(({ from }): KernelCall => {
        const to = Math.min(from + CHUNK_ROWS, nRows);
        return ["number", rows.byteOffset + 4 * from, rows.byteOffset + 4 * to, from];
      }),
    ]);
    this.#ranges.length = 0;
    this.#ranges.push({ begin: 0, end: nRows });
  }

  openRoot(): { readonly histogram: number; readonly sumGradient: number; readonly sumHessian: number } {
    const histogram = this.#take();
    this.#buildAll([{ node: 0, out: histogram, parent: NOT_KEPT }]);
    const [low, high] = new Uint32Array(
      this.#matrix.memory.memory.buffer,
      histogram + PAIR_BYTES * this.#nSlots,
      2,
    );
    return {
      histogram,
      sumGradient: gradientSteps(low!, high!) * this.#gradientStep,
      sumHessian: hessianSteps(low!) * this.#hessianStep,
    };
  }

  part(nodes: readonly SplitNode[]): void {
    const byTable = nodes.filter(({ split }) => split.categories !== undefined);
    const byNumber = nodes.filter(({ split }) => split.categories === undefined);
    for (const one of byTable) this.#record(one, this.#team.runAlone(this.#partCall(one)));
    const ends = this.#run(
      byNumber,
      ({ node }) => this.#countOf(node),
      TEAM_ROWS,
      (one) => this.#partCall(one),
    );
    byNumber.forEach((one, i) => {
      this.#record(one, ends[i]!);
    });
  }

  openChildren(nodes: readonly NodeToOpen<number>[]): (readonly [number, number])[] {
    const builds: Build[] = [];
    const children = nodes.map(({ leftChild, histogram }): readonly [number, number] => {
      const built = histogram === NOT_KEPT ? NOT_KEPT : this.#take();
      if (built === NOT_KEPT) {
        this.release(histogram);
        return [NOT_KEPT, NOT_KEPT];
      }
      const isRight = this.#countOf(leftChild + 1) < this.#countOf(leftChild);
      builds.push({ node: isRight ? leftChild + 1 : leftChild, out: built, parent: histogram });
      return isRight ? [histogram, built] : [built, histogram];
    });
    this.#buildAll(builds);
    return children;
  }

  search(nodes: readonly NodeToSearch<number>[], evaluator: SplitEvaluator): void {
    const isPlain = evaluator.isPlain && this.#parameters.alpha === 0;
    const areAlike = nodes.every(
      ({ features, histogram }) => features === nodes[0]!.features && histogram !== NOT_KEPT,
    );
    const step = areAlike ? MAX_SEARCHES : 1;
    for (let first = 0; first < nodes.length; first += step) {
      this.#searchSome(nodes.slice(first, first + step), isPlain, evaluator);
    }
  }

  release(histogram: number): void {
    if (histogram !== NOT_KEPT) this.#free.push(histogram);
  }

  addToMargins(leaves: readonly { readonly leaf: number; readonly value: number }[], output: number): void {
    const { margins, rows } = this.#matrix.memory;
    const rowBytes = (4 * margins.length) / this.#matrix.nRows;
    const filled = leaves.filter(({ leaf }) => this.#countOf(leaf) > 0);
    this.#run(
      filled,
      ({ leaf }) => this.#countOf(leaf),
      TEAM_ROWS,
      ({ leaf, value }) => {
        const { begin, end } = this.rangeOf(leaf);
        const from = rows.byteOffset + 4 * begin;
        return ["addTo", from, rows.byteOffset + 4 * end, margins.byteOffset + 4 * output, rowBytes, value];
      },
    );
  }

  close(): void {
    this.#team.close();
  }

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

  /** Runs one call for each item, together if they are large enough; results are in the order of the items. */
  #run<T>(
    items: readonly T[],
    sizeOf: (item: T) => number,
    enough: number,
    callOf: (item: T) => KernelCall,
  ): number[] {
    const total = items.reduce((sum, item) => sum + sizeOf(item), 0);
    return total < enough
      ? items.map((item) => this.#team.runAlone(callOf(item)))
      : this.#team.run(items.map(callOf));
  }

  /** Builds histograms: small nodes one a thread, large ones by all threads together. */
  #buildAll(builds: readonly Build[]): void {
    const { nFeatures, memory } = this.#matrix;
    const nThreads = memory.scratchAt.length;
    const rowsInAll = builds.reduce((sum, { node }) => sum + this.#countOf(node), 0);
    const enough = TEAM_CELLS / nFeatures;
    const isLarge = ({ node }: Build) =>
      nThreads > 1 && this.#countOf(node) > Math.max(enough, rowsInAll / (2 * nThreads));
    const [large, small] = this.hasHelp
      ? [builds.filter(isLarge), builds.filter((one) => !isLarge(one))]
      : [[], builds];
    for (const one of large) this.#buildTogether(one);
    const rising = [...small].sort((a, b) => this.#countOf(a.node) - this.#countOf(b.node));
    this.#run(
      rising,
      ({ node }) => this.#countOf(node),
      enough,
      ({ node, out, parent }) => ["build", ...this.#span(this.rangeOf(node)), out, parent],
    );
  }

  /** Every thread adds some of the rows to a histogram of its own; then these are added up. */
  #buildTogether({ node, out, parent }: Build): void {
    const { begin, end } = this.rangeOf(node);
    const { scratchAt } = this.#matrix.memory;
    const nChunks = 4 * scratchAt.length;
    const size = Math.ceil((end - begin) / nChunks);
    const calls: KernelCall[] = [];
    for (let from = begin; from < end; from += size) {
      calls.push(["add", ...this.#span({ begin: from, end: Math.min(from + size, end) })]);
    }
    this.#team.run(calls);
    for (const other of scratchAt.slice(1)) this.#team.runAlone(["gather", other]);
    this.#team.runAlone(parent === NOT_KEPT ? ["take", out] : ["takeFrom", out, parent]);
  }

  /** Addresses of the first row number and past the last, and whether to fetch the rows' bins ahead. */
  #span({ begin, end }: RowRange): [number, number, number] {
    const { rows, bins } = this.#matrix.memory;
    const share = (end - begin) / (rows[end - 1]! - rows[begin]! + 1);
    const fetches = bins.byteLength > FETCH_AHEAD_BYTES && share < SPARSE_SHARE;
    return [rows.byteOffset + 4 * begin, rows.byteOffset + 4 * end, fetches ? 1 : 0];
  }

  #partCall({ node, split }: SplitNode): KernelCall {
    const { begin, end } = this.rangeOf(node);
    const { columns, rows, right, goesLeft } = this.#matrix.memory;
    const from = rows.byteOffset + 4 * begin;
    const to = rows.byteOffset + 4 * end;
    const column = columns.byteOffset + split.feature * this.#matrix.nRows * columns.BYTES_PER_ELEMENT;
    const rightAt = right.byteOffset + 4 * begin;
    const nBins = binCountOf(this.#matrix.cuts, split.feature);
    if (split.categories === undefined) {
      const alsoLeft = split.defaultLeft ? nBins : split.splitBin;
      return ["part", from, to, column, split.splitBin + 1, alsoLeft, rightAt];
    }
    markLeftBins(goesLeft, nBins, split);
    return ["partBins", from, to, column, goesLeft.byteOffset, rightAt];
  }

  /** Remembers the children's stretches, given the address where the left one ends. */
  #record({ node, leftChild }: SplitNode, leftEnd: number): void {
    const { begin, end } = this.rangeOf(node);
    const middle = ((leftEnd >>> 0) - this.rows.byteOffset) / 4;
    this.#ranges[leftChild] = { begin, end: middle };
    this.#ranges[leftChild + 1] = { begin: middle, end };
  }

  /** Searches nodes that may use the same features. */
  #searchSome(nodes: readonly NodeToSearch<number>[], isPlain: boolean, evaluator: SplitEvaluator): void {
    const { isCategorical } = this.#matrix.cuts;
    const { features } = nodes[0]!;
    const histograms = nodes.map(({ histogram, toSplit }) => {
      if (histogram !== NOT_KEPT) return histogram;
      this.#buildAll([{ node: toSplit.node, out: this.#spare, parent: NOT_KEPT }]);
      return this.#spare;
    });
    const numeric = isPlain ? features.filter((feature) => isCategorical[feature] === 0) : new Int32Array(0);
    if (numeric.length > 0) this.#searchNumeric(nodes, histograms, numeric, evaluator);
    if (numeric.length === features.length) return;
    const splitter = new HistogramSplitter(this.#matrix, this.#parameters, evaluator);
    nodes.forEach(({ toSplit, split }, i) => {
      splitter.open(this.#unpack(histograms[i]!));
      for (const feature of features) {
        if (!isPlain || isCategorical[feature] === 1) splitter.findBest(toSplit, feature, split);
      }
    });
  }

  #searchNumeric(
    nodes: readonly NodeToSearch<number>[],
    histograms: readonly number[],
    features: Int32Array,
    evaluator: SplitEvaluator,
  ): void {
    const { wanted, results } = this.#matrix.memory;
    const { lambda, minChildWeight } = this.#parameters;
    wanted.set(features);
    const steps = this.#hessianStep;
    const squares = this.#gradientStep ** 2 / steps;
    const calls = nodes.map(
      ({ toSplit }, i): KernelCall => [
        "search",
        histograms[i]!,
        wanted.byteOffset,
        wanted.byteOffset + 4 * features.length,
        results.byteOffset + RESULT_BYTES * i,
        lambda / steps,
        Math.max(1, minChildWeight / steps),
        // The gain of the node is a single: what does not clearly surpass it will not do.
        (toSplit.gain / squares) * (1 + 2 ** -40),
      ],
    );
    this.#run(
      calls,
      () => this.#nSlots,
      TEAM_CELLS,
      (call) => call,
    );
    nodes.forEach(({ toSplit, split }, i) => {
      this.#takeResult(i, toSplit, histograms[i]!, evaluator, split);
    });
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
      bin < 0 ? cuts.minValues[feature]! : cuts.values[cuts.pointers[feature]! + bin]!,
      bin,
      integers[2] === 1,
    );
    split.setSums(leftGradient, leftHessian, rightGradient, rightHessian);
  }

  /** A histogram as two doubles a slot, valid until the next call. */
  #unpack(histogram: number): Float64Array {
    const words = new Uint32Array(this.#matrix.memory.memory.buffer, histogram, 2 * this.#nSlots);
    const out = this.#unpacked;
    const gradientStep = this.#gradientStep;
    const hessianStep = this.#hessianStep;
    for (let i = 0; i < words.length; i += 2) {
      const low = words[i]!;
      out[i] = gradientSteps(low, words[i + 1]!) * gradientStep;
      out[i + 1] = hessianSteps(low) * hessianStep;
    }
    return out;
  }
}
