import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ElasticNet, enetPath, Lasso, type LinearModel } from "../../src/estimators/index.ts";
import { type RandomProblem, randomProblem } from "../support/random-problems.ts";
import { silenceWarnings } from "../support/warnings.ts";

// Fits that stop early, or are held to a tolerance below rounding, say so; here that is meant.
let restoreWarnings: () => Promise<void>;
beforeAll(() => {
  restoreWarnings = silenceWarnings();
});
afterAll(() => restoreWarnings());

const penalties = fc.record({
  alpha: fc.constantFrom(0.001, 0.03, 0.3, 2),
  l1Ratio: fc.constantFrom(0, 0.1, 0.5, 1),
  fitIntercept: fc.boolean(),
  positive: fc.boolean(),
});
type Penalty = typeof penalties extends fc.Arbitrary<infer T> ? T : never;

/** `X'r / n` less the pull of the squares, at the model's coefficients; plain sums, nothing shared with the solver. */
function pulls({ X, y }: RandomProblem, { alpha, l1Ratio }: Penalty, model: LinearModel): number[] {
  const w = model.coefficients;
  const residuals = X.map(
    (row, i) => y[i]! - model.intercept - row.reduce((sum, x, j) => sum + x * w[j]!, 0),
  );
  return Array.from(w, (wj, j) => {
    const mean = X.reduce((sum, row) => sum + row[j]!, 0) / X.length;
    const centre = model.params["fitIntercept"] === true ? mean : 0;
    const dot = X.reduce((sum, row, i) => sum + (row[j]! - centre) * residuals[i]!, 0);
    return dot / X.length - alpha * (1 - l1Ratio) * wj;
  });
}

function objective(
  { X, y }: RandomProblem,
  { alpha, l1Ratio }: Penalty,
  w: ArrayLike<number>,
  b: number,
): number {
  const squares = X.reduce((sum, row, i) => {
    const residual = y[i]! - b - row.reduce((total, x, j) => total + x * w[j]!, 0);
    return sum + residual * residual;
  }, 0);
  const coefficients = Array.from(w);
  const l1 = coefficients.reduce((sum, value) => sum + Math.abs(value), 0);
  const l2 = coefficients.reduce((sum, value) => sum + value * value, 0);
  return squares / (2 * X.length) + alpha * l1Ratio * l1 + (alpha * (1 - l1Ratio) * l2) / 2;
}

function scaleOf({ X, y }: RandomProblem): number {
  const largest = Math.max(...X.flat().map(Math.abs), 1);
  return largest * Math.max(...y.map(Math.abs), 1);
}

describe("a fitted elastic net", () => {
  it("meets the conditions of a minimum (Karush, Kuhn, Tucker) at every coefficient", () => {
    fc.assert(
      fc.property(randomProblem(), penalties, (problem, penalty) => {
        const model = new ElasticNet({ ...penalty, tol: 1e-12, maxIter: 100_000 }).fit(problem.X, problem.y);
        const l1 = penalty.alpha * penalty.l1Ratio;
        // Rounding of X'r is a share of about 1e-16 of the largest |x| times the largest |y|, times the number of rows.
        const slack = 1e-8 * scaleOf(problem);
        pulls(problem, penalty, model).forEach((pull, j) => {
          const wj = model.coefficients[j]!;
          if (penalty.positive) expect(wj).toBeGreaterThanOrEqual(0);
          if (wj !== 0) expect(Math.abs(pull - l1 * Math.sign(wj))).toBeLessThanOrEqual(slack);
          else expect(penalty.positive ? pull : Math.abs(pull)).toBeLessThanOrEqual(l1 + slack);
        });
      }),
    );
  });

  it("bounds its distance from the minimum by its dual gap", () => {
    fc.assert(
      fc.property(randomProblem(), penalties, (problem, penalty) => {
        const loose = new ElasticNet({ ...penalty, maxIter: 1 }).fit(problem.X, problem.y);
        const tight = new ElasticNet({ ...penalty, tol: 1e-14, maxIter: 100_000 }).fit(problem.X, problem.y);
        const excess =
          objective(problem, penalty, loose.coefficients, loose.intercept) -
          objective(problem, penalty, tight.coefficients, tight.intercept);
        const rounding = 1e-12 * scaleOf(problem) ** 2;
        expect(excess).toBeLessThanOrEqual(loose.dualGap + rounding);
        expect(excess).toBeGreaterThanOrEqual(-tight.dualGap - rounding);
      }),
    );
  });

  it("counts a weight of k as k rows", () => {
    fc.assert(
      fc.property(randomProblem(), penalties, (problem, penalty) => {
        fc.pre(problem.weights.some((weight) => weight > 0));
        const net = new ElasticNet({ ...penalty, tol: 1e-13, maxIter: 100_000 });
        const rows = problem.weights.flatMap((weight, i) => Array.from({ length: weight }, () => i));
        const weighted = net.fit(problem.X, problem.y, { sampleWeight: problem.weights });
        const repeated = net.fit(
          rows.map((i) => problem.X[i]!),
          rows.map((i) => problem.y[i]!),
        );
        // With l1 alone and copied columns the coefficients need not be unique, but the predictions are.
        const largest = Math.max(...problem.y.map(Math.abs), 1);
        const kept = rows.map((i) => problem.X[i]!);
        expect(weighted.predict(kept)).toBeAllClose(repeated.predict(kept), {
          rtol: 1e-5,
          atol: 1e-5 * largest,
        });
      }),
    );
  });

  it("does not care for the order of rows, nor of columns", () => {
    fc.assert(
      fc.property(randomProblem(), penalties, ({ X, y }, penalty) => {
        const net = new ElasticNet({ ...penalty, tol: 1e-13, maxIter: 100_000 });
        const turned = X.map((row) => row.toReversed()).reverse();
        const largest = Math.max(...y.map(Math.abs), 1);
        const predictions = net.fit(turned, y.toReversed()).predict(turned).reverse();
        expect(predictions).toBeAllClose(net.fit(X, y).predict(X), { rtol: 1e-5, atol: 1e-5 * largest });
      }),
    );
  });

  it("scales with y, when alpha does too", () => {
    fc.assert(
      fc.property(randomProblem(), fc.constantFrom(0.125, 4, 1024), ({ X, y }, factor) => {
        // Powers of two change no digit, so the two fits agree to the last bit.
        const plain = new Lasso({ alpha: 0.25, maxIter: 100_000 }).fit(X, y);
        const scaled = new Lasso({ alpha: 0.25 * factor, maxIter: 100_000 }).fit(
          X,
          y.map((value) => value * factor),
        );
        expect(scaled.coefficients).toEqual(plain.coefficients.map((value) => value * factor));
        expect(scaled.intercept).toBe(plain.intercept * factor);
      }),
    );
  });
});

describe("the path of an elastic net", () => {
  it("starts where all coefficients are 0, and just below that one of them is not", () => {
    fc.assert(
      fc.property(randomProblem(), fc.constantFrom(0.1, 0.5, 1), ({ X, y }, l1Ratio) => {
        const path = enetPath(X, y, { l1Ratio, nAlphas: 2, eps: 0.99 });
        fc.pre(path.alphas[0]! > 1e-12);
        const scale = Math.max(...y.map(Math.abs), 1);
        expect(path.coefficients.map((along) => Math.abs(along[0]!) <= 1e-12 * scale)).not.toContain(false);
        expect(path.coefficients.some((along) => along[1] !== 0)).toBe(true);
      }),
    );
  });
});
