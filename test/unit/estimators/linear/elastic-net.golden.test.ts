import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ElasticNet, enetPath, Lasso, type LinearModel } from "../../../../src/estimators/index.ts";
import { type GoldenCase, goldenCases, goldenData } from "../../../support/golden-elastic-net.ts";
import { silenceWarnings, withWarnings } from "../../../support/warnings.ts";

let restoreWarnings: () => Promise<void>;
beforeAll(() => {
  restoreWarnings = silenceWarnings();
});
afterAll(() => restoreWarnings());

const NAMES: Readonly<Record<string, string>> = {
  l1_ratio: "l1Ratio",
  fit_intercept: "fitIntercept",
  max_iter: "maxIter",
};

/** The parameters of a case by our names. */
function paramsOf({ params }: GoldenCase): Record<string, number | boolean | number[]> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [NAMES[name] ?? name, value]));
}

function fitCase(golden: GoldenCase, overrides: Record<string, number> = {}): LinearModel {
  const { X, y } = goldenData(golden);
  const params = { ...paramsOf(golden), ...overrides };
  const estimator = golden.op === "Lasso.fit" ? new Lasso(params) : new ElasticNet(params);
  return estimator.fit(X, y, { sampleWeight: golden.sample_weight });
}

const fits = goldenCases("ElasticNet.fit", "Lasso.fit");
const tight = fits.filter(({ params }) => Number(params["tol"] ?? 1) <= 1e-10);

describe("ElasticNet and Lasso against scikit-learn", () => {
  // Both sides are within about 1e-8 of the optimum at these tolerances; atol covers coefficients that are 0 on one side.
  it.each(tight)("find the coefficients of $id", (golden) => {
    const model = fitCase(golden);
    const largest = Math.max(...golden.expect.coef.map(Math.abs));
    // Without a penalty scikit-learn's sweeps end that far from least squares; its LinearRegression confirms our digits.
    const rtol = golden.params["alpha"] === 0 ? 1e-7 : 1e-8;
    expect(model.coefficients).toBeAllClose(golden.expect.coef, { rtol, atol: 1e-9 * largest });
    expect([model.intercept]).toBeAllClose([golden.expect.intercept], { rtol: 1e-10 });
  });

  it.each(fits)("end with a gap no larger than that of $id", (golden) => {
    const { y } = goldenData(golden);
    const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
    const scale = y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length;
    // Rounding: after the same sweeps the last digits differ; and at the optimum X'r, and with it the gap of either side
    // (scikit-learn's may come out as 0 or below), is known only to a share of ||y||^2 of about 1e-14 times the condition.
    const largest = Math.max(golden.expect.dual_gap * (1 + 1e-12), 1e-13 * scale);
    expect(fitCase(golden).dualGap).toBeLessThanOrEqual(largest);
  });

  it.each(fits)("warn for $id when scikit-learn does", async (golden) => {
    const { warnings } = await withWarnings(() => fitCase(golden));
    expect(warnings.length > 0).toBe(golden.expect.warnings.length > 0);
  });

  it.each(fits.filter(({ expect: { predict } }) => predict !== undefined))("predict for $id", (golden) => {
    const { testX } = goldenData(golden);
    // At the default tol scikit-learn itself is only this close to the optimum.
    expect(fitCase(golden).predict(testX)).toBeAllClose(golden.expect.predict ?? [], { rtol: 1e-3 });
  });

  it("do the three sweeps they are allowed and say how large the gap still is", async () => {
    const golden = fits.find(({ id }) => id === "max_iter_3")!;
    const { value: model, warnings } = await withWarnings(() => fitCase(golden));
    expect(model.nIter).toBe(3);
    // The same three sweeps, so the same numbers but for rounding.
    expect(model.coefficients).toBeAllClose(golden.expect.coef, { rtol: 1e-10 });
    expect([model.dualGap]).toBeAllClose([golden.expect.dual_gap], { rtol: 1e-10 });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(
      /^ConvergenceWarning: ElasticNet did not converge in 3 sweeps: the duality gap is 4\.7\d\de\+5/,
    );
  });

  it("come to the same optimum from a warm start", () => {
    const golden = goldenCases("ElasticNet.warm_start")[0]!;
    const { X, y } = goldenData(golden);
    let start: LinearModel | undefined;
    for (const step of golden.expect.steps) {
      const estimator = new ElasticNet({ alpha: step.alpha, l1Ratio: 0.5 });
      const cold = estimator.fit(X, y);
      const warm = estimator.fit(X, y, { initialCoefficients: start?.coefficients });
      expect(warm.coefficients).toBeAllClose(cold.coefficients, { rtol: 1e-8, atol: 1e-8 });
      expect(warm.nIter).toBeLessThanOrEqual(cold.nIter + 1);
      start = warm;
    }
  });
});

describe("enetPath against scikit-learn", () => {
  const paths = goldenCases("enet_path", "lasso_path");

  it.each(paths)("lays out the alphas and follows them down for $id", (golden) => {
    const { X, y } = goldenData(golden);
    const { alphas, ...rest } = paramsOf(golden);
    const grid = Array.isArray(alphas) ? { alphas } : { nAlphas: Number(alphas ?? 100) };
    const path = enetPath(X, y, { l1Ratio: golden.op === "lasso_path" ? 1 : 0.5, ...rest, ...grid });
    expect(path.alphas).toBeAllClose(golden.expect.alphas, { rtol: 1e-13 });
    const isTight = Number(golden.params["tol"] ?? 1) <= 1e-10;
    golden.expect.coefs.forEach((expected, j) => {
      const largest = Math.max(...golden.expect.coefs.flat().map(Math.abs));
      // At the default tol scikit-learn's own coefficients are off the optimum by up to a percent of the largest.
      const tolerance = isTight ? { rtol: 1e-8, atol: 1e-9 * largest } : { atol: 0.02 * largest };
      expect(path.coefficients[j]).toBeAllClose(expected, tolerance);
    });
    const scale = y.reduce((sum, value) => sum + value * value, 0) / y.length;
    path.dualGaps.forEach((gap, i) => {
      expect(gap).toBeLessThanOrEqual(Math.max(golden.expect.dual_gaps[i]!, 1e-13 * scale)); // rounding, as above
    });
  });
});
