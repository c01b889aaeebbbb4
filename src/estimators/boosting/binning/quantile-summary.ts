// A weighted quantile summary: which values of a feature stand for which share of the weight, in bounded space.
// Source: Chen and Guestrin, "XGBoost" (2016), appendix A. Ranks are float32, as XGBoost's are.

const fround = Math.fround;

/** Values in rising order, with bounds on their ranks: four arrays of one length. All are float32 values. */
export interface QuantileSummary {
  readonly size: number;
  /** Weight of what is surely less than the value. */
  readonly minRank: Float32Array;
  /** Weight of what is not surely more than the value. */
  readonly maxRank: Float32Array;
  /** Weight of the value itself. */
  readonly weight: Float32Array;
  readonly values: Float32Array;
}

function emptySummary(size: number): QuantileSummary {
  return {
    size,
    minRank: new Float32Array(size),
    maxRank: new Float32Array(size),
    weight: new Float32Array(size),
    values: new Float32Array(size),
  };
}

function shrink(summary: QuantileSummary, size: number): QuantileSummary {
  return {
    size,
    minRank: summary.minRank.subarray(0, size),
    maxRank: summary.maxRank.subarray(0, size),
    weight: summary.weight.subarray(0, size),
    values: summary.values.subarray(0, size),
  };
}

function nextMinRank(summary: QuantileSummary, i: number): number {
  return fround(summary.minRank[i]! + summary.weight[i]!);
}

function previousMaxRank(summary: QuantileSummary, i: number): number {
  return fround(summary.maxRank[i]! - summary.weight[i]!);
}

/**
 * The exact summary of some values: equal values become one entry.
 *
 * @param values In rising order, no NaN.
 * @param weights Of the same length, or undefined when each value weighs 1.
 */
export function summarize(values: Float32Array, weights: Float32Array | undefined): QuantileSummary {
  const summary = emptySummary(values.length);
  let size = 0;
  let rank = 0;
  for (let i = 0; i < values.length; ) {
    const value = values[i]!;
    let weight = weights === undefined ? 1 : weights[i]!;
    for (i++; i < values.length && values[i] === value; i++) {
      weight = fround(weight + (weights === undefined ? 1 : weights[i]!));
    }
    summary.minRank[size] = rank;
    rank = fround(rank + weight);
    summary.maxRank[size] = rank;
    summary.weight[size] = weight;
    summary.values[size] = value;
    size++;
  }
  return shrink(summary, size);
}

/** A summary of at most `maxSize` entries, at evenly spaced ranks; the first and last value stay. */
export function pruneSummary(summary: QuantileSummary, maxSize: number): QuantileSummary {
  if (summary.size <= maxSize) return summary;
  const pruned = emptySummary(maxSize);
  const last = summary.size - 1;
  const begin = summary.maxRank[0]!;
  const range = fround(summary.minRank[last]! - begin);
  const steps = maxSize - 1;
  let size = 0;
  const keep = (i: number): void => {
    pruned.minRank[size] = summary.minRank[i]!;
    pruned.maxRank[size] = summary.maxRank[i]!;
    pruned.weight[size] = summary.weight[i]!;
    pruned.values[size] = summary.values[i]!;
    size++;
  };
  keep(0);
  let kept = 0;
  let i = 1;
  for (let k = 1; k < steps; k++) {
    const twiceRank = fround(2 * fround(fround(fround(k * range) / steps) + begin));
    while (i < last && twiceRank >= fround(summary.maxRank[i + 1]! + summary.minRank[i + 1]!)) i++;
    if (i === last) break;
    const nearer = twiceRank < fround(nextMinRank(summary, i) + previousMaxRank(summary, i + 1)) ? i : i + 1;
    if (nearer !== kept) {
      keep(nearer);
      kept = nearer;
    }
  }
  if (kept !== last) keep(last);
  return shrink(pruned, size);
}

/** The summary of the union of two sets of values. */
export function combineSummaries(a: QuantileSummary, b: QuantileSummary): QuantileSummary {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const out = emptySummary(a.size + b.size);
  let size = 0;
  let i = 0;
  let j = 0;
  let previousA = 0;
  let previousB = 0;
  const put = (minRank: number, maxRank: number, weight: number, value: number): void => {
    out.minRank[size] = minRank;
    out.maxRank[size] = maxRank;
    out.weight[size] = weight;
    out.values[size] = value;
    size++;
  };
  while (i < a.size && j < b.size) {
    const order = a.values[i]! - b.values[j]!;
    if (order === 0) {
      put(
        a.minRank[i]! + b.minRank[j]!,
        a.maxRank[i]! + b.maxRank[j]!,
        a.weight[i]! + b.weight[j]!,
        a.values[i]!,
      );
      previousA = nextMinRank(a, i++);
      previousB = nextMinRank(b, j++);
    } else if (order < 0) {
      put(a.minRank[i]! + previousB, a.maxRank[i]! + previousMaxRank(b, j), a.weight[i]!, a.values[i]!);
      previousA = nextMinRank(a, i++);
    } else {
      put(b.minRank[j]! + previousA, b.maxRank[j]! + previousMaxRank(a, i), b.weight[j]!, b.values[j]!);
      previousB = nextMinRank(b, j++);
    }
  }
  for (; i < a.size; i++) {
    put(a.minRank[i]! + previousB, a.maxRank[i]! + b.maxRank[b.size - 1]!, a.weight[i]!, a.values[i]!);
  }
  for (; j < b.size; j++) {
    put(b.minRank[j]! + previousA, b.maxRank[j]! + a.maxRank[a.size - 1]!, b.weight[j]!, b.values[j]!);
  }
  const merged = shrink(out, size);
  restoreOrder(merged);
  return merged;
}

/** Rounding may have made ranks fall where they must rise: lifts those. */
function restoreOrder(summary: QuantileSummary): void {
  let minRank = 0;
  let maxRank = 0;
  for (let i = 0; i < summary.size; i++) {
    if (summary.minRank[i]! < minRank) summary.minRank[i] = minRank;
    else minRank = summary.minRank[i]!;
    if (summary.maxRank[i]! < maxRank) summary.maxRank[i] = maxRank;
    const least = nextMinRank(summary, i);
    if (summary.maxRank[i]! < least) summary.maxRank[i] = least;
    maxRank = summary.maxRank[i]!;
  }
}
