// The middle of a sample.

/**
 * The median: the middle value, or the mean of the two middle values.
 *
 * @param values Length n, without NaN; NaN when n is 0.
 */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
