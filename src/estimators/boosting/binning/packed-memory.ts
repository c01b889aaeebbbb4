// The block of memory in which trees are grown with packed sums: what never moves first, then histograms, as many as
// are asked for.
import { failure, invalidValue } from "../../../errors/index.ts";
import { allocateMemory, type WasmMemory } from "../../../numeric/index.ts";
import { TEAM_BYTES } from "../growing/kernel-team.ts";
import { FEATURE_BYTES, PAIR_BYTES, packedHistogramBytes, RESULT_BYTES } from "../growing/packed-layout.ts";

/** WebAssembly addresses 32 bits. */
const MAX_BYTES = 2 ** 32;
/** Bytes of histograms at most, but for a few that there always are: growing does without when it needs more. */
const HISTOGRAM_BYTES = 2 ** 29;
const MIN_HISTOGRAMS = 4;
/** A tree never has more leaves open at once than rows. */
const MAX_HISTOGRAMS = 1024;
/** Nodes that are searched in one go. */
export const MAX_SEARCHES = 256;
/** A feature has at most this many bins, the one for missing values included. */
const MAX_BINS = 65_536;
const LINE_BYTES = 64;

/** The parts of the memory: views, and where histograms are. */
export interface PackedMemory {
  readonly memory: WasmMemory;
  /** Bins column by column: `nFeatures * nRows`. */
  readonly columns: Uint8Array | Uint16Array;
  /** Bins row by row: `nRows * nFeatures`. */
  readonly bins: Uint8Array | Uint16Array;
  /** Gradients and hessians of the rows, in pairs of singles; packed where they lie. */
  readonly pairs: Float32Array;
  /** Row numbers by node. */
  readonly rows: Uint32Array;
  /** Room for the rows that go right while a node is parted. */
  readonly right: Uint32Array;
  /** Margins of the rows. */
  readonly margins: Float32Array;
  /** One byte for every bin of a feature: 1 when it goes left. */
  readonly goesLeft: Uint8Array;
  /** What the search knows of the features; see packed-kernels.ts. */
  readonly about: Int32Array;
  /** Features to search. */
  readonly wanted: Int32Array;
  /** {@link MAX_SEARCHES} results. */
  readonly results: Float64Array;
  /** A histogram for every thread to add rows to: its address. */
  readonly scratchAt: readonly number[];
  /** Addresses of the histograms that may be kept. */
  readonly histogramAt: readonly number[];
  readonly histogramBytes: number;
  /** Where the team of threads keeps its calls. */
  readonly teamAt: number;
  /** Room to work in while values are put into bins. */
  readonly workAt: number;
}

/** What a memory is to hold. */
export interface PackedSize {
  readonly nRows: number;
  readonly nFeatures: number;
  /** Bytes of one bin: 1 or 2. */
  readonly binBytes: 1 | 2;
  /** Slots of a histogram. */
  readonly nSlots: number;
  /** Margins a row has. */
  readonly nOutputs: number;
  /** Threads that are to work on it. */
  readonly nThreads: number;
  /** Bytes to work in while values are put into bins. */
  readonly workBytes: number;
}

/**
 * Memory for some rows, which threads may share.
 *
 * @throws RangeError when it would be more than WebAssembly can address, Error when the machine has not that much.
 */
export function allocatePacked(wanted: PackedSize): PackedMemory {
  const { nRows, nFeatures, binBytes, nSlots, nOutputs, nThreads, workBytes } = wanted;
  // The first line stays unused: an address of 0 stands for none.
  let size = LINE_BYTES;
  const take = (bytes: number): number => {
    const at = size;
    size += Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
    return at;
  };
  const histogramBytes = packedHistogramBytes(nSlots);
  const teamAt = take(TEAM_BYTES);
  const goesLeft = take(MAX_BINS);
  const results = take(MAX_SEARCHES * RESULT_BYTES);
  const about = take(nFeatures * FEATURE_BYTES);
  const chosen = take(4 * nFeatures);
  const scratchAt = Array.from({ length: nThreads }, () => take(histogramBytes));
  const pairs = take(PAIR_BYTES * nRows);
  const rows = take(4 * nRows);
  const right = take(4 * nRows);
  const margins = take(4 * nRows * nOutputs);
  const bins = take(nRows * nFeatures * binBytes);
  const columns = take(nRows * nFeatures * binBytes);
  const workAt = take(workBytes);
  const room = Math.min(HISTOGRAM_BYTES, MAX_BYTES - size);
  const fitting = Math.max(MIN_HISTOGRAMS, Math.floor(room / (histogramBytes + LINE_BYTES)));
  const histogramAt = Array.from({ length: Math.min(fitting, MAX_HISTOGRAMS) }, () => take(histogramBytes));
  const memory = allocate(size);
  const { buffer } = memory;
  const binArray = (at: number, length: number): Uint8Array | Uint16Array =>
    binBytes === 1 ? new Uint8Array(buffer, at, length) : new Uint16Array(buffer, at, length);
  return {
    memory,
    columns: binArray(columns, nRows * nFeatures),
    bins: binArray(bins, nRows * nFeatures),
    pairs: new Float32Array(buffer, pairs, 2 * nRows),
    rows: new Uint32Array(buffer, rows, nRows),
    right: new Uint32Array(buffer, right, nRows),
    margins: new Float32Array(buffer, margins, nRows * nOutputs),
    goesLeft: new Uint8Array(buffer, goesLeft, MAX_BINS),
    about: new Int32Array(buffer, about, (nFeatures * FEATURE_BYTES) / 4),
    wanted: new Int32Array(buffer, chosen, nFeatures),
    results: new Float64Array(buffer, results, (MAX_SEARCHES * RESULT_BYTES) / 8),
    scratchAt,
    histogramAt,
    histogramBytes,
    teamAt,
    workAt,
  };
}

function allocate(bytes: number): WasmMemory {
  const gibibytes = (bytes / 2 ** 30).toFixed(2);
  if (bytes > MAX_BYTES) {
    throw invalidValue(
      `Cannot train: the binned data must fit 4 GiB: they need ${gibibytes} GiB: use fewer rows or features, or maxBin below 256`,
    );
  }
  try {
    return allocateMemory(bytes, true);
  } catch (cause) {
    throw failure(
      "INTERNAL_ERROR",
      `Cannot train: the binned data need ${gibibytes} GiB, which this machine has not free`,
      { cause },
    );
  }
}
