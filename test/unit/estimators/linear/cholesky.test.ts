import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorCholesky, solveCholesky } from "../../../../src/estimators/linear/cholesky.kernel.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

/** `B B'` for a k x rank matrix B of normal numbers. */
function gramOf(seed: number, k: number, rank: number): Float64Array {
  const random = new RandomState(seed);
  const b = Array.from({ length: k }, () => Array.from({ length: rank }, () => random.standardNormal()));
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return b[i]!.reduce((sum, value, t) => sum + value * b[j]![t]!, 0);
  });
}

function times(a: Float64Array, k: number, x: Float64Array): Float64Array {
  return x.map((_, i) => x.reduce((sum, value, j) => sum + a[i * k + j]! * value, 0));
}

describe("the Cholesky factorisation", () => {
  it("solves A x = b: the product A x is b again, singular or not, if b lies in the range of A", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 12 }),
        (seed, k, rank) => {
          const a = gramOf(seed, k, rank);
          const b = times(
            a,
            k,
            Float64Array.from({ length: k }, (_, i) => i + 1),
          );
          const factor = a.slice();
          const x = b.slice();
          factorCholesky(factor, k);
          solveCholesky(factor, k, x);
          const size = Math.max(...a.map(Math.abs)) * k * k;
          expect(times(a, k, x)).toBeAllClose(b, { atol: 1e-9 * size });
        },
      ),
    );
  });

  it("gives a row that repeats another no pivot and no part in the solution", () => {
    const factor = Float64Array.of(4, 2, 4, 2, 3, 2, 4, 2, 4);
    factorCholesky(factor, 3);
    expect(factor[8]).toBe(0);
    const x = Float64Array.of(8, 5, 8);
    solveCholesky(factor, 3, x);
    expect(x).toBeAllClose([1.75, 0.5, 0], { rtol: 1e-15 });
  });
});
