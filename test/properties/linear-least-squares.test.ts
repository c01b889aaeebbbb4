import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LinearRegression, LogisticRegression, Ridge } from "../../src/estimators/index.ts";
import { minimumNorm } from "../../src/estimators/linear/minimum-norm.ts";
import { RandomState } from "../../src/numeric/index.ts";
import { type RandomProblem, randomProblem } from "../support/random-problems.ts";

/** `X'v`, columns less their means when `isCentred`. */
function correlations(X: number[][], v: ArrayLike<number>, isCentred: boolean): number[] {
  return X[0]!.map((_, j) => {
    const mean = isCentred ? X.reduce((sum, row) => sum + row[j]!, 0) / X.length : 0;
    return X.reduce((sum, row, i) => sum + (row[j]! - mean) * v[i]!, 0);
  });
}

describe("least squares", () => {
  it("leave a residual at right angles to every column, dependent or not", () => {
    fc.assert(
      fc.property(randomProblem(), fc.boolean(), ({ X, y }, fitIntercept) => {
        const predictions = new LinearRegression({ fitIntercept }).fit(X, y).predict(X);
        const residual = y.map((value, i) => value - predictions[i]!);
        const size = Math.max(...X.flat().map(Math.abs), 1) * Math.max(...y.map(Math.abs), 1) * X.length;
        for (const c of correlations(X, residual, fitIntercept))
          expect(Math.abs(c)).toBeLessThanOrEqual(1e-9 * size);
      }),
    );
  });

  it("take, of all answers, the one of least norm: it has no part that the matrix maps to 0", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        (seed, m, rank) => {
          // A = B C with an inner dimension of `rank`; what A maps to 0, C does.
          const random = new RandomState(seed);
          const p = 7;
          const normal = (n: number): Float64Array =>
            Float64Array.from({ length: n }, () => random.standardNormal());
          const [b, c, y] = [normal(m * rank), normal(rank * p), normal(m)];
          const a = Float64Array.from({ length: m * p }, (_, at) => {
            const [j, i] = [Math.floor(at / m), at % m];
            let sum = 0;
            for (let r = 0; r < rank; r++) sum += b[r * m + i]! * c[j * rank + r]!;
            return sum;
          });
          const x = minimumNorm(a.slice(), y.slice(), m, p, 1e-12);
          // A direction that A maps to 0: any vector less its projection on the rows of A, by the same solver.
          const v = normal(p);
          const image = Float64Array.from({ length: m }, (_, i) =>
            v.reduce((sum, vj, j) => sum + a[j * m + i]! * vj, 0),
          );
          const inRows = minimumNorm(a.slice(), image, m, p, 1e-12);
          const dot = v.reduce((sum, vj, j) => sum + (vj - inRows[j]!) * x[j]!, 0);
          const size = 1 + x.reduce((sum, xj) => sum + Math.abs(xj), 0);
          expect(Math.abs(dot)).toBeLessThanOrEqual(1e-8 * size);
        },
      ),
    );
  });
});

describe("ridge", () => {
  it("balances the pull of the residual with that of the penalty at every coefficient", () => {
    fc.assert(
      fc.property(
        randomProblem(),
        fc.constantFrom(0.01, 1, 100),
        fc.boolean(),
        ({ X, y }, alpha, fitIntercept) => {
          const model = new Ridge({ alpha, fitIntercept }).fit(X, y);
          const predictions = model.predict(X);
          const residual = y.map((value, i) => value - predictions[i]!);
          const size = Math.max(...X.flat().map(Math.abs), 1) * Math.max(...y.map(Math.abs), 1) * X.length;
          correlations(X, residual, fitIntercept).forEach((c, j) => {
            expect(Math.abs(c - alpha * model.coefficients[j]!)).toBeLessThanOrEqual(1e-9 * size);
          });
        },
      ),
    );
  });
});

/** Two samples that one feature tells apart, where the Newton model is far from the least squares of the loss itself. */
const SEPARABLE: [RandomProblem, number, number, number] = [
  {
    X: [
      [1.2079091681324552, -0.3227628439314635, 40.86566534923548, 1.4663416325677523],
      [0.8890006131620595, -0.8176908668986985, 99.09529035015055, -0.1700485377186382],
    ],
    y: [5.028836245462961, 3.6379067765998974],
    weights: [3, 0],
  },
  2,
  10,
  1,
];

describe("logistic regression", () => {
  it("meets the conditions of a minimum at every coefficient and intercept", () => {
    const classes = fc.constantFrom(2, 3);
    const ratios = fc.constantFrom(0, 0.5, 1);
    fc.assert(
      fc.property(
        randomProblem({ maxColumns: 5 }),
        classes,
        fc.constantFrom(0.1, 10),
        ratios,
        ({ X, y }, nClasses, C, l1Ratio) => {
          const scaled = X.map((row) => row.map((value) => value / 100));
          const labels = y.map((_, i) => (i * i + Math.floor(Math.abs(y[i]!))) % nClasses);
          fc.pre(new Set(labels).size === nClasses);
          const model = new LogisticRegression({ C, l1Ratio, maxIter: 1000 }).fit(scaled, labels);
          const probabilities = model.predictProba(scaled);
          model.coefficients.forEach((w, k) => {
            const own = nClasses === 2 ? 1 : k;
            const errors = labels.map((label, i) => (label === own ? 1 : 0) - probabilities[i]![own]!);
            expect(Math.abs(errors.reduce((sum, e) => sum + e, 0))).toBeLessThanOrEqual(1e-5);
            correlations(scaled, errors, false).forEach((pull, j) => {
              const rest = C * pull - (1 - l1Ratio) * w[j]!;
              const gap =
                w[j] === 0
                  ? Math.max(0, Math.abs(rest) - l1Ratio)
                  : Math.abs(rest - l1Ratio * Math.sign(w[j]!));
              // The gap of the objective goes by the square of this, so half of its digits are here.
              expect(gap).toBeLessThanOrEqual(1e-4);
            });
          });
        },
      ),
      { numRuns: 60, examples: [SEPARABLE] },
    );
  });
});
