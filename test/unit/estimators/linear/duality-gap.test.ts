import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dualityGap } from "../../../../src/estimators/linear/duality-gap.kernel.ts";

const number = fc.double({ min: -10, max: 10, noNaN: true });
const vector = fc.array(number, { minLength: 4, maxLength: 4 });

/** Primal less dual objective, written down as they stand in the papers. */
function primalLessDual(x: number[][], y: number[], w: number[], l1: number, l2: number): number {
  const dot = (a: number[], b: number[]): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const r = y.map((value, i) => value - dot(x[i]!, w));
  const g = w.map(
    (wj, j) =>
      dot(
        x.map((row) => row[j]!),
        r,
      ) -
      l2 * wj,
  );
  const c = Math.min(1, l1 / Math.max(...g.map(Math.abs)));
  const primal = 0.5 * dot(r, r) + l1 * w.reduce((sum, wj) => sum + Math.abs(wj), 0) + 0.5 * l2 * dot(w, w);
  const dual = -0.5 * c * c * (dot(r, r) + l2 * dot(w, w)) + c * dot(r, y);
  return primal - dual;
}

describe("dualityGap", () => {
  it("is the primal less the dual objective, in a form in which nothing cancels", () => {
    fc.assert(
      fc.property(
        fc.array(vector, { minLength: 5, maxLength: 5 }),
        fc.array(number, { minLength: 5, maxLength: 5 }),
        vector,
        fc.double({ min: 0.1, max: 50, noNaN: true }),
        fc.double({ min: 0, max: 50, noNaN: true }),
        (x, y, w, l1, l2) => {
          const r = y.map((value, i) => value - x[i]!.reduce((sum, xij, j) => sum + xij * w[j]!, 0));
          const correlations = w.map((_, j) => x.reduce((sum, row, i) => sum + row[j]! * r[i]!, 0));
          const norm2 = r.reduce((sum, value) => sum + value * value, 0);
          const gap = dualityGap(Float64Array.from(w), Float64Array.from(correlations), norm2, l1, l2, false);
          const expected = primalLessDual(x, y, w, l1, l2);
          // The subtraction on the other side loses digits of its largest term.
          expect(Math.abs(gap - expected)).toBeLessThanOrEqual(1e-10 * (1 + norm2 + l2 * 400));
        },
      ),
    );
  });

  it("is the squared gradient without a penalty, and lets a bound coefficient be", () => {
    const none = dualityGap(Float64Array.of(1, 0), Float64Array.of(3, -4), 7, 0, 0, false);
    expect(none).toBe(25);
    expect(dualityGap(Float64Array.of(1, 0), Float64Array.of(3, -4), 7, 0, 0, true)).toBe(9);
  });
});
