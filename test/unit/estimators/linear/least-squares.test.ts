import { describe, expect, it } from "vitest";
import { ElasticNet, LinearRegression, Ridge } from "../../../../src/estimators/index.ts";
import { goldenCases, goldenData } from "../../../support/golden-elastic-net.ts";

const X = [
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 4],
];
const y = [3, 4, 9, 10, 12];

describe("LinearRegression and Ridge against scikit-learn", () => {
  it.each(goldenCases("Ridge.fit", "LinearRegression.fit"))("find the coefficients of $id", (golden) => {
    const { X, y, testX } = goldenData(golden);
    const fitIntercept = golden.params["fit_intercept"] !== false;
    const estimator =
      golden.op === "Ridge.fit"
        ? new Ridge({ alpha: Number(golden.params["alpha"]), fitIntercept })
        : new LinearRegression({ fitIntercept });
    const model = estimator.fit(X, y, { sampleWeight: golden.sample_weight });
    const largest = Math.max(...golden.expect.coef.map(Math.abs));
    // Both sides solve directly; what differs is rounding times the condition of the data, here below 1e4.
    expect(model.coefficients).toBeAllClose(golden.expect.coef, { rtol: 1e-9, atol: 1e-11 * largest });
    expect([model.intercept]).toBeAllClose([golden.expect.intercept], { rtol: 1e-10, atol: 1e-10 });
    if (golden.expect.predict !== undefined) {
      expect(model.predict(testX)).toBeAllClose(golden.expect.predict, { rtol: 1e-10 });
    }
  });
});

describe("LinearRegression", () => {
  it("finds a line that fits exactly, however far away", () => {
    const far = Array.from({ length: 50 }, (_, i) => [1e8 + i, 1e-3 * i * i]);
    const model = new LinearRegression().fit(
      far,
      far.map(([a = 0, b = 0]) => 2 * (a - 1e8) - 300 * b + 7),
    );
    expect(model.coefficients).toBeAllClose([2, -300], { rtol: 1e-10 });
    expect(
      model.score(
        far,
        far.map(([a = 0, b = 0]) => 2 * (a - 1e8) - 300 * b + 7),
      ),
    ).toBeCloseTo(1, 12);
  });

  it("keeps digits that a matrix of products would lose", () => {
    // Läuchli's columns: X'X rounds to a singular matrix at this size of the small entries.
    const tiny = 1e-9;
    const columns = { a: [1, tiny, 0, 0], b: [1, 0, tiny, 0], c: [1, 0, 0, tiny] };
    const rows = columns.a.map((a, i) => a + 2 * columns.b[i]! + 3 * columns.c[i]!);
    const model = new LinearRegression({ fitIntercept: false }).fit(columns, rows);
    expect(model.coefficients).toBeAllClose([1, 2, 3], { rtol: 1e-6 });
  });

  it("takes the answer of least norm when there are many", () => {
    const model = new LinearRegression({ fitIntercept: false }).fit([[3, 4]], [25]);
    expect(model.coefficients).toBeAllClose([3, 4], { rtol: 1e-15 });
    const copied = new LinearRegression().fit(
      X.map(([a = 0, b = 0]) => [a, a, b]),
      y,
    ).coefficients;
    expect(copied[0]).toBeCloseTo(copied[1]!, 12);
    expect(new LinearRegression().fit([[1], [1]], [2, 4]).coefficients).toEqual(Float64Array.of(0));
  });

  it("keeps coefficients at least 0 when told so, as the elastic net without a penalty does", () => {
    const opposed = X.map(([a = 0, b = 0], i) => [a, -b, i % 2]);
    const model = new LinearRegression({ positive: true }).fit(opposed, y);
    expect(model.coefficients[1]).toBe(0);
    expect(Math.min(...model.coefficients)).toBe(0);
    const alone = new LinearRegression({ positive: true }).fit(
      opposed.map(([a = 0]) => [a]),
      y,
    );
    expect([model.coefficients[0]!]).toBeAllClose([alone.coefficients[0]!], { rtol: 0.2 });
  });

  it("fits several targets as it fits each of them", () => {
    const Y = y.map((value, i) => [value, i * i, -value]);
    const models = new LinearRegression().fitTargets(X, Y, { sampleWeight: [1, 2, 1, 0, 3] });
    expect(models).toHaveLength(3);
    for (const [t, model] of models.entries()) {
      const alone = new LinearRegression().fit(
        X,
        Y.map((row) => row[t]!),
        { sampleWeight: [1, 2, 1, 0, 3] },
      );
      expect(model.coefficients).toBeAllClose(alone.coefficients, { rtol: 1e-14 });
      expect(model.intercept).toBeCloseTo(alone.intercept, 12);
    }
    expect(() => new LinearRegression().fitTargets(X, Y.slice(1))).toThrow("Y: it must have 5 values");
  });

  it("has a gap, the square of what is left of the gradient, that is nothing but rounding", () => {
    expect(new LinearRegression().fit(X, y).dualGap).toBeLessThan(1e-24);
  });
});

describe("Ridge", () => {
  it("is the elastic net with squares alone, on the scale of the sum", () => {
    const ridge = new Ridge({ alpha: 2.5 }).fit(X, y);
    const net = new ElasticNet({ alpha: 0.5, l1Ratio: 0, tol: 1e-14 }).fit(X, y);
    expect(ridge.coefficients).toBeAllClose(net.coefficients, { rtol: 1e-12 });
  });

  it("tends to the least squares of least norm as alpha goes to 0, singular or not", () => {
    const copied = X.map(([a = 0, b = 0]) => [a, b, a, 1]);
    const least = new LinearRegression().fit(copied, y).coefficients;
    expect(new Ridge({ alpha: 1e-7 }).fit(copied, y).coefficients).toBeAllClose(least, {
      rtol: 1e-6,
      atol: 1e-9,
    });
    expect(new Ridge({ alpha: 0 }).fit(copied, y).coefficients).toEqual(least);
    expect(new Ridge({ alpha: 1e-30 }).fit(copied, y).coefficients).toBeAllClose(least, {
      rtol: 1e-12,
      atol: 1e-14,
    });
  });

  it("gives the same from the side of the samples as from that of the features", () => {
    const wide = X.map((row, i) => [...row, i * i, Math.sin(i), Math.cos(3 * i), i % 2]);
    const model = new Ridge({ alpha: 0.1 }).fit(wide, y);
    const net = new ElasticNet({ alpha: 0.02, l1Ratio: 0, tol: 1e-14, maxIter: 100_000 }).fit(wide, y);
    expect(model.coefficients).toBeAllClose(net.coefficients, { rtol: 1e-9 });
    expect(model.dualGap).toBeLessThan(1e-20);
  });

  it("keeps coefficients at least 0 when told so", () => {
    const model = new Ridge({ alpha: 0.1, positive: true }).fit(
      X.map(([a = 0, b = 0]) => [a, -b]),
      y,
    );
    expect(model.coefficients[1]).toBe(0);
  });

  it("fits several targets as it fits each of them", () => {
    const Y = { first: y, second: [5, 1, 2, 8, 1] };
    const [first, second] = new Ridge({ alpha: 0.3 }).fitTargets(X, Y);
    expect(first!.coefficients).toEqual(new Ridge({ alpha: 0.3 }).fit(X, Y.first).coefficients);
    expect(second!.coefficients).toEqual(new Ridge({ alpha: 0.3 }).fit(X, Y.second).coefficients);
  });
});
