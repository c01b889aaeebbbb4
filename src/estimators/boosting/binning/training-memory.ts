// The one block of memory that training by histograms works in, laid out once: WebAssembly sees nothing else.
import { failure, invalidValue } from "../../../errors/index.ts";
import { allocateMemory, type WasmMemory } from "../../../numeric/index.ts";

/** Bytes of one histogram slot: two doubles. */
export const SLOT_BYTES = 16;

/** WebAssembly addresses 32 bits. */
const MAX_BYTES = 2 ** 32;
/** Bytes of histograms that are kept here; growing takes others when it needs more. */
const HISTOGRAM_BYTES = 32 * 2 ** 20;
const MAX_HISTOGRAMS = 64;
const RESULT_NUMBERS = 8;
const CONTROL_NUMBERS = 8;
/** A feature has at most this many bins, the one for missing values included. */
const MAX_BINS = 65_536;

/** The parts of the memory, each a view. */
export interface TrainingMemory {
  readonly memory: WasmMemory;
  /** Bins column by column: `nFeatures * nRows`. */
  readonly columns: Uint8Array | Uint16Array;
  /** Bins row by row: `nRows * nFeatures`. */
  readonly bins: Uint8Array | Uint16Array;
  /** Gradients and hessians of the rows, in pairs. */
  readonly pairs: Float32Array;
  /** Row numbers by node. */
  readonly rows: Uint32Array;
  /** Room for the rows that go right while a node is parted. */
  readonly right: Uint32Array;
  /** One byte for every bin of a feature: 1 when it goes left. */
  readonly goesLeft: Uint8Array;
  /** Histograms, as many as there is room set aside for; the first is for work in between. */
  readonly histograms: readonly Float64Array[];
  /** Some numbers that threads share. */
  readonly control: Int32Array;
  /** Some numbers that a kernel gives back. */
  readonly result: Float64Array;
}

/**
 * Memory for some rows.
 *
 * @param binBytes Bytes of one bin: 1 or 2.
 * @param nSlots Slots of a histogram.
 * @param isShared Whether several threads are to work on it.
 * @throws RangeError when it would be more than WebAssembly can address, Error when the machine has not that much.
 */
export function allocateTraining(
  nRows: number,
  nFeatures: number,
  binBytes: 1 | 2,
  nSlots: number,
  isShared = false,
): TrainingMemory {
  let size = 0;
  const take = (bytes: number): number => {
    const at = size;
    size += Math.ceil(bytes / 16) * 16;
    return at;
  };
  const nCells = nRows * nFeatures;
  const columns = take(nCells * binBytes);
  const bins = take(nCells * binBytes);
  const pairs = take(8 * nRows);
  const rows = take(4 * nRows);
  const right = take(4 * nRows);
  const goesLeft = take(MAX_BINS);
  const result = take(8 * RESULT_NUMBERS);
  const control = take(4 * CONTROL_NUMBERS);
  const nHistograms = Math.max(2, Math.floor(HISTOGRAM_BYTES / (SLOT_BYTES * nSlots)));
  const histograms = Array.from({ length: Math.min(nHistograms, MAX_HISTOGRAMS) }, () =>
    take(SLOT_BYTES * nSlots),
  );
  const memory = allocate(size, isShared);
  const { buffer } = memory;
  const bin = (at: number): Uint8Array | Uint16Array =>
    binBytes === 1 ? new Uint8Array(buffer, at, nCells) : new Uint16Array(buffer, at, nCells);
  return {
    memory,
    columns: bin(columns),
    bins: bin(bins),
    pairs: new Float32Array(buffer, pairs, 2 * nRows),
    rows: new Uint32Array(buffer, rows, nRows),
    right: new Uint32Array(buffer, right, nRows),
    goesLeft: new Uint8Array(buffer, goesLeft, MAX_BINS),
    histograms: histograms.map((at) => new Float64Array(buffer, at, 2 * nSlots)),
    control: new Int32Array(buffer, control, CONTROL_NUMBERS),
    result: new Float64Array(buffer, result, RESULT_NUMBERS),
  };
}

function allocate(bytes: number, isShared: boolean): WasmMemory {
  const gibibytes = (bytes / 2 ** 30).toFixed(2);
  if (bytes > MAX_BYTES) {
    throw invalidValue(
      `Cannot train: the binned data must fit 4 GiB: they need ${gibibytes} GiB: use fewer rows or features, or maxBin below 256`,
    );
  }
  try {
    return allocateMemory(bytes, isShared);
  } catch (cause) {
    throw failure(
      "INTERNAL_ERROR",
      `Cannot train: the binned data need ${gibibytes} GiB, which this machine has not free`,
      {
        cause,
      },
    );
  }
}
