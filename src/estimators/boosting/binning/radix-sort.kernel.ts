// Sorts single-precision numbers by their bits: least significant digit first, three passes of 11 bits.
// Source: Knuth, The Art of Computer Programming, vol. 3, section 5.2.5; the key trick is Terdiman's (2000).

const DIGIT_BITS = 11;
const N_DIGITS = 2048;

/** Working space for sorting up to a number of values. */
export interface SortSpace {
  readonly keys: Uint32Array;
  readonly otherKeys: Uint32Array;
  readonly rows: Uint32Array;
  readonly otherRows: Uint32Array;
  readonly counts: Uint32Array;
}

/** Space to sort `size` values. */
export function makeSortSpace(size: number): SortSpace {
  return {
    keys: new Uint32Array(size),
    otherKeys: new Uint32Array(size),
    rows: new Uint32Array(size),
    otherRows: new Uint32Array(size),
    counts: new Uint32Array(N_DIGITS * 3),
  };
}

/**
 * Sorts values that are not NaN, with their row numbers; equal values stay in row order.
 *
 * @param bits The values' bits, length `n` (a Uint32Array over the Float32Array).
 * @param space Afterwards the first `count` of `space.rows` are the row numbers in rising order of value.
 * @returns How many values are not NaN.
 */
export function sortRows(bits: Uint32Array, space: SortSpace): number {
  const { keys, otherKeys, rows, otherRows, counts } = space;
  counts.fill(0);
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    const value = bits[i]!;
    if ((value & 0x7fffffff) > 0x7f800000) continue; // NaN
    // Negative numbers: all bits flipped; others: sign bit set. Minus zero counts as zero.
    const key = (value === 0x80000000 ? value : value ^ (value >> 31 ? 0xffffffff : 0x80000000)) >>> 0;
    keys[count] = key;
    rows[count] = i;
    count++;
    const low = key & 2047;
    const middle = N_DIGITS + ((key >>> DIGIT_BITS) & 2047);
    const high = 2 * N_DIGITS + (key >>> 22);
    counts[low] = counts[low]! + 1;
    counts[middle] = counts[middle]! + 1;
    counts[high] = counts[high]! + 1;
  }
  for (let pass = 0; pass < 3; pass++) {
    let sum = 0;
    for (let d = pass * N_DIGITS; d < (pass + 1) * N_DIGITS; d++) {
      const here = counts[d]!;
      counts[d] = sum;
      sum += here;
    }
  }
  scatter(keys, rows, otherKeys, otherRows, counts, count, 0);
  scatter(otherKeys, otherRows, keys, rows, counts, count, 1);
  scatter(keys, rows, otherKeys, otherRows, counts, count, 2);
  rows.set(otherRows.subarray(0, count));
  return count;
}

function scatter(
  keys: Uint32Array,
  rows: Uint32Array,
  toKeys: Uint32Array,
  toRows: Uint32Array,
  counts: Uint32Array,
  count: number,
  pass: number,
): void {
  const shift = pass * DIGIT_BITS;
  const offset = pass * N_DIGITS;
  for (let i = 0; i < count; i++) {
    const key = keys[i]!;
    const digit = offset + ((key >>> shift) & 2047);
    const at = counts[digit]!;
    counts[digit] = at + 1;
    toKeys[at] = key;
    toRows[at] = rows[i]!;
  }
}
