// The kernels of packed sums for one training matrix.
import { compile, type WasmModule } from "../../../numeric/index.ts";
import { type BinnedMatrix, binCountOf } from "../binning/binned-matrix.ts";
import type { PackedMemory } from "../binning/packed-memory.ts";
import { packedFunctions } from "./packed-kernels.ts";
import { FEATURE_BYTES, PAIR_BYTES, type PackedLayout } from "./packed-layout.ts";

/** The code of one thread: it adds rows to a histogram of its own. */
export function compilePacked(matrix: BinnedMatrix<PackedMemory>, thread: number): WasmModule {
  return compile(packedFunctions(layoutOf(matrix, thread)), true);
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
  };
}

/** Writes down what the search must know of the features. */
export function describeFeatures({ nFeatures, slots, cuts, memory }: BinnedMatrix<PackedMemory>): void {
  for (let j = 0; j < nFeatures; j++) {
    const at = (j * FEATURE_BYTES) / 4;
    const first = PAIR_BYTES * slots[j]!;
    memory.about[at] = first;
    memory.about[at + 1] = first + PAIR_BYTES * binCountOf(cuts, j);
    memory.about[at + 2] = cuts.hasMissing[j]!;
  }
}
