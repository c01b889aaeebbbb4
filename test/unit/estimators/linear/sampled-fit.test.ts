// Tall data, which are fitted by way of a sample, held against the fit that takes all products.
import { beforeAll, describe, expect, it } from "vitest";
import { ElasticNet } from "../../../../src/estimators/index.ts";
import { plainPass, simdPass } from "../../../../src/estimators/linear/simd/residual-pass.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

const N_ROWS = 33_000;
const N_COLUMNS = 64;
const values = new Float64Array(N_ROWS * N_COLUMNS);
const y = new Float64Array(N_ROWS);
const X = { data: values, shape: [N_ROWS, N_COLUMNS], order: "column" } as const;

beforeAll(() => {
  const random = new RandomState(11);
  for (let at = 0; at < values.length; at++) values[at] = 0.5 + random.standardNormal();
  for (let i = 0; i < N_ROWS; i++) {
    y[i] = 7 + 2 * values[i]! - values[3 * N_ROWS + i]! + 0.3 * random.standardNormal();
  }
});

/** The mean of the squares of the centred y. */
function variance(): number {
  const mean = y.reduce((sum, value) => sum + value, 0) / N_ROWS;
  return y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / N_ROWS;
}

describe("a fit of tall data", () => {
  it.each([
    { alpha: 0.05, l1Ratio: 0.5 },
    { alpha: 0.05, l1Ratio: 0.9, fitIntercept: false },
    { alpha: 0.05, l1Ratio: 0.5, positive: true },
  ])("is within its tolerance of the fit on the products of all rows: %o", (params) => {
    const model = new ElasticNet({ ...params, tol: 1e-5 }).fit(X, y);
    const exact = new ElasticNet({ ...params, tol: 1e-13 }).fit(X, y);
    expect(model.dualGap).toBeLessThanOrEqual(1e-5 * (params.fitIntercept === false ? 60 : variance()));
    // Columns of unit variance: the squared distance is at most twice the gap, which is 1e-5 of a variance of 5 (or squares of 60).
    const room = Math.sqrt(2 * 1e-5 * 60);
    expect(model.coefficients).toBeAllClose(exact.coefficients, { atol: room });
    expect([model.intercept]).toBeAllClose([exact.intercept], { atol: 8 * room });
  });

  it("notices rows that the sample has not seen and are like no others", () => {
    const odd = values.slice();
    const oddY = y.slice();
    for (let i = 1000; i < 1030; i++) {
      odd[5 * N_ROWS + i] = 1e5;
      oddY[i] = 3e5;
    }
    const oddX = { ...X, data: odd };
    const model = new ElasticNet({ alpha: 0.05 }).fit(oddX, oddY);
    const exact = new ElasticNet({ alpha: 0.05, tol: 1e-13 }).fit(oddX, oddY);
    expect(model.coefficients[5]).toBeCloseTo(exact.coefficients[5]!, 2);
  });
});

describe("the SIMD pass over residuals", () => {
  it.each([1, 64, 700, 33_000])("finds what plain sums find, over %i rows", (nRows) => {
    const matrix = { nRows, nColumns: N_COLUMNS, values: values.slice(0, nRows * N_COLUMNS) };
    const w = Float64Array.from({ length: N_COLUMNS }, (_, j) => (j % 3 === 0 ? j / 10 : 0));
    const target = y.slice(0, nRows);
    const [simd, plain] = [simdPass(matrix, target, w, 2)!, plainPass(matrix, target, w, 2)];
    // Sums in another order: a few units in the last place of the sums of sizes.
    const atol = 1e-12 * nRows * 30;
    expect(simd.pulls).toBeAllClose(plain.pulls, { rtol: 1e-11, atol });
    expect(simd.columnSums).toBeAllClose(plain.columnSums, { rtol: 1e-11, atol });
    expect([simd.sum, simd.norm2]).toBeAllClose([plain.sum, plain.norm2], { rtol: 1e-11, atol });
  });
});
