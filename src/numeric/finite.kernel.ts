// Scan of an array for values that no solver can use. Plain loops over length n, no allocation, throws nothing.

/** Values that are looked at before a fault among them is looked for. */
const BLOCK = 4096;

/**
 * The index of the first value that is not finite.
 *
 * @param values Length n.
 * @param allowNaN Whether NaN, the mark of a missing value, is let through; infinities never are.
 * @returns An index in `0 … n - 1`, or -1 when all is well.
 */
export function firstNonFinite(values: Float64Array, allowNaN: boolean): number {
  for (let from = 0; from < values.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, values.length);
    if (isFiniteBlock(values, from, to)) continue;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (value - value !== 0 && !(allowNaN && Number.isNaN(value))) return i;
    }
  }
  return -1;
}

/**
 * Whether a sum of the values is finite, which it is not once one of them is not; four run side by side, without a branch. Sums
 * of huge values overflow, so a false "no" is possible and a false "yes" is not.
 */
function isFiniteBlock(values: Float64Array, from: number, to: number): boolean {
  const whole = from + ((to - from) & ~3);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = from; i < whole; i += 4) {
    a += values[i]!;
    b += values[i + 1]!;
    c += values[i + 2]!;
    d += values[i + 3]!;
  }
  for (let i = whole; i < to; i++) a += values[i]!;
  const sum = a + b + c + d;
  return sum - sum === 0;
}
