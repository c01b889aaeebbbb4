import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axisTicks, extentOf, shareOf, widened } from "../../../../src/ui/charts/axis-ticks.ts";
import { boxStatistics } from "../../../../src/ui/charts/box-statistics.ts";
import { interpolateGrid } from "../../../../src/ui/charts/grid-interpolation.ts";
import { nearestPoint, withNewPoints } from "../../../../src/ui/charts/line-points.ts";
import { smooth } from "../../../../src/ui/charts/smoothing.ts";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });

describe("smoothing", () => {
  it("keeps a constant course as it is, from its first point", () => {
    const ys = smooth(new Float64Array(20).fill(7), 0.9);
    for (const y of ys) expect(y).toBeCloseTo(7, 12);
  });

  it("never leaves the range of the values", () => {
    fc.assert(
      fc.property(
        fc.array(finite, { minLength: 1 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (ys, weight) => {
          const smoothed = smooth(Float64Array.from(ys), weight);
          const room = 1e-9 * Math.max(1, ...ys.map(Math.abs));
          for (const y of smoothed) {
            expect(y).toBeGreaterThanOrEqual(Math.min(...ys) - room);
            expect(y).toBeLessThanOrEqual(Math.max(...ys) + room);
          }
        },
      ),
    );
  });

  it("weighs the past as asked: two points at weight 0.5 give (y1 + 2 y2) / 3", () => {
    expect(smooth(Float64Array.of(3, 6), 0.5)[1]).toBeCloseTo(5, 12);
  });

  it("leaves NaN where it is and goes on behind it", () => {
    expect([...smooth(Float64Array.of(1, Number.NaN, 1), 0.5)]).toEqual([1, Number.NaN, 1]);
  });
});

describe("the points of a line", () => {
  const line = { xs: Float64Array.of(0, 1), ys: Float64Array.of(5, 6) };

  it("grow by what a run logs", () => {
    const grown = withNewPoints(line, { steps: [2, 3], times: [20, 30], values: [7, "NaN"] }, "step", 0);
    expect([...(grown?.xs ?? [])]).toEqual([0, 1, 2, 3]);
    expect([...(grown?.ys ?? [])]).toEqual([5, 6, 7, Number.NaN]);
  });

  it("take in a point that was logged late at its place", () => {
    const grown = withNewPoints(line, { steps: [3, 0], times: [1, 2], values: [8, 9] }, "step", 0);
    expect([...(grown?.xs ?? [])]).toEqual([0, 0, 1, 3]);
    expect([...(grown?.ys ?? [])]).toEqual([5, 9, 6, 8]);
  });

  it("stand at the time since the run's start", () => {
    const none = { xs: new Float64Array(), ys: new Float64Array() };
    const grown = withNewPoints(none, { steps: [9], times: [1500], values: [1] }, "relative", 1000);
    expect([...(grown?.xs ?? [])]).toEqual([500]);
  });

  it("cannot be placed here when x is another metric", () => {
    expect(withNewPoints(line, { steps: [2], times: [2], values: [1] }, "metric:loss", 0)).toBeUndefined();
  });

  it("are found by the nearest x", () => {
    fc.assert(
      fc.property(fc.array(finite, { minLength: 1 }), finite, (xs, x) => {
        const sorted = Float64Array.from(xs).sort();
        const found = sorted[nearestPoint(sorted, x) ?? -1] ?? Number.NaN;
        expect(Math.abs(found - x)).toBe(Math.min(...xs.map((other) => Math.abs(other - x))));
      }),
    );
    expect(nearestPoint(new Float64Array(), 1)).toBeUndefined();
  });
});

describe("an axis", () => {
  it("covers the finite values, and leaves room around a single one", () => {
    expect(extentOf([3, Number.NaN, Number.POSITIVE_INFINITY, 5])).toEqual([3, 5]);
    expect(extentOf([2])).toEqual([1.9, 2.1]);
    expect(extentOf([-1, 0, 2], true)).toEqual([1, 4]);
    expect(extentOf([Number.NaN])).toBeUndefined();
  });

  it("marks powers of ten on a logarithmic axis", () => {
    expect(axisTicks([0.001, 100], 6, true).map(({ value }) => value)).toEqual([
      0.001, 0.01, 0.1, 1, 10, 100,
    ]);
    expect(axisTicks([2, 8], 4, true).map(({ value }) => value)).toEqual([2, 4, 6, 8]);
  });

  it("places its ends at 0 and 1, also when widened", () => {
    expect(shareOf(10, [1, 100], true)).toBeCloseTo(0.5, 12);
    expect(shareOf(1, [1, 3], false)).toBe(0);
    expect(widened([0, 10], 0.1, false)).toEqual([-1, 11]);
  });
});

describe("a box plot", () => {
  it("has the quartiles that numpy gives, and whiskers at the last value within 1.5 boxes", () => {
    // numpy 2: percentile([1,2,3,4,5,6,7,8,9,40], [25, 50, 75]) = 3.25, 5.5, 7.75
    expect(boxStatistics([40, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual({
      count: 10,
      lowWhisker: 1,
      lowQuartile: 3.25,
      median: 5.5,
      highQuartile: 7.75,
      highWhisker: 9,
      outliers: [40],
    });
    expect(boxStatistics([Number.NaN])).toBeUndefined();
  });
});

describe("a grid between points", () => {
  it("stays within what was measured and meets it", () => {
    const point = fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
      z: finite,
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), (points) => {
        const zs = points.map(({ z }) => z);
        const room = 1e-9 * Math.max(1, ...zs.map(Math.abs));
        for (const z of interpolateGrid(points, 5)) {
          expect(z).toBeGreaterThanOrEqual(Math.min(...zs) - room);
          expect(z).toBeLessThanOrEqual(Math.max(...zs) + room);
        }
      }),
    );
    expect(
      interpolateGrid(
        [
          { x: 0.5, y: 0.5, z: 3 },
          { x: 0, y: 0, z: 9 },
        ],
        1,
      )[0],
    ).toBe(3);
  });
});
