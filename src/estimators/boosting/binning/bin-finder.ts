// Finds the bins of values by a table over the leading bits of a float, then a few steps.

/** Leading bits the table looks at: sign, exponent and seven bits of the fraction. */
const TABLE_BITS = 16;
const SHIFT = 32 - TABLE_BITS;
const TABLE_SIZE = 2 ** TABLE_BITS;

/** Bins columns one after the other, reusing its table. */
export class BinFinder {
  /** For the leading bits of a value the first bin it may be in. */
  readonly #firstBins = new Uint16Array(TABLE_SIZE + 1);
  readonly #one = new Float32Array(1);
  readonly #oneBits = new Uint32Array(this.#one.buffer);

  /**
   * Writes the bin of every value.
   *
   * @param cuts Upper bounds of the bins, rising: a value is in the first bin whose cut is greater, or the last.
   * @param column Float32 values, NaN for missing: those get the bin after the last.
   * @param out One bin a value.
   */
  binColumn(cuts: Float32Array, column: Float32Array, out: Uint8Array | Uint16Array): void {
    this.#fillTable(cuts);
    const bits = new Uint32Array(column.buffer, column.byteOffset, column.length);
    findBins(bits, column, cuts, this.#firstBins, out);
  }

  /** A value whose leading bits are t is not below the least such value, so its bin is not below that one's. */
  #fillTable(cuts: Float32Array): void {
    const last = cuts.length - 1;
    let bin = 0;
    for (let t = 0; t < TABLE_SIZE; t++) {
      const least = this.#leastValue(t);
      if (!Number.isNaN(least)) while (bin < last && cuts[bin]! <= least) bin++;
      this.#firstBins[t] = bin;
    }
    this.#firstBins[TABLE_SIZE] = last;
  }

  /** The least value whose ordered bits begin with t; NaN where there is none. */
  #leastValue(t: number): number {
    const ordered = (t << SHIFT) >>> 0;
    // The lowest patterns are NaNs with a sign, up to minus infinity.
    if (ordered < 0x00800000) return Number.NEGATIVE_INFINITY;
    this.#oneBits[0] = ordered & 0x80000000 ? ordered ^ 0x80000000 : ~ordered;
    return this.#one[0]!;
  }
}

function findBins(
  bits: Uint32Array,
  column: Float32Array,
  cuts: Float32Array,
  firstBins: Uint16Array,
  out: Uint8Array | Uint16Array,
): void {
  const nBins = cuts.length;
  const last = nBins - 1;
  for (let i = 0; i < bits.length; i++) {
    const value = column[i]!;
    if (Number.isNaN(value)) {
      out[i] = nBins;
      continue;
    }
    // Bits in the order of values: all flipped for negative numbers, the sign set for the others.
    const pattern = bits[i]!;
    const ordered = pattern & 0x80000000 ? ~pattern : pattern | 0x80000000;
    const t = ordered >>> SHIFT;
    let low = firstBins[t]!;
    let high = firstBins[t + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cuts[middle]! > value) high = middle;
      else low = middle + 1;
    }
    out[i] = Math.min(low, last);
  }
}
