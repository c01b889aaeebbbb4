import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ElasticNet,
  ElasticNetCV,
  enetPath,
  Lasso,
  LinearRegression,
  LogisticRegression,
  Ridge,
  type SparseInput,
} from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

/** Rows of which most cells are 0, and a target that depends on the first columns. */
function sparseRows(
  nRows: number,
  nColumns: number,
  density: number,
): { X: number[][]; y: number[]; weights: number[] } {
  const random = new RandomState(11);
  const X = Array.from({ length: nRows }, () =>
    Array.from({ length: nColumns }, () => (random.uniform() < density ? 1 + random.standardNormal() : 0)),
  );
  const y = X.map((row) => 3 * row[0]! - 2 * row[1]! + row[2]! + 5 + 0.3 * random.standardNormal());
  return { X, y, weights: y.map((_, i) => (i % 4) + 0.5) };
}

function compress(X: number[][], format: "csc" | "csr"): SparseInput {
  const shape: [number, number] = [X.length, X[0]!.length];
  const lines = format === "csr" ? X : X[0]!.map((_, j) => X.map((row) => row[j]!));
  const indptr = [0];
  const indices: number[] = [];
  const data: number[] = [];
  for (const line of lines) {
    for (const [at, value] of line.entries()) {
      if (value === 0) continue;
      indices.push(at);
      data.push(value);
    }
    indptr.push(data.length);
  }
  return { format, shape, indptr, indices, data };
}

