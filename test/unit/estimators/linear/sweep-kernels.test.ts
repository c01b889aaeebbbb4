// The SIMD sweep held against its plain twin, to the last bit.
import { describe, expect, it } from "vitest";
import { plainSweeps, simdSweeps } from "../../../../src/estimators/linear/simd/sweep-workspace.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

/** The products of a few more random rows than columns, and of a target; the column 1 is 0. */
function randomGram(p: number): { gram: Float64Array; correlations: Float64Array } {
  const random = new RandomState(p);
  const rows = Array.from({ length: p + 5 }, () =>
    Array.from({ length: p }, (_, j) => (j === 1 ? 0 : random.standardNormal())),
  );
  const gram = Float64Array.from({ length: p * p }, (_, at) =>
    rows.reduce((sum, row) => sum + row[Math.floor(at / p)]! * row[at % p]!, 0),
  );
  const correlations = Float64Array.from({ length: p }, (_, j) => (j === 1 ? 0 : 30 * (-1) ** (j % 3)));
  return { gram, correlations };
}

describe("the SIMD sweep", () => {
  it.each([2, 4, 5, 7, 32, 101])("does to the last bit what the plain one does, with %i features", (p) => {
    const { gram, correlations } = randomGram(p);
    for (const positive of [false, true]) {
      const [simd, plain] = [simdSweeps(gram, p)!, plainSweeps(gram, p)];
      simd.pulls.set(correlations);
      plain.pulls.set(correlations);
      for (let sweep = 0; sweep < 5; sweep++) {
        const penalty = { l1: 10 / (sweep + 1), l2: sweep, positive };
        expect(simd.sweep(penalty)).toBe(plain.sweep(penalty));
        expect(simd.w).toEqual(plain.w);
        expect(simd.pulls).toEqual(plain.pulls);
      }
      expect(plain.w.some((wj) => wj !== 0)).toBe(true);
      if (positive) expect(plain.w.every((wj) => wj >= 0)).toBe(true);
      simd.release();
    }
  });

  it("gives two that are in use at once memories of their own", () => {
    const { gram, correlations } = randomGram(8);
    const [first, second] = [simdSweeps(gram, 8)!, simdSweeps(gram, 8)!];
    first.pulls.set(correlations);
    second.pulls.fill(1);
    expect(first.pulls).toEqual(correlations);
    first.release();
    second.release();
  });
});
