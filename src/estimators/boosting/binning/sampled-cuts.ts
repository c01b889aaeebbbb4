// Where a long column is cut, from its values or a sample of them in rising order.

/**
 * The lower bounds of all bins but the first: every distinct value but the smallest, or, when there are more than
 * `maxBin` of them, those at evenly spaced ranks.
 *
 * @param sorted In rising order, no NaN.
 * @returns At most `maxBin - 1` values, rising.
 */
export function innerCuts(sorted: Float32Array, maxBin: number): number[] {
  return distinctAfterFirst(sorted, maxBin) ?? spacedValues(sorted, maxBin);
}

/** Undefined when there are more distinct values than bins. */
function distinctAfterFirst(sorted: Float32Array, maxBin: number): number[] | undefined {
  const values: number[] = [];
  for (let i = 1; i < sorted.length; i++) {
    const value = sorted[i]!;
    if (value === sorted[i - 1]) continue;
    if (values.push(value) >= maxBin) return undefined;
  }
  return values;
}

function spacedValues(sorted: Float32Array, maxBin: number): number[] {
  const cuts: number[] = [];
  let last = sorted[0]!;
  for (let k = 1; k < maxBin; k++) {
    const value = sorted[Math.floor((k * sorted.length) / maxBin)]!;
    if (value > last) cuts.push(value);
    last = value;
  }
  return cuts;
}