describe("sparse features", () => {
  const few = sparseRows(60, 8, 0.3);
  const many = sparseRows(60, 400, 0.1);

  it.each([
    ["csc", "few", few],
    ["csr", "few", few],
    ["csc", "many", many],
    ["csr", "many", many],
  ] as const)(
    "make the same elastic net as dense ones, %s with %s columns",
    (format, _size, { X, y, weights }) => {
      const net = new ElasticNet({ alpha: 0.05, l1Ratio: 0.8, tol: 1e-13, maxIter: 100_000 });
      for (const sampleWeight of [undefined, weights]) {
        const dense = net.fit(X, y, { sampleWeight });
        const sparse = net.fit(compress(X, format), y, { sampleWeight });
        const largest = Math.max(...dense.coefficients.map(Math.abs));
        // Both are at the optimum; centring in thought costs a few digits of sixteen.
        expect(sparse.coefficients).toBeAllClose(dense.coefficients, { rtol: 1e-9, atol: 1e-10 * largest });
        expect([sparse.intercept]).toBeAllClose([dense.intercept], { rtol: 1e-9 });
        expect(sparse.predict(compress(X, format))).toBeAllClose(dense.predict(X), {
          rtol: 1e-9,
          atol: 1e-9,
        });
      }
    },
  );

  it("make the same ridge and least squares", () => {
    for (const { X, y, weights } of [few, many]) {
      const input = compress(X, "csr");
      const options = { sampleWeight: weights };
      const ridge = new Ridge({ alpha: 2 }).fit(X, y, options);
      const largest = Math.max(...ridge.coefficients.map(Math.abs));
      expect(new Ridge({ alpha: 2 }).fit(input, y, options).coefficients).toBeAllClose(ridge.coefficients, {
        rtol: 1e-8,
        atol: 1e-9 * largest,
      });
      // With more columns than rows both take the answer of least norm.
      const least = new LinearRegression().fit(X, y, options);
      expect(new LinearRegression().fit(input, y, options).coefficients).toBeAllClose(least.coefficients, {
        rtol: 1e-7,
        atol: 1e-8 * largest,
      });
    }
  });

  it("make the same path, cross-validation and positive lasso", () => {
    const { X, y } = many;
    const input = compress(X, "csc");
    const options = { nAlphas: 5, eps: 0.05, tol: 1e-12, maxIter: 100_000 };
    const dense = enetPath(X, y, options);
    const sparse = enetPath(input, y, options);
    expect(sparse.alphas).toBeAllClose(dense.alphas, { rtol: 1e-12 });
    expect(sparse.coefficients.flatMap((along) => [...along])).toBeAllClose(
      dense.coefficients.flatMap((along) => [...along]),
      { rtol: 1e-8, atol: 1e-9 },
    );
    const cv = new ElasticNetCV({ ...options, cv: 3 });
    const denseErrors = cv.fit(X, y).curves[0]!.msePath.flatMap((errors) => [...errors]);
    expect(cv.fit(input, y).curves[0]!.msePath.flatMap((errors) => [...errors])).toBeAllClose(denseErrors, {
      rtol: 1e-5,
    });
    const lasso = new Lasso({ alpha: 0.02, positive: true, tol: 1e-12, maxIter: 100_000 });
    expect(lasso.fit(input, y).coefficients).toBeAllClose(lasso.fit(X, y).coefficients, {
      rtol: 1e-8,
      atol: 1e-9,
    });
  });

  it("make the same logistic regressions", () => {
    const { X, y, weights } = sparseRows(60, 100, 0.1);
    for (const labels of [
      y.map((value) => value > 5),
      y.map((value) => Math.min(2, Math.max(0, Math.round(value - 4)))),
    ]) {
      for (const l1Ratio of [0, 1]) {
        const regression = new LogisticRegression({ C: 0.5, l1Ratio });
        const dense = regression.fit(X, labels, { sampleWeight: weights });
        const sparse = regression.fit(compress(X, "csr"), labels, { sampleWeight: weights });
        dense.coefficients.forEach((w, k) => {
          expect(sparse.coefficients[k]).toBeAllClose(w, { rtol: 1e-5, atol: 1e-7 });
        });
        expect(sparse.predict(compress(X, "csc"))).toEqual(dense.predict(X));
      }
    }
  });

  it("may have a column that is constant", () => {
    const { X, y } = few;
    const constant = X.map((row) => [...row, 0.1]);
    const model = new ElasticNet({ alpha: 0.01 }).fit(compress(constant, "csc"), y);
    expect(model.coefficients[8]).toBe(0);
  });

  it("may have their indices in any order within a line", () => {
    const sorted: SparseInput = {
      format: "csr",
      shape: [2, 3],
      indptr: [0, 2, 3],
      indices: [0, 2, 1],
      data: [1, 2, 3],
    };
    const turned: SparseInput = { ...sorted, indices: [2, 0, 1], data: [2, 1, 3] };
    const ridge = new Ridge();
    expect(ridge.fit(turned, [1, 2]).coefficients).toEqual(ridge.fit(sorted, [1, 2]).coefficients);
  });

  const fine: SparseInput = {
    format: "csr",
    shape: [2, 3],
    indptr: [0, 2, 3],
    indices: [0, 2, 1],
    data: [1, 2, 3],
  };
  it.each<[Partial<SparseInput>, string]>([
    [{ indptr: [0, 3] }, "indptr must have 3 elements from 0 to the number of values"],
    [{ indptr: [0, 5, 3] }, "indptr must not fall: element 2 is 3"],
    [{ indices: [0, 3, 1] }, "indices must be from 0 to 2: element 1 is 3"],
    [{ indices: [0, 1.5, 1] }, "element 1 is 1.5"],
    [{ indices: [2, 2, 1] }, "row 0, column 2 is there twice"],
    [{ data: [1, Number.NaN, 3] }, "row 0, column 2 must be a finite number: it is NaN"],
    [{ data: [1, Number.NaN, 3], names: ["a", "b", "c"] }, 'row 0, column "c" must be a finite number'],
    [{ shape: [0, 3] }, "shape must be two whole numbers above 0"],
    [{ names: ["a", "a", "b"] }, "there must be 3 distinct names"],
  ])("say what is wrong with %j", (change, message) => {
    expect(() => new Ridge().fit({ ...fine, ...change }, [1, 2])).toThrow(message);
  });

  it("must have the columns of the fit when predicted for", () => {
    const model = new Ridge().fit({ ...fine, names: ["a", "b", "c"] }, [1, 2]);
    expect(() => model.predict({ ...fine, names: ["a", "c", "b"] })).toThrow(
      'column 1 must be "b" as in the fit',
    );
    const narrow: SparseInput = { format: "csr", shape: [1, 2], indptr: [0, 0], indices: [], data: [] };
    expect(() => model.predict(narrow)).toThrow("fitted on 3 columns: current number of columns is 2");
  });

  it("are the same in both formats, whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 3, maxLength: 3 }), {
          minLength: 2,
          maxLength: 8,
        }),
        (X) => {
          const y = X.map((_, i) => i * i);
          const ridge = new Ridge({ alpha: 0.5 });
          const byColumn = ridge.fit(compress(X, "csc"), y);
          expect(ridge.fit(compress(X, "csr"), y).coefficients).toEqual(byColumn.coefficients);
          expect(byColumn.coefficients).toBeAllClose(ridge.fit(X, y).coefficients, {
            rtol: 1e-9,
            atol: 1e-9,
          });
        },
      ),
    );
  });
});

describe("working sets", () => {
  it("come to the optimum that sweeps over all features come to", () => {
    const random = new RandomState(2);
    const X = Array.from({ length: 80 }, () => Array.from({ length: 700 }, () => random.standardNormal()));
    const y = X.map(
      (row) =>
        row.slice(0, 20).reduce((sum, value, j) => sum + value * (j % 2 ? 1 : -2), 0) +
        random.standardNormal(),
    );
    for (const [alpha, l1Ratio] of [
      [0.5, 1],
      [0.05, 1],
      [0.01, 0.9],
      [0.1, 0.3],
    ] as const) {
      const model = new ElasticNet({ alpha, l1Ratio }).fit(X, y);
      expect(model.dualGap).toBeLessThan(1e-12);
      const used = Array.from(model.coefficients.keys()).filter((j) => model.coefficients[j] !== 0);
      const alone = new ElasticNet({ alpha, l1Ratio, tol: 1e-13, maxIter: 100_000 }).fit(
        X.map((row) => used.map((j) => row[j]!)),
        y,
      );
      expect(alone.coefficients).toBeAllClose(
        used.map((j) => model.coefficients[j]!),
        { rtol: 1e-6, atol: 1e-8 },
      );
    }
  });
});
