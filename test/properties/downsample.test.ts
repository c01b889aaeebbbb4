import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { courseOf, factsOf, partOf } from "../../src/tracking/columns/chart-series.ts";
import { bandOf } from "../../src/tracking/columns/course-band.ts";
import type { MetricHistory } from "../../src/tracking/columns/metric-history.ts";

function historyOf(points: readonly { readonly step: number; readonly value: number }[]): MetricHistory {
  return {
    length: points.length,
    steps: Float64Array.from(points, ({ step }) => step),
    timesMs: Float64Array.from(points, (_, i) => i),
    values: Float64Array.from(points, ({ value }) => value),
  };
}

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const points = fc.array(fc.record({ step: fc.integer({ min: -500, max: 500 }), value }), {
  minLength: 1,
  maxLength: 600,
});
const buckets = fc.integer({ min: 1, max: 20 });
const ALL = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

describe("a course in few points", () => {
  it("keeps the first, the last, the true extremes, and every kind of value that is no number", () => {
    fc.assert(
      fc.property(points, buckets, (list, count) => {
        const history = historyOf(list);
        const course = courseOf(history, { kind: "step" });
        const part = partOf(course, ...ALL, count);
        const kept = Array.from(part.points, (place) => course.y[place]!);
        expect(part.points[0]).toBe(0);
        expect(part.points.at(-1)).toBe(course.length - 1);
        const finite = list.map((point) => point.value).filter(Number.isFinite);
        const { min, max } = factsOf(course, history);
        expect(min?.value).toBe(finite.length === 0 ? undefined : Math.min(...finite));
        expect(max?.value).toBe(finite.length === 0 ? undefined : Math.max(...finite));
        if (min !== undefined && max !== undefined) {
          expect(kept).toContain(min.value);
          expect(kept).toContain(max.value);
        }
        for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
          const isIn = (values: readonly number[]): boolean => values.some((each) => Object.is(each, odd));
          expect(isIn(kept)).toBe(isIn(list.map((point) => point.value)));
        }
      }),
    );
  });

  it("has ascending places, at most seven a bucket, and all of them where there are few", () => {
    fc.assert(
      fc.property(points, buckets, (list, count) => {
        const course = courseOf(historyOf(list), { kind: "step" });
        const { points: places, isExact, inRange } = partOf(course, ...ALL, count);
        expect(inRange).toBe(list.length);
        expect(isExact).toBe(list.length <= 4 * count);
        expect(places.length).toBeLessThanOrEqual(isExact ? list.length : 7 * count);
        if (isExact) expect(Array.from(places)).toEqual(list.map((_, i) => i));
        for (let i = 1; i < places.length; i++) expect(places[i]!).toBeGreaterThan(places[i - 1]!);
      }),
    );
  });

  it("of a range holds one point before it and one after it", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: -500, max: 500 }), fc.nat({ max: 300 }), (list, from, width) => {
        const course = courseOf(historyOf(list), { kind: "step" });
        const xs = Array.from(course.x.subarray(0, course.length));
        const { points: places, inRange } = partOf(course, from, from + width, 1000);
        expect(inRange).toBe(xs.filter((x) => x >= from && x <= from + width).length);
        const before = xs.filter((x) => x < from).length;
        const after = xs.length - before - inRange;
        const wanted = inRange + Math.min(before, 1) + Math.min(after, 1);
        expect(Array.from(places)).toEqual(
          Array.from({ length: wanted }, (_, i) => before - Math.min(before, 1) + i),
        );
      }),
    );
  });

  it("is sorted by x, the points of the same x in the order they were logged", () => {
    fc.assert(
      fc.property(points, (list) => {
        const course = courseOf(historyOf(list), { kind: "step" });
        const sorted = [...list].sort((a, b) => a.step - b.step);
        expect(Array.from(course.x.subarray(0, course.length))).toEqual(sorted.map(({ step }) => step));
        expect(Array.from(course.y.subarray(0, course.length))).toEqual(sorted.map((point) => point.value));
      }),
    );
  });
});

describe("the band of several courses", () => {
  it("has at each step the mean, the extremes and the spread of those that have a point there", () => {
    const a = courseOf(historyOf([0, 1, 2].map((step) => ({ step, value: step }))), { kind: "step" });
    const b = courseOf(historyOf([1, 2].map((step) => ({ step, value: 3 * step }))), { kind: "step" });
    expect(bandOf([a, b], ...ALL, 10)).toEqual({
      x: [0, 1, 2],
      mean: [0, 2, 4],
      min: [0, 1, 2],
      max: [0, 3, 6],
      standardDeviation: [0, Math.SQRT2, Math.sqrt(8)],
      count: [1, 2, 2],
    });
  });

  it("counts a course in a bucket with its mean, so that none weighs more for having more points", () => {
    const dense = courseOf(historyOf(Array.from({ length: 100 }, (_, step) => ({ step, value: 1 }))), {
      kind: "step",
    });
    const thin = courseOf(historyOf([10, 60].map((step) => ({ step, value: 3 }))), { kind: "step" });
    expect(bandOf([dense, thin], ...ALL, 2)).toMatchObject({ mean: [2, 2], count: [2, 2] });
  });
});
