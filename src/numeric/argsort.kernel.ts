// Stable sort of positions by value: radix sort of doubles by their bits, lowest digit first (H. H. Seward, 1954).
// Works on 11-bit digits, six of which hold the 64 bits of a double; keys move along, so that memory is read in order.

const DIGIT_BITS = 11;
const N_BUCKETS = 1 << DIGIT_BITS;
const N_DIGITS = 6;

/** Positions, and the two halves of the key of each: three arrays of length n. */
interface Keyed {
  readonly order: Int32Array;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

/**
 * The positions of the values from the largest value to the smallest; equal values keep their order.
 *
 * @param values Length n, without NaN; 0 and -0 are equal.
 * @returns Length n.
 */
export function argsortDescending(values: Float64Array): Int32Array {
  const n = values.length;
  let from = keyedPositions(values);
  let to: Keyed = { order: new Int32Array(n), low: new Uint32Array(n), high: new Uint32Array(n) };
  const starts = new Int32Array(N_BUCKETS);
  for (let digit = 0; digit < N_DIGITS; digit++) {
    countDigits(from, digit, starts);
    if (starts[digitOf(from.low[0]!, from.high[0]!, digit)] === n) continue; // the same digit everywhere
    scatter(from, to, digit, starts);
    [from, to] = [to, from];
  }
  return from.order;
}

/** Every position with the bits of its value, changed so that as unsigned integers they fall where the values rise. */
function keyedPositions(values: Float64Array): Keyed {
  const n = values.length;
  const keyed = { order: new Int32Array(n), low: new Uint32Array(n), high: new Uint32Array(n) };
  const scratch = new DataView(new ArrayBuffer(8));
  for (let i = 0; i < n; i++) {
    scratch.setFloat64(0, values[i]! + 0); // -0 + 0 is 0
    const top = scratch.getUint32(0);
    const isNegative = top >>> 31 === 1;
    // Magnitudes of negative values rise already; those of the others, and the sign, have to be turned round.
    keyed.high[i] = isNegative ? top : ~top & 0x7fffffff;
    keyed.low[i] = isNegative ? scratch.getUint32(4) : ~scratch.getUint32(4);
    keyed.order[i] = i;
  }
  return keyed;
}

function countDigits({ low, high }: Keyed, digit: number, counts: Int32Array): void {
  counts.fill(0);
  for (let k = 0; k < low.length; k++) counts[digitOf(low[k]!, high[k]!, digit)]! += 1;
}

/** Moves everything behind what has a smaller digit; `starts` holds the counts of the digits, and is used up. */
function scatter(from: Keyed, to: Keyed, digit: number, starts: Int32Array): void {
  let start = 0;
  for (let bucket = 0; bucket < N_BUCKETS; bucket++) {
    const count = starts[bucket]!;
    starts[bucket] = start;
    start += count;
  }
  const { order, low, high } = from;
  for (let k = 0; k < order.length; k++) {
    const bucket = digitOf(low[k]!, high[k]!, digit);
    const place = starts[bucket]!;
    starts[bucket] = place + 1;
    to.order[place] = order[k]!;
    to.low[place] = low[k]!;
    to.high[place] = high[k]!;
  }
}

function digitOf(low: number, high: number, digit: number): number {
  if (digit === 0) return low & (N_BUCKETS - 1);
  if (digit === 1) return (low >>> 11) & (N_BUCKETS - 1);
  if (digit === 2) return (low >>> 22) | ((high << 10) & (N_BUCKETS - 1));
  return (high >>> (1 + (digit - 3) * DIGIT_BITS)) & (N_BUCKETS - 1);
}
