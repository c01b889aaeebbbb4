import { describe, expect, it } from "vitest";
import {
  ElasticNet,
  ElasticNetCV,
  Lasso,
  LassoCV,
  LinearRegression,
  LogisticRegression,
  Ridge,
  RidgeCV,
  type SparseInput,
} from "../../../../src/estimators/index.ts";
import { RandomState } from "../../../../src/numeric/index.ts";

const random = new RandomState(8);
const X = Array.from({ length: 60 }, () => Array.from({ length: 5 }, () => random.standardNormal()));
const y = X.map((row) => 2 * row[0]! - row[1]! + 3 + 0.2 * random.standardNormal());
const weights = y.map((_, i) => 1 + (i % 2));

describe("fitAsync", () => {
  it.each([
    new ElasticNet({ alpha: 0.1 }),
    new Lasso({ alpha: 0.1 }),
    new LinearRegression(),
    new Ridge({ alpha: 3 }),
    new ElasticNetCV({ l1Ratio: [0.5, 1], nAlphas: 5 }),
    new LassoCV({ nAlphas: 5, cv: 3 }),
    new RidgeCV(),
  ])("makes to the last bit the model that fit makes: $estimatorName", async (estimator) => {
    const options = { sampleWeight: weights };
    const model = await estimator.fitAsync(X, y, options);
    const expected = estimator.fit(X, y, options);
    expect(model.coefficients).toEqual(expected.coefficients);
    expect(model.intercept).toBe(expected.intercept);
    expect(model.params).toEqual(expected.params);
    expect(model.estimatorName).toBe(estimator.estimatorName);
  });

  it("classifies as fit does", async () => {
    const labels = y.map((value) => (value > 3 ? "high" : "low"));
    const regression = new LogisticRegression({ l1Ratio: 0.5 });
    const model = await regression.fitAsync(X, labels);
    expect(model.coefficients).toEqual(regression.fit(X, labels).coefficients);
    expect(model.predict(X)).toEqual(regression.fit(X, labels).predict(X));
  });

  it("takes named and sparse features, and does not touch what it is given", async () => {
    const columns = { a: Float64Array.from(X, (row) => row[0]!), b: X.map((row) => row[1]!) };
    const named = await new Ridge().fitAsync(columns, y);
    expect(named.featureNames).toEqual(["a", "b"]);
    expect(columns.a[0]).toBe(X[0]![0]);
    const sparse: SparseInput = {
      format: "csr",
      shape: [3, 2],
      indptr: [0, 1, 2, 3],
      indices: [0, 1, 0],
      data: [1, 2, 3],
    };
    const model = await new Ridge().fitAsync(sparse, [1, 2, 3]);
    expect(model.coefficients).toEqual(new Ridge().fit(sparse, [1, 2, 3]).coefficients);
  });

  it("tells how far all threads are together", async () => {
    const seen: string[] = [];
    await new LassoCV({ nAlphas: 4, cv: 3 }).fitAsync(X, y, {
      nThreads: 2,
      onProgress: ({ done, total }) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(["4/12", "8/12", "12/12"]);
  });

  it("ends with the reason of its signal, before or during the work", async () => {
    const reason = new Error("enough");
    await expect(new ElasticNet().fitAsync(X, y, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const fit = new LassoCV({ nAlphas: 20 }).fitAsync(X, y, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(fit).rejects.toBe(reason);
  });

  it("ends with what a listener throws", async () => {
    const fit = new LassoCV({ nAlphas: 3 }).fitAsync(X, y, {
      onProgress: () => {
        throw new Error("listener");
      },
    });
    await expect(fit).rejects.toThrow("listener");
  });

  it("rejects with the errors of fit, of their class", async () => {
    await expect(new ElasticNet().fitAsync([[1], [Number.NaN]], [1, 2])).rejects.toThrow(
      "row 1, column 0 must be a finite number",
    );
    const fit = new LassoCV().fitAsync(X, y, {
      folds: [{ train: Int32Array.of(0), test: Int32Array.of(99) }],
    });
    await expect(fit).rejects.toThrow(RangeError);
    await expect(fit).rejects.toThrow("fold 0 has row 99");
    await expect(new LassoCV().fitAsync(X, y, { nThreads: 0 })).rejects.toThrow(
      "nThreads must be a whole number",
    );
    await expect(
      new LogisticRegression().fitAsync(
        X,
        y.map(() => 1),
      ),
    ).rejects.toThrow("at least two classes");
  });
});
