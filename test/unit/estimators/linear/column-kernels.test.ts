// The SIMD kernels over columns held against their plain twins, and both against sums written out.
import { describe, expect, it } from "vitest";
import { nthLargest } from "../../../../src/estimators/linear/nth-largest.kernel.ts";
import { plainProducts, simdProducts } from "../../../../src/estimators/linear/simd/column-products.ts";
import { plainSweeper, simdSweeper } from "../../../../src/estimators/linear/simd/copied-sweeper.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

function normals(length: number, seed: number): Float64Array {
  const random = new RandomState(seed);
  return Float64Array.from({ length }, () => random.standardNormal());
}

describe.each([
  ["plain", plainProducts],
  ["SIMD", simdProducts],
])("the %s products of columns with vectors", (_name, productsOf) => {
  it.each([
    [1, 1],
    [7, 3],
    [16, 40],
    [1003, 70],
    [5000, 5],
  ])("are the sums over %i rows, for each of %i columns less its shift", (nRows, nColumns) => {
    const values = normals(nRows * nColumns, 1);
    const shifts = normals(nColumns, 2);
    const vectors = [normals(nRows, 3), normals(nRows, 4)];
    const products = productsOf({ nRows, nColumns, values }, shifts, vectors)!;
    const expected = vectors.map((v) =>
      Float64Array.from(shifts, (shift, j) =>
        v.reduce((sum, vi, i) => sum + (values[j * nRows + i]! - shift) * vi, 0),
      ),
    );
    // The sums are taken in another order, which costs a few units in the last place of the sum of sizes.
    for (const [k, each] of products.entries()) {
      expect(each).toBeAllClose(expected[k]!, { rtol: 1e-12, atol: 1e-14 * nRows });
    }
  });
});

describe("sweeps over copied columns", () => {
  it.each([5, 64, 203])("come to the same by SIMD as by plain sums, with %i rows", (n) => {
    const k = 9;
    const X = normals(n * k, 5);
    X.fill(0, 2 * n, 3 * n);
    const target = normals(n, 6);
    const norms = Float64Array.from({ length: k }, (_, j) =>
      X.subarray(j * n, (j + 1) * n).reduce((sum, x) => sum + x * x, 0),
    );
    const start = Float64Array.from({ length: k }, (_, j) => (j === 1 ? 0.5 : 0));
    const fill = (j: number, column: Float64Array): void => column.set(X.subarray(j * n, (j + 1) * n));
    for (const positive of [false, true]) {
      const [simd, plain] = [
        simdSweeper(target, norms, start, fill)!,
        plainSweeper(target, norms, start, fill),
      ];
      for (const list of [Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8), Int32Array.of(1, 5), new Int32Array(0)]) {
        const penalty = { l1: 0.1, l2: 0.3, positive };
        const [change, expected] = [simd.sweep(list, penalty), plain.sweep(list, penalty)];
        expect([change]).toBeAllClose([expected], { rtol: 1e-11, atol: 1e-13 });
        expect(simd.w).toBeAllClose(plain.w, { rtol: 1e-11, atol: 1e-13 });
        expect([simd.norm2()]).toBeAllClose([plain.norm2()], { rtol: 1e-12 });
      }
      simd.move(3, 0.25);
      plain.move(3, 0.25);
      expect([simd.correlation(4)]).toBeAllClose([plain.correlation(4)], { rtol: 1e-10, atol: 1e-11 });
      expect(plain.w[2]).toBe(0);
      simd.release();
    }
  });
});

describe("nthLargest", () => {
  it.each([1, 2, 50, 99, 100])("finds the value with %i - 1 before it in order, repeated values too", (n) => {
    const values = normals(100, n).map((value) => Math.round(4 * value) + 0);
    expect(nthLargest(values.slice(), n)).toBe(values.toSorted().reverse()[n - 1]);
  });
});
