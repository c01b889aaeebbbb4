import { describe, expect, it } from "vitest";
import {
  ElasticNet,
  Lasso,
  type LinearModel,
  type PrecomputedProducts,
} from "../../../../src/estimators/index.ts";

const X = [
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 4],
];
const y = [3, 4, 9, 10, 12];
/** Of the columns less their means of 3 and 3, and of y less 7.6, worked out by hand. */
const products: PrecomputedProducts = {
  gram: [
    [10, 6],
    [6, 10],
  ],
  correlations: [24, 19],
  targetNorm2: 61.2,
  nSamples: 5,
  featureMeans: [3, 3],
  targetMean: 7.6,
};

describe("fitPrecomputed", () => {
  it("makes the model that the data would make", () => {
    for (const estimator of [new ElasticNet({ alpha: 0.3 }), new Lasso({ alpha: 0.3, positive: true })]) {
      const model = estimator.fitPrecomputed(products);
      const expected = estimator.fit(X, y);
      expect(model.coefficients).toBeAllClose(expected.coefficients, { rtol: 1e-12 });
      expect([model.intercept]).toBeAllClose([expected.intercept], { rtol: 1e-12 });
      expect(model.predict(X)).toBeAllClose(expected.predict(X), { rtol: 1e-12 });
    }
  });

  it("takes the names of the matrix, and means of 0 when there are none", () => {
    const model = new ElasticNet().fitPrecomputed({
      ...products,
      gram: { a: [10, 6], b: [6, 10] },
      featureMeans: undefined,
      targetMean: undefined,
    });
    expect(model.featureNames).toEqual(["a", "b"]);
    expect(model.intercept).toBeCloseTo(0, 15);
  });

  it.each<[Partial<PrecomputedProducts>, string]>([
    [{ gram: [[10, 6]] }, "gram must have as many rows as columns: current shape is [1, 2]"],
    [
      {
        gram: [
          [10, 6],
          [5, 10],
        ],
      },
      "gram must be symmetric: elements [1, 0] and [0, 1] differ",
    ],
    [
      {
        gram: [
          [-10, 6],
          [6, 10],
        ],
      },
      "no diagonal element below 0: element 0 is -10",
    ],
    [{ correlations: [24] }, "correlations: it must have 2 values"],
    [{ targetNorm2: -1 }, "targetNorm2 must be a finite number of at least 0"],
    [{ targetMean: Number.NaN }, "targetMean must be a finite number"],
    [{ nSamples: 0 }, "nSamples must be a whole number of at least 1"],
  ])("says what is wrong with %j", (change, message) => {
    expect((): LinearModel => new ElasticNet().fitPrecomputed({ ...products, ...change })).toThrow(message);
  });
});
