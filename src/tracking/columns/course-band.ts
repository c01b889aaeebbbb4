// Several courses as one: their mean and spread along a common x.
import type { Course } from "./chart-series.ts";

/** Entries of the same index belong together. */
export interface Band {
  readonly x: readonly number[];
  readonly mean: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
  /** Of the sample; 0 where there is one course only. */
  readonly standardDeviation: readonly number[];
  /** How many courses have points there. */
  readonly count: readonly number[];
}

/**
 * The band of some courses. Where they have few enough different x, each x is a place of its own; otherwise the range
 * is cut into buckets, in each of which a course counts with its mean. Values that are not finite do not count.
 *
 * @param places How many places along x there may be.
 */
export function bandOf(courses: readonly Course[], from: number, to: number, places: number): Band {
  const grid = gridOf(courses, from, to, places);
  const band = { x: [] as number[], mean: [] as number[], min: [] as number[], max: [] as number[] };
  const standardDeviation: number[] = [];
  const count: number[] = [];
  const means = courses.map((course) => meansAt(course, from, to, grid));
  for (let place = 0; place < grid.size; place++) {
    const values = means.map((list) => list[place]!).filter((value) => !Number.isNaN(value));
    if (values.length === 0) continue;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    band.x.push(grid.xOf(place));
    band.mean.push(mean);
    band.min.push(Math.min(...values));
    band.max.push(Math.max(...values));
    standardDeviation.push(values.length === 1 ? 0 : Math.sqrt(squares / (values.length - 1)));
    count.push(values.length);
  }
  return { ...band, standardDeviation, count };
}

interface Grid {
  readonly size: number;
  readonly xOf: (place: number) => number;
  readonly placeOf: (x: number) => number;
}

function gridOf(courses: readonly Course[], from: number, to: number, places: number): Grid {
  const distinct = new Set<number>();
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (const { x, length } of courses) {
    for (let i = 0; i < length; i++) {
      const value = x[i]!;
      if (value < from || value > to) continue;
      if (distinct.size <= places) distinct.add(value);
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
  }
  if (distinct.size <= places) {
    const sorted = [...distinct].sort((a, b) => a - b);
    const placeOf = new Map(sorted.map((x, i) => [x, i]));
    return { size: sorted.length, xOf: (place) => sorted[place]!, placeOf: (x) => placeOf.get(x)! };
  }
  const width = (largest - least) / places;
  return {
    size: places,
    xOf: (place) => least + (place + 0.5) * width,
    placeOf: (x) => Math.min(places - 1, Math.floor((x - least) / width)),
  };
}

function meansAt({ x, y, length }: Course, from: number, to: number, { size, placeOf }: Grid): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Uint32Array(size);
  for (let i = 0; i < length; i++) {
    const value = y[i]!;
    if (x[i]! < from || x[i]! > to || value - value !== 0) continue;
    const place = placeOf(x[i]!);
    sums[place] = sums[place]! + value;
    counts[place] = counts[place]! + 1;
  }
  return sums.map((sum, i) => sum / counts[i]!);
}
