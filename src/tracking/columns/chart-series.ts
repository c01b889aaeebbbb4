// A metric's course for a chart: a range of it, in as few points as a screen can show.

import { downsampleM4, MOST_OF_A_BUCKET } from "./downsample.kernel.ts";
import type { MetricHistory } from "./metric-history.ts";

/** A history against one of its axes: `x` ascending, and the place in the history of each point. */
export interface Course {
  readonly length: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Undefined: the points are in the order of the history. */
  readonly places: Uint32Array | undefined;
}

/** What goes along the x axis: an axis of the history itself, or another metric at the same steps. */
export type CourseAxis =
  | { readonly kind: "step" | "time" }
  | { readonly kind: "metric"; readonly other: MetricHistory };

/** A point of a history. */
export interface CoursePoint {
  readonly value: number;
  readonly step: number;
  readonly x: number;
}

/** A part of a course. */
export interface CoursePart {
  /** The places in the course of the points to draw, ascending. */
  readonly points: Uint32Array;
  /** How many points the range holds. */
  readonly inRange: number;
  /** Whether `points` are all of them. */
  readonly isExact: boolean;
}

/** What a whole course comes to. */
export interface CourseFacts {
  /** Of the numbers that are finite; undefined when there is none. */
  readonly min: CoursePoint | undefined;
  readonly max: CoursePoint | undefined;
  readonly nanCount: number;
  readonly infinityCount: number;
}

/** Points of a range are given as they are up to this many a bucket. */
const EXACT_PER_BUCKET = 4;

/** A history along an axis. Points whose x is not a number are left out. */
export function courseOf(history: MetricHistory, axis: CourseAxis): Course {
  const x =
    axis.kind === "metric"
      ? joined(history, axis.other)
      : axis.kind === "time"
        ? history.timesMs
        : history.steps;
  if (isAscending(x, history.length))
    return { length: history.length, x, y: history.values, places: undefined };
  const places = Uint32Array.from({ length: history.length }, (_, i) => i)
    .filter((place) => !Number.isNaN(x[place]!))
    .sort((a, b) => x[a]! - x[b]! || a - b);
  return {
    length: places.length,
    x: Float64Array.from(places, (place) => x[place]!),
    y: Float64Array.from(places, (place) => history.values[place]!),
    places,
  };
}

/** For each point the value that the other metric had last at its step; NaN where it had none. */
function joined(history: MetricHistory, other: MetricHistory): Float64Array {
  const atStep = new Map<number, number>();
  for (let i = 0; i < other.length; i++) atStep.set(other.steps[i]!, other.values[i]!);
  const x = new Float64Array(history.length);
  for (let i = 0; i < history.length; i++) x[i] = atStep.get(history.steps[i]!) ?? Number.NaN;
  return x;
}

function isAscending(x: Float64Array, length: number): boolean {
  for (let i = 1; i < length; i++) if (!(x[i - 1]! <= x[i]!)) return false;
  return length === 0 || !Number.isNaN(x[0]!);
}

/**
 * The points to draw of the x from `from` to `to`, and one more on either side so that lines reach the edge.
 *
 * @param buckets How many parts of the range are told apart when it holds too many points; the extremes of each are kept.
 */
export function partOf(course: Course, from: number, to: number, buckets: number): CoursePart {
  const first = lowerBound(course, from);
  const end = upperBound(course, to);
  const inRange = Math.max(0, end - first);
  const isExact = inRange <= EXACT_PER_BUCKET * buckets;
  const before = first > 0 ? 1 : 0;
  const after = end < course.length ? 1 : 0;
  if (isExact) {
    const points = Uint32Array.from({ length: before + inRange + after }, (_, i) => first - before + i);
    return { points, inRange, isExact };
  }
  const room = new Uint32Array(buckets * MOST_OF_A_BUCKET + 2);
  room[0] = first - before;
  const count = downsampleM4(course.x, course.y, first, end, buckets, room.subarray(before)) + before;
  if (after === 1) room[count] = end;
  return { points: room.slice(0, count + after), inRange, isExact };
}

function lowerBound({ x, length }: Course, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (x[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound({ x, length }: Course, value: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (x[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a whole course comes to; of equal extremes the first. */
export function factsOf(course: Course, history: MetricHistory): CourseFacts {
  const { y, length } = course;
  let least = -1;
  let largest = -1;
  let nanCount = 0;
  let infinityCount = 0;
  for (let i = 0; i < length; i++) {
    const value = y[i]!;
    if (value - value === 0) {
      if (least < 0 || value < y[least]!) least = i;
      if (largest < 0 || value > y[largest]!) largest = i;
    } else if (Number.isNaN(value)) nanCount++;
    else infinityCount++;
  }
  const point = (i: number): CoursePoint | undefined =>
    i < 0 ? undefined : { value: y[i]!, step: history.steps[course.places?.[i] ?? i]!, x: course.x[i]! };
  return { min: point(least), max: point(largest), nanCount, infinityCount };
}
