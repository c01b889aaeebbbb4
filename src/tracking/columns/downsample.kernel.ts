// Long histories for a chart: of each bucket of x the first, the least, the largest and the last point (M4).
// Method: Jugel, Jerzak, Hackenbroich, Markl, "M4: A Visualization-Oriented Time Series Data Aggregation", PVLDB 7 (2014).

/**
 * The points of a range that a line chart must draw, by their places.
 *
 * Shapes: `x` and `y` have at least `to` entries, `x` is ascending and without NaN from `from` to `to`; `out` has room
 * for 7 entries a bucket. Buckets are of equal width in x. Values that are NaN or infinite are no numbers to compare: the
 * first of each (NaN, +Infinity, -Infinity) in a bucket is kept besides, so that a chart can mark it.
 *
 * @param from The first place.
 * @param to Behind the last place.
 * @param buckets How many, at least 1.
 * @returns How many places were written to `out`, ascending.
 */
export function downsampleM4(
  x: Float64Array,
  y: Float64Array,
  from: number,
  to: number,
  buckets: number,
  out: Uint32Array,
): number {
  if (to <= from) return 0;
  const start = x[from]!;
  const width = (x[to - 1]! - start) / buckets;
  let count = 0;
  let at = from;
  for (let bucket = 1; bucket <= buckets && at < to; bucket++) {
    const end = bucket === buckets ? Number.POSITIVE_INFINITY : start + bucket * width;
    const first = at;
    let least = -1;
    let largest = -1;
    let nan = -1;
    let plus = -1;
    let minus = -1;
    for (; at < to && (x[at]! < end || width === 0); at++) {
      const value = y[at]!;
      if (value - value === 0) {
        if (least < 0 || value < y[least]!) least = at;
        if (largest < 0 || value > y[largest]!) largest = at;
      } else if (value > 0) {
        if (plus < 0) plus = at;
      } else if (value < 0) {
        if (minus < 0) minus = at;
      } else if (nan < 0) nan = at;
    }
    if (at === first) continue;
    const last = at - 1;
    let next = first;
    // Places in ascending order, each once: the smallest of those not yet written.
    while (next >= 0) {
      out[count++] = next;
      const above = next;
      next = -1;
      if (least > above) next = least;
      if (largest > above && (next < 0 || largest < next)) next = largest;
      if (nan > above && (next < 0 || nan < next)) next = nan;
      if (plus > above && (next < 0 || plus < next)) next = plus;
      if (minus > above && (next < 0 || minus < next)) next = minus;
      if (last > above && (next < 0 || last < next)) next = last;
    }
  }
  return count;
}

/** The most places {@link downsampleM4} keeps of a bucket. */
export const MOST_OF_A_BUCKET = 7;
