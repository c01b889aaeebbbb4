// Scan of an array for values that no solver can use. Plain loops over length n, no allocation, throws nothing.

/**
 * The index of the first value that is not finite.
 *
 * @param values Length n.
 * @param allowNaN Whether NaN, the mark of a missing value, is let through; infinities never are.
 * @returns An index in `0 … n - 1`, or -1 when all is well.
 */
export function firstNonFinite(values: Float64Array, allowNaN: boolean): number {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    // v - v is 0 for every finite v and NaN for all others.
    if (value - value !== 0 && !(allowNaN && Number.isNaN(value))) return i;
  }
  return -1;
}
